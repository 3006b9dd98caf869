import { expect, test } from "vitest";
import { corpusFigure } from "../../../src/figures/corpus/corpusFigure.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { faultOf } from "../wellFormed.js";
import { madeCorpus } from "./made.js";

const data = await madeCorpus();
const figure = corpusFigure(data);

function still(html: string): string {
  return html.replace(/<script>.*?<\/script>/gs, "");
}

test("the SVG and the page are well-formed and the same every time; the SVG is the one committed", async () => {
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(faultOf(still(figure.toHTML()))).toBeUndefined();
  expect(corpusFigure(await madeCorpus()).toPage()).toBe(figure.toPage());
  await expect(figure.toSVG()).toMatchFileSnapshot("snapshots/corpus.svg");
});

test("the text is the one committed: every category and type of both models, the difference", async () => {
  await expect(figure.toText()).toMatchFileSnapshot("snapshots/corpus.txt");
});

test("each bar's parts are the whole loss: widths and listed shares add up", () => {
  const svg = figure.toSVG();
  for (const { name, scores } of data.models) {
    const from = svg.indexOf(`>${name}: `);
    const bar = [...svg.slice(from).matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="5"/g)];
    const y = bar[0]![2];
    const widths = bar.filter(match => match[2] === y).map(match => Number(match[3]));
    const parts = scores.categories.filter(({ bits }) => bits > 0);
    expect(widths).toHaveLength(parts.length);
    expect(widths.reduce((a, b) => a + b + 1, 0)).toBeCloseTo(868, 0);
    expect(parts.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(scores.total.bits, 6);
  }
});

test("differences of all parts are the whole difference, as the table says", () => {
  const { parts, total } = data.comparison!;
  expect(parts.reduce((sum, part) => sum + part.difference, 0)).toBeCloseTo(total.difference, 6);
  expect(figure.toText()).toMatch(/total +\d+ /);
});

test("rows with too few programs say so and have no point", () => {
  const few = {
    models: [
      {
        name: "made:first",
        scores: {
          ...data.models[0]!.scores,
          categories: data.models[0]!.scores.categories.map(
            ({ bitsPerByte: _b, geometricP: _g, meanP: _m, ...row }) => ({
              ...row,
              few: row.key === "name" || _b === undefined,
              ...(row.key !== "name" && { bitsPerByte: _b, geometricP: _g, meanP: _m }),
            }),
          ),
        },
      },
    ],
  };
  expect(corpusFigure(few).toSVG()).toContain("too few programs");
  expect(corpusFigure(few).toText()).toMatch(/name .*too few programs/);
});

test("other measures stand on the axis and in the words", () => {
  const svg = corpusFigure(data, { measure: "geometricP", mean: "macro", types: 3 }).toSVG();
  expect(svg).toContain("geometric mean of the probabilities (mean over programs), more is better");
  expect(svg).toContain("Node types with most bits (3 of ");
});

test("hostile names stand as text", () => {
  const [one] = data.models;
  const shown = corpusFigure(
    { models: [{ ...one!, name: '</script><img src=x onerror="alert(1)">' }] },
    { title: "<i>" },
  );
  expect(faultOf(shown.toSVG())).toBeUndefined();
  expect(faultOf(still(shown.toHTML()))).toBeUndefined();
  expect(shown.toPage()).not.toContain("<img src=x");
});

test.each([
  [{ measure: "bits" as "meanP" }, /measure must be one of bitsPerByte, geometricP, meanP, not bits/],
  [{ mean: "mode" as "macro" }, /mean must be micro or macro, not mode/],
  [{ types: -1 }, /types must be a whole number within 0\.\.60, not -1/],
])("options out of range are named: %j", (options, message) => {
  expect(() => corpusFigure(data, options)).toThrow(SourceError);
  expect(() => corpusFigure(data, options)).toThrow(message);
});

test("three models are refused", () => {
  expect(() => corpusFigure({ models: [...data.models, data.models[0]!] })).toThrow(
    /one or two models can be shown, not 3/,
  );
});
