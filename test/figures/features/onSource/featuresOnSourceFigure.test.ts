import { beforeAll, expect, test } from "vitest";
import { buildOnSource } from "../../../../src/figures/features/onSource/buildOnSource.js";
import type { FeaturesOnSourceData } from "../../../../src/figures/features/onSource/FeaturesOnSourceData.js";
import { featuresOnSourceFigure } from "../../../../src/figures/features/onSource/featuresOnSourceFigure.js";
import { onSourceFeatures } from "../../../../src/figures/features/onSource/onSourceFeatures.js";
import { iterationMeans } from "../../../../src/figures/features/onSource/onSourceTables.js";
import { onSourceSummary } from "../../../../src/figures/features/onSource/onSourceWords.js";
import { viewerSteps } from "../../../../src/figures/features/onSource/viewerSteps.js";
import { buildModel } from "../../../../src/figures/viewer/buildModel.js";
import { settleViewer } from "../../../../src/figures/viewer/traceViewer.js";
import { SourceError } from "../../../../src/program/SourceError.js";
import type { Trace } from "../../../../src/trace/format/Trace.js";
import { faultOf } from "../../wellFormed.js";
import { madeOnSource } from "./made.js";

let data: FeaturesOnSourceData & { readonly trace: Trace };
let plain: FeaturesOnSourceData;

beforeAll(async () => {
  data = await madeOnSource();
  const { trace, ...rest } = data;
  plain = rest;
});

test("lines and steps are found in the prompt, with the iteration of the innermost loop", () => {
  expect(plain.call).toBe("f(4, 7)");
  expect(plain.lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(plain.text.slice(plain.lines[3]!.start, plain.lines[3]!.end)).toBe("@4     if (b > c) {");
  expect(plain.steps.map(({ line }) => line)).toEqual([2, 3, 4, 5, 3, 4, 5, 3, 4, 5, 3, 10]);
  expect(plain.steps.map(({ iteration }) => iteration)).toEqual([1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 1]);
});

test("at a line or step stands the greatest activation of its tokens", () => {
  const model = buildOnSource(plain, 1000);
  for (const feature of model.features) {
    model.steps.forEach((step, i) => {
      const own = feature.firings.filter(([token]) => {
        const [, end] = plain.tokens[token]!;
        return end > step.start && end <= step.end;
      });
      expect(feature.atStep[i]).toBe(Math.max(0, ...own.map(([, value]) => value)));
    });
  }
  expect(model.features).toHaveLength(29);
  expect(model.left).toBe(0);
});

test("the strongest against their scale are kept, the others counted", () => {
  const model = buildOnSource(plain, 5);
  expect(model.features).toHaveLength(5);
  expect(model.left).toBe(24);
  const shares = model.features.map(
    ({ firings, most }) => Math.max(...firings.map(([, value]) => value)) / most,
  );
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
});

test("without a greatest activation of the corpus as many of each group are kept, by what they write", () => {
  const one = (name: string, group: string, size: number, value: number) => ({
    name,
    group,
    size,
    firings: [[0, value] as const],
  });
  const features = [
    one("weak of 0", "layer 0", 1, 5),
    one("strong of 0", "layer 0", 2, 4),
    one("third of 0", "layer 0", 1, 1),
    one("strong of 1", "layer 1", 100, 9),
    { name: "silent", group: "layer 1", firings: [] },
    one("weak of 1", "layer 1", 100, 8),
  ];
  const model = buildOnSource({ ...plain, features }, 3);
  expect(model.features.map(({ name }) => name)).toEqual(["strong of 0", "strong of 1", "weak of 0"]);
  expect(model).toMatchObject({ left: 2, groups: ["layer 0", "layer 1"] });
  expect(onSourceSummary(model)[0]).toContain(
    "5 features of embedded fire here; shown are the 3 strongest, as many of each of 2 groups (layer 0 to layer 1).",
  );
  expect(onSourceSummary({ ...model, call: "", left: 0 })[0]).toMatch(
    /^f\.js: .* 3 features of embedded fire here\.$/,
  );
});

test("line × iteration is the mean over the steps there, and nothing where a line does not run", () => {
  const model = buildOnSource(plain, 1000);
  const [feature] = model.features;
  const { iterations, rows } = iterationMeans(model, feature!);
  expect(iterations).toEqual([1, 2, 3, 4]);
  expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 10]);
  expect(rows[1]!.means).toEqual([1, 4, 7, 10].map(step => feature!.atStep[step]));
  expect(rows[0]!.means.slice(1)).toEqual([undefined, undefined, undefined]);
});

test("every step has its stop of the viewer: the same line, in the same order, of a loop's head its condition", () => {
  const viewer = buildModel(data.trace, settleViewer({}));
  const links = viewerSteps(buildOnSource(plain, 10), viewer);
  expect(links.map(at => viewer.steps[at]![2])).toEqual(plain.steps.map(({ line }) => line));
  expect(links).toEqual([...links].sort((a, b) => a - b));
  const marks = links.map(at => viewer.files[0]!.marks[viewer.steps[at]![3]]!);
  const heads = marks.filter(([line]) => line === 3);
  expect(heads).toHaveLength(4);
  for (const [line, column, , endColumn] of heads)
    expect(viewer.files[0]!.lines[line - 1]!.slice(column, endColumn)).toBe("i < 3");
});

test("without scripts there are the picture and the strongest of each line and step", () => {
  const figure = featuresOnSourceFigure(plain);
  const html = figure.toHTML().replace(/<script>.*?<\/script>/gs, "");
  expect(faultOf(html)).toBeUndefined();
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(html).toMatch(/<img src="data:image\/svg\+xml;base64,/);
  const cells = html.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
  expect(cells).toMatch(/\|4\|\u00a0{4}if \(b &gt; c\) \{\|L\d #\d+ [\d.]+ \(\d+ %\), L\d #/);
  expect(cells).toMatch(/\|5\|3\|2\|@3 k=2 7 4 3 1 T\|L\d #/);
  expect(cells).toContain("29 features of embedded fire here.");
});

test("the text is the one committed, and equal data give equal bytes", async () => {
  const figure = featuresOnSourceFigure(plain);
  await expect(figure.toText()).toMatchFileSnapshot("snapshots/onSource.txt");
  expect(featuresOnSourceFigure(structuredClone(plain)).toPage()).toBe(figure.toPage());
});

test("with a trace the page holds its viewer", () => {
  const html = featuresOnSourceFigure(data).toHTML();
  expect(html.match(/<div data-tracebook="/g)).toHaveLength(2);
  expect(html).toContain("tracebook-go");
});

test("600 tokens with 64 features each stay below 300 KB", () => {
  const text = "x ".repeat(600);
  const tokens = Array.from({ length: 600 }, (_, t) => [2 * t, 2 * t + 1] as const);
  const steps = Array.from({ length: 50 }, (_, i) => ({
    line: 1,
    iteration: i + 1,
    start: 24 * i,
    end: 24 * i + 24,
  }));
  const block = {
    offsets: Uint32Array.from({ length: 601 }, (_, t) => 64 * t),
    indices: Uint16Array.from({ length: 600 * 64 }, (_, i) => (i * 7 + (i >> 6)) % 800),
    values: Float32Array.from({ length: 600 * 64 }, (_, i) => 0.1 + (i % 97) / 10),
  };
  const features = onSourceFeatures(block, unit => `L0 #${unit}`);
  const figure = featuresOnSourceFigure({
    program: "p",
    call: "f()",
    text,
    tokens,
    lines: [],
    steps,
    features,
  });
  expect(Buffer.byteLength(figure.toHTML())).toBeLessThan(300_000);
});

test("firings token by token become features, silent ones left out", () => {
  const block = {
    offsets: Uint32Array.of(0, 2, 2, 3),
    indices: Uint16Array.of(5, 2, 5),
    values: Float32Array.of(1, 0, 3),
  };
  expect(
    onSourceFeatures(block, unit => `#${unit}`, {
      max: { length: 6, 5: 4 },
      sizes: [0, 0, 0, 0, 0, 7],
      group: "g",
    }),
  ).toEqual([
    {
      name: "#5",
      max: 4,
      size: 7,
      group: "g",
      firings: [
        [0, 1],
        [2, 3],
      ],
    },
  ]);
});

test("hostile names and code stand as text", () => {
  const text = "#code\n@1 </script><img src=x onerror=alert(1)> \u202e\n";
  const figure = featuresOnSourceFigure({
    program: "<i>",
    call: "<b>",
    text,
    tokens: [[6, 20]],
    lines: [{ line: 1, start: 6, end: text.length - 1 }],
    steps: [{ line: 1, iteration: 1, start: 6, end: text.length - 1 }],
    features: [{ name: "</script><img src=x>", note: "<u>", firings: [[0, 1]] }],
  });
  expect(faultOf(figure.toSVG())).toBeUndefined();
  for (const made of [figure.toSVG(), figure.toPage()]) {
    expect(made).not.toContain("<img src=x");
    expect(made).not.toContain("\u202e");
  }
});

test.each([
  [
    { features: [{ name: "a", firings: [[999, 1]] }] },
    "firings of a must be of tokens 0..182 in order, not of 999",
  ],
  [{ features: [{ name: "a", firings: [[0, 0]] }] }, "firings of a must be above 0, not 0 at token 0"],
  [{ features: ["a", "a"].map(name => ({ name, firings: [] })) }, "two features have the name a"],
  [{ tokens: [[0, 9999]] }, "token 0 must lie behind the one before"],
  [
    { lines: [{ line: 0, start: 0, end: 1 }] },
    "line 0 must be a line of the program that lies in the text, not line 0 at 0..1",
  ],
])("data that do not fit are named: %j", (change, message) => {
  const bad = { ...plain, ...change } as unknown as FeaturesOnSourceData;
  expect(() => featuresOnSourceFigure(bad)).toThrow(SourceError);
  expect(() => featuresOnSourceFigure(bad)).toThrow(message);
});
