import { expect, test } from "vitest";
import { levelsPng } from "../../../src/figures/logitLens/levelsPng.js";
import { logitLensFigure } from "../../../src/figures/logitLens/logitLensFigure.js";
import { decidedAt } from "../../../src/lens/layers/decidedAt.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { madeAligned, madeLens } from "../../lens/layers/made.js";
import { faultOf } from "../wellFormed.js";

const SOURCE = "def area(width, height):\n\tresult = width * height\n\treturn result  # é 🐍\n";
const aligned = madeAligned(SOURCE);
const lens = madeLens(aligned.scored, 6);
const figure = logitLensFigure(lens, aligned);

/** The fragment without its scripts: what an untrusting notebook leaves. */
function still(html: string): string {
  return html.replace(/<script>.*?<\/script>/gs, "");
}

test("the SVG and the page are well-formed and the same every time; the SVG is the one committed", async () => {
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(faultOf(still(figure.toHTML()))).toBeUndefined();
  const again = logitLensFigure(structuredClone(lens), madeAligned(SOURCE));
  expect(again.toPage()).toBe(figure.toPage());
  await expect(figure.toSVG()).toMatchFileSnapshot("snapshots/logit-lens.svg");
});

test("the text is the one committed: source with bars, layers, categories, types", async () => {
  await expect(figure.toText()).toMatchFileSnapshot("snapshots/logit-lens.txt");
});

test("tables say what decidedAt says", () => {
  const { byType } = decidedAt(lens, aligned);
  const identifier = byType.find(({ name }) => name === "identifier")!;
  const cells = [identifier.nodes, identifier.decided, identifier.nodes - identifier.decided];
  expect(
    still(figure.toHTML())
      .replace(/<[^>]*>/g, "|")
      .replace(/\|+/g, "|"),
  ).toContain(`|identifier|${cells.join("|")}|`);
});

test("each token is marked once: shades for decided ones, a red line for never, dots for the first", () => {
  const svg = figure.toSVG();
  const { tokens } = decidedAt(lens, aligned);
  expect(tokens.some((layer, t) => t > 0 && layer === undefined)).toBe(true);
  expect(svg).toMatch(/stroke-width="0.14"[^>]*stroke="#b84700"/);
  expect(svg).toMatch(/stroke-dasharray="0.25 0.25"/);
  expect(svg).toContain("never: the model ends with another token");
  expect(svg).toContain("16 bits or more (p ≤ 1/65 536)");
});

test("the map holds the probability of every cell, the last layer on top", () => {
  const [, data] = /data:image\/png;base64,([^"]+)/.exec(figure.toSVG())!;
  const png = Buffer.from(data!, "base64");
  const T = aligned.scored.ids.length;
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([T, 6]);
  const levels = Uint8Array.from({ length: 6 * T }, (_, i) => {
    const logprob = lens.logprobs[(5 - Math.floor(i / T)) * T + (i % T)]!;
    return Number.isNaN(logprob)
      ? 0
      : Math.max(0, Math.round(15 * (1 - Math.round((-logprob / Math.LN2) * 8) / 8 / 16)));
  });
  expect(Buffer.from(levelsPng(T, 6, levels)).equals(png)).toBe(true);
});

test("hostile code and words stand as text, in the picture, the page and its data", () => {
  const hostile = 'x = "</script><img src=x onerror=alert(1)>" # \u202e\u0000&amp;<!--\u2028\n';
  const own = madeAligned(hostile);
  const words = new Map([[7, '</script><b onmouseover="x">']]);
  const bad = { ...madeLens(own.scored, 3, () => 7), words };
  const shown = logitLensFigure(bad, own, { title: "<i>&", source: "<u>" });
  expect(faultOf(shown.toSVG())).toBeUndefined();
  expect(faultOf(still(shown.toHTML()))).toBeUndefined();
  for (const text of [shown.toSVG(), shown.toPage()]) {
    expect(text).not.toContain("<img src=x");
    expect(text).not.toContain("</script><b");
    expect(text).not.toMatch(/[\u202e\u2028]/);
  }
  expect(shown.toText()).toContain("⟨U+202E⟩");
});

test("512 tokens of 31 layers: at most 50 KB beyond its data and the picture of it, which takes no more than 60 KB, in bands", () => {
  const long = madeAligned(
    Array.from({ length: 60 }, (_, i) => `def f${i}(a, b):\n    return a + b * ${i}\n`).join(""),
  );
  expect(long.scored.ids.length).toBeGreaterThan(900);
  const at = long.scored.spans.end[511]!;
  const own = madeAligned(long.scored.text.slice(0, at));
  expect(own.scored.ids.length).toBe(512);
  const big = logitLensFigure(madeLens(own.scored, 31), own);
  const data = JSON.stringify((big.toJSON() as { data: unknown }).data).length;
  const html = big.toHTML();
  const picture = /<img[^>]*>/.exec(html)![0].length;
  expect(picture).toBeLessThan(60_000);
  expect(html.length - data - picture).toBeLessThan(50_000);
  expect(big.toSVG().match(/<mask/g)!.length).toBeGreaterThan(1);
});

test("several on a page have ids of their own", () => {
  const other = logitLensFigure(madeLens(aligned.scored, 4), aligned);
  const ids = [figure, other].map(one => /data-tracebook="(\w+)"/.exec(one.toHTML())![1]);
  expect(new Set(ids).size).toBe(2);
  const masks = (text: string): string[] => [...text.matchAll(/mask id="([^"]+)"/g)].map(match => match[1]!);
  expect(masks(figure.toSVG())[0]).not.toBe(masks(other.toSVG())[0]);
});

test.each([
  [{ width: 100 }, "width must be a whole number within 640..2400, not 100"],
  [{ shown: 0 }, "shown must be a whole number within 1..10, not 0"],
  [{ maxLines: 2.5 }, "maxLines must be a whole number within 10..2000, not 2.5"],
])("options out of range are named: %j", (options, message) => {
  expect(() => logitLensFigure(lens, aligned, options)).toThrow(SourceError);
  expect(() => logitLensFigure(lens, aligned, options)).toThrow(message);
});

test("a lens of other tokens is refused", () => {
  expect(() => logitLensFigure(lens, madeAligned("x = 1\n"))).toThrow(/the alignment of 4/);
});

test("the PNG is drawn", async () => {
  const png = await figure.toPNG({ scale: 1 });
  expect(Buffer.from(png).readUInt32BE(16)).toBe(960);
});
