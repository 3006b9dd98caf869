import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFigure, type FigureParts } from "../../src/figures/core/createFigure.js";
import { element } from "../../src/figures/core/element.js";
import { figuresPage } from "../../src/figures/core/figuresPage.js";
import { scoreChart } from "../../src/figures/score/scoreChart.js";
import { SourceError } from "../../src/program/SourceError.js";
import { scores } from "./models/scores.js";

const parts: FigureParts = {
  kind: "test",
  title: "A figure",
  description: "A line.",
  provenance: { source: "nowhere", seed: 3, model: "m" },
  data: { b: 1, a: [2] },
  options: { width: 100 },
  draw: () => ({ width: 200, height: 60, content: element("path", { d: "M0,0h100", stroke: "#000" }) }),
  text: "one line \u001b[31m",
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tracebook-figure-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("save writes by extension, leaves nothing else behind, and repeats to the byte", async () => {
  const figure = createFigure(parts);
  for (const name of ["a.svg", "a.html", "a.png", "a.txt", "a.json"]) {
    await figure.save(join(folder, name));
    const first = await readFile(join(folder, name));
    await createFigure(parts).save(join(folder, name));
    expect(Buffer.compare(first, await readFile(join(folder, name)))).toBe(0);
  }
  expect((await readdir(folder)).sort()).toEqual(["a.html", "a.json", "a.png", "a.svg", "a.txt"]);
  expect((await readFile(join(folder, "a.png"))).subarray(1, 4).toString()).toBe("PNG");
});

test("an unknown extension is refused by name, and nothing is written", async () => {
  const before = await readdir(folder);
  await expect(createFigure(parts).save(join(folder, "a.gif"))).rejects.toThrow(SourceError);
  await expect(createFigure(parts).save(join(folder, "a.gif"))).rejects.toThrow(
    /cannot save a figure as ".gif"/,
  );
  expect(await readdir(folder)).toEqual(before);
});

test("the id follows data and options; the order of keys does not matter", () => {
  const id = createFigure(parts).id;
  expect(createFigure({ ...parts, data: { a: [2], b: 1 } }).id).toBe(id);
  expect(createFigure({ ...parts, data: { a: [2], b: 2 } }).id).not.toBe(id);
  expect(createFigure({ ...parts, options: { width: 101 } }).id).not.toBe(id);
});

test("provenance stands in a line of the picture, in its metadata, in text and in JSON", () => {
  const figure = createFigure(parts);
  const line = `Source: nowhere · model m · seed 3 · data sha256 ${figure.provenance.sha256.slice(0, 16)}`;
  expect(
    figure
      .toSVG()
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " "),
  ).toContain("Source: nowhere · model m · seed 3");
  expect(figure.toSVG()).toMatch(/<metadata>{&quot;source&quot;:&quot;nowhere&quot;/);
  expect(figure.toText()).toContain(line);
  expect(figure.toJSON()).toMatchObject({
    schema: "tracebook/figure@1",
    data: parts.data,
    provenance: { seed: 3 },
  });
});

test("text for terminals holds no control character", () => {
  expect(createFigure(parts).toText()).toContain("one line ⟨U+001B⟩[31m");
});

test("the fragment is a picture with its words, and the page forbids itself the network", () => {
  const figure = createFigure(parts);
  expect(figure.toHTML()).toMatch(
    /^<div data-tracebook="tb[\da-f]{12}"[^>]*><img src="data:image\/svg\+xml;base64,[^"]+" alt="A figure\. A line\."/,
  );
  expect(figure.toPage()).toContain("default-src &apos;none&apos;".replaceAll("&apos;", "'"));
});

test.each([0, -1, Number.NaN, 100])("a PNG scale of %d is refused", async scale => {
  await expect(createFigure(parts).toPNG({ scale })).rejects.toThrow(/scale must be above 0 and at most 16/);
});

test("a page of several figures holds each of them, and a shared library once", () => {
  const chart = scoreChart(scores);
  const page = figuresPage("Two <charts>", [
    chart,
    createFigure(parts),
    scoreChart({ ...scores, source: "other" }),
  ]);
  expect(page.match(/data-tracebook="/g)!.length).toBeGreaterThanOrEqual(3);
  expect(page.match(/define=void 0/g)).toHaveLength(1);
  expect(page).toContain('<h1 style="font-size:22px">Two &lt;charts&gt;</h1>');
  expect(page.length).toBeLessThan(figuresPage("One", [chart]).length + 60_000);
});
