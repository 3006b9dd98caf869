import { describe, expect, test } from "vitest";
import { cutExample } from "../../../src/figures/features/cutExample.js";
import { exampleRows } from "../../../src/figures/features/exampleRows.js";
import { featureFigure } from "../../../src/figures/features/featureFigure.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { faultOf } from "../wellFormed.js";
import { madeExample, madeFeature } from "./made.js";

const data = madeFeature(2);
const figure = featureFigure(data);

/** The fragment without its scripts: what an untrusting notebook leaves. */
function still(html: string): string {
  return html.replace(/<script>.*?<\/script>/gs, "");
}

/** What a reader of the HTML sees as text. */
function seen(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
}

test("the SVG and the page are well-formed, and the same for equal data", () => {
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(faultOf(still(figure.toHTML()))).toBeUndefined();
  const again = featureFigure(structuredClone(data));
  expect(again.toPage()).toBe(figure.toPage());
  expect(again.toSVG()).toBe(figure.toSVG());
});

test("the text is the one committed: histograms, logits, labels, marks under the lines of examples", async () => {
  await expect(figure.toText()).toMatchFileSnapshot("snapshots/feature.txt");
});

test("examples stand in the layout of the source, indentation and line numbers kept", () => {
  const page = seen(still(figure.toHTML()));
  for (const { examples } of data.bands)
    for (const { text } of examples) {
      const lines = text.trimEnd().split("\n");
      expect(page).toContain(lines.map((line, i) => `${String(i + 1).padStart(2)} ${line}`).join("\n"));
    }
});

test("pieces of an example are its text again, cut where tokens and the node begin and end", () => {
  const example = madeExample(7, 5);
  const rows = exampleRows(example);
  const lines = rows.map(({ pieces }) =>
    pieces
      .map(({ text }) => text)
      .join("")
      .replace(/↵$/, ""),
  );
  expect(lines.join("\n")).toBe(example.text.trimEnd());
  for (const [t, { start, end }] of example.tokens.entries()) {
    const own = rows.flatMap(({ pieces }) => pieces.filter(({ token }) => token === t));
    const text = own.map(piece => piece.text).join("");
    expect(text.trim()).toBe(example.text.slice(start, end).trim());
  }
  const outlined = rows.flatMap(({ pieces }) => pieces.filter(({ node }) => node));
  const { start, end } = example.node!;
  expect(
    outlined
      .map(({ text }) => text)
      .join("")
      .replace(/\s/g, ""),
  ).toBe(example.text.slice(start, end).replace(/\s/g, ""));
});

test("the peak is marked and its node framed; grounds go with the activation", () => {
  const tokens = [
    { start: 0, end: 3, value: 1 },
    { start: 4, end: 5, value: 8 },
    { start: 6, end: 7, value: 4 },
  ];
  const node = { type: "VariableDeclarator", field: "declarations", start: 4, end: 9 };
  const example = { program: "p.js", text: "let a = 1;", firstLine: 12, tokens, node };
  const bands = [{ name: "strongest", from: 1, to: 8, firings: 1, examples: [example] }];
  const html = featureFigure({ ...data, max: 8, bands }).toHTML();
  expect(html).toContain(
    '<pre class="code"><b class="n">12 </b><i class="h1" title="1">let</i> <u><mark class="h8" title="8">a</mark> <i class="h4" title="4">=</i> 1</u>;</pre>',
  );
  expect(seen(html)).toContain("8 on a · p.js, line 12 · VariableDeclarator (declarations)");
});

test("a line end that is a token is seen, one in a token of more is not", () => {
  const text = "a\n@2 b";
  const rows = (start: number, end: number) =>
    exampleRows({ program: "", text, firstLine: 1, tokens: [{ start, end, value: 1 }] }).map(({ pieces }) =>
      pieces.map(piece => `${piece.token < 0 ? "" : "!"}${piece.text}`).join("|"),
    );
  expect(rows(1, 2)).toEqual(["a|!↵", "@2 b"]);
  expect(rows(1, 4)).toEqual(["a", "!@2| b"]);
});

test("a long example is cut to lines around its peak, and says how many are missing", () => {
  const lines = Array.from({ length: 300 }, (_, i) => `x${i} = ${i};`);
  const text = lines.join("\n");
  const start = text.indexOf("x200 =");
  const cut = cutExample({
    program: "p",
    text,
    firstLine: 11,
    tokens: [{ start, end: start + 4, value: 1 }],
  });
  expect(cut.text.split("\n").filter(line => line !== "")).toHaveLength(40);
  expect(cut.text.slice(cut.tokens[cut.peak]!.start, cut.tokens[cut.peak]!.end)).toBe("x200");
  expect(cut.firstLine).toBe(11 + cut.before);
  expect(cut.before + 40 + cut.after).toBe(300);
});

test("20 examples and three quantiles weigh less than 200 KB", () => {
  expect(Buffer.byteLength(featureFigure(madeFeature(20)).toHTML())).toBeLessThan(200_000);
});

test("more examples than are shown are counted", () => {
  const html = featureFigure(madeFeature(4), { examples: 3 }).toHTML();
  expect(html.match(/1 more example not shown/g)).toHaveLength(4);
  expect(html.match(/<pre class="code">/g)).toHaveLength(12);
});

test("histograms have numbers on both axes, small bins beside great ones on a logarithmic one", () => {
  const svg = figure.toSVG();
  expect(svg).toContain("activation · up: tokens, logarithmic");
  expect(svg).toContain("weight · up: tokens of the vocabulary<");
  for (const tick of ["1,000", "100", "10"]) expect(svg).toContain(`>${tick}</text>`);
  const { edges, counts } = data.activations!;
  expect(svg).toContain(
    `<title>${edges[0]} to ${Number(edges[1]!.toPrecision(3))}: ${counts[0]!.toString().replace(/(\d)(\d{3})$/, "$1,$2")} tokens</title>`,
  );
});

test("what the token alone says stands beside every label, and what was not measured says so", () => {
  const page = still(figure.toHTML())
    .replace(/<[^>]*>/g, "|")
    .replace(/\|+/g, "|");
  expect(page).toContain("|node: UpdateExpression|syntax|0.91|0.62|0.74 [0.71, 0.77]|0.70|+0.04|38|15,321|");
  expect(page).toContain("|iteration 2|run|0.41|0.22|0.29|0.31|−0.02|2.1|21,321|");
  expect(page).toContain("|branch taken|run|0.50|0.10|0.17|not measured|–|–|4,021|");
});

test("a dead feature has a page: no examples, and it says why", () => {
  const dead = featureFigure({
    ...data,
    bands: [],
    firings: 0,
    max: 0,
    state: "dead",
    activations: undefined,
  });
  expect(faultOf(dead.toSVG())).toBeUndefined();
  for (const text of [dead.toText(), seen(dead.toHTML())]) {
    expect(text).toContain("It never fires on this corpus: it is dead.");
    expect(text).toContain("there are no examples");
  }
});

describe("hostile text", () => {
  const text = 'x = "</script><img src=x onerror=alert(1)>" // \u202e\u0000 <!-- \u2028\n';
  const tokens = [{ start: 4, end: 30, value: 2 }];
  const node = { type: '<b onmouseover="x">', start: 4, end: 30 };
  const example = { program: "<i>&", text, firstLine: 1, tokens, node, state: "</pre>" };
  const bad = featureFigure(
    {
      ...data,
      dictionary: "<u>",
      bands: [{ name: "<s>", from: 1, to: 2, firings: 1, examples: [example] }],
      logits: { top: [{ token: "</script><img src=x>", weight: 1 }], bottom: [] },
      associations: [{ label: "<img src=x>", precision: 1, recall: 1, f1: 1, positives: 1 }],
    },
    { title: "<title>", source: "<q>" },
  );
  test("stands as text in picture and page", () => {
    expect(faultOf(bad.toSVG())).toBeUndefined();
    expect(faultOf(still(bad.toHTML()))).toBeUndefined();
    for (const made of [bad.toSVG(), bad.toPage()]) {
      expect(made).not.toContain("<img src=x");
      expect(made).not.toMatch(/[\u202e\u2028]/);
      expect(made).not.toContain("<s>");
    }
    expect(bad.toText()).toContain("⟨U+202E⟩");
  });
});

test.each([
  [{ examples: 0 }, {}, "examples must be a whole number within 1..200, not 0"],
  [{ width: 10 }, {}, "width must be a whole number within 640..2400, not 10"],
  [{}, { firings: -1 }, "firings must be within 0..1000000 (tokens), not -1"],
  [{}, { state: "odd" as "live" }, "state must be one of dead, dense, live, not odd"],
  [
    {},
    { activations: { edges: [0, 1], counts: [1, 2] } },
    "activations must have one edge more than counts, not 2 and 2",
  ],
  [
    {},
    { activations: { edges: [0, 2, 1], counts: [1, 2] } },
    "edges of activations must go up, but edge 2 is 1",
  ],
])("bad input is named: %j %j", (options, change, message) => {
  expect(() => featureFigure({ ...data, ...change }, options)).toThrow(SourceError);
  expect(() => featureFigure({ ...data, ...change }, options)).toThrow(message);
});

test.each([
  [
    { tokens: [{ start: 0, end: 99, value: 1 }] },
    "token 0 must lie behind the one before and in the text of 1 characters, not at 0..99",
  ],
  [{ tokens: [{ start: 0, end: 1, value: Number.NaN }] }, "token 0 must have a finite value, not NaN"],
  [{ peak: 3 }, "peak must be one of 1 tokens, not 3"],
  [{ node: { type: "A", start: 0, end: 9 } }, "the node must lie in the text of 1 characters, not at 0..9"],
])("an example that does not fit its text is named: %j", (change, message) => {
  const example = {
    program: "p",
    text: "x",
    firstLine: 1,
    tokens: [{ start: 0, end: 1, value: 1 }],
    ...change,
  };
  const bands = [{ name: "strongest", from: 0, to: 1, firings: 1, examples: [example] }];
  expect(() => featureFigure({ ...data, bands })).toThrow(`example 0 of "strongest": ${message}`);
});
