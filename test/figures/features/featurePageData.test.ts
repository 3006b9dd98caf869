import { expect, test } from "vitest";
import { codePageData } from "../../../src/figures/codes/codePageData.js";
import { featureFigure } from "../../../src/figures/features/featureFigure.js";
import { featurePageData, pageAssociation } from "../../../src/figures/features/featurePageData.js";
import { promptNode } from "../../../src/figures/features/promptNode.js";
import type { FeatureCorpus } from "../../../src/lens/features/corpus/FeatureCorpus.js";
import type { SearchUnitsResult } from "../../../src/lens/features/search/searchUnits.js";

const PROMPT =
  "#code\n@1 function f(a) {\n@2   return a + 1; // é\n@3 }\n#call f(2)\n#trace a . . .\n@2 k=1 2 . . . ;\n#return 3";
const tokens = [...PROMPT.matchAll(/\n?[@#]?\w+|\s|[^\s\w]/gu)].map(match => ({
  at: match.index,
  text: match[0],
}));
const bytes = (units: number): number => Buffer.byteLength(PROMPT.slice(0, units));
const STEP = tokens.findIndex(({ at }) => at > PROMPT.indexOf("#trace"));

/** A corpus of one prompt. */
function madeCorpus(): FeatureCorpus {
  return {
    hash: "c",
    tokenizer: "t",
    texts: [{ text: PROMPT, program: "f.js", family: "f" }],
    start: Uint32Array.of(0, tokens.length),
    ids: Int32Array.from(tokens, (_token, i) => i),
    byteStart: Uint32Array.from(tokens, ({ at }) => bytes(at)),
    byteEnd: Uint32Array.from(tokens, ({ at, text }) => bytes(at + text.length)),
    special: new Uint8Array(tokens.length),
    labels: new Map([
      [
        "executed",
        {
          name: "executed",
          codes: Int32Array.from(tokens, (_token, i) => (i < STEP ? 0 : -1)),
          values: [true],
          anticipated: new Uint8Array(tokens.length),
        },
      ],
    ]),
  };
}

const corpus = madeCorpus();
const plus = tokens.findIndex(({ text }) => text === "+");
const comment = tokens.findIndex(({ text }) => text === "é");
const parts = {
  dictionary: "d",
  kind: "transcoder" as const,
  layer: 1,
  feature: 5,
  features: 8,
  corpus,
  statistics: { unit: 5, firings: 3, frequency: 0.1, log10Frequency: -1, max: 4, state: "live" as const },
  firings: { positions: Uint32Array.of(plus, comment, STEP), values: Float32Array.of(4, 1, 2) },
  bands: [
    {
      name: "strongest",
      from: 2,
      to: 4,
      firings: 2,
      examples: [plus, STEP].map(token => ({
        text: 0,
        token,
        program: "f.js",
        value: 4,
        firings: [[plus, 4] as const, [comment, 1] as const, [STEP, 2] as const],
      })),
    },
  ],
};

test("examples of the index stand in whole lines of the prompt, with the node around the peak and what labels say", () => {
  const data = featurePageData(parts);
  const [first, second] = data.bands[0]!.examples;
  const at = (e: NonNullable<typeof first>, t: number): string =>
    e.text.slice(e.tokens[t]!.start, e.tokens[t]!.end);
  expect(first!.tokens.map((_token, t) => at(first!, t).trim())).toEqual(["+", "é", at(first!, 2).trim()]);
  expect(first!.peak).toBe(0);
  expect(first!.text.slice(first!.node!.start, first!.node!.end)).toBe("a + 1");
  expect(first!.node).toMatchObject({ type: "BinaryExpression", field: "argument" });
  expect(first!.state).toBe("executed: true");
  expect(second!.peak).toBe(2);
  expect(second!.node).toBeUndefined();
  expect(second!.state).toBeUndefined();
  expect(data.activations!.counts.reduce((a, b) => a + b)).toBe(3);
  expect(featureFigure(data).toText()).toContain(
    "4 on +, f.js, line 3 · BinaryExpression (argument) · executed: true",
  );
});

test("fewer lines of context are whole lines too", () => {
  const [first] = featurePageData({ ...parts, context: 0 }).bands[0]!.examples;
  expect(first!.text).toBe("@2   return a + 1; // é\n");
  expect(first!.firstLine).toBe(3);
  expect(first!.text.slice(first!.node!.start, first!.node!.end)).toBe("a + 1");
});

test("ranks of a code are counted from its firings", () => {
  const data = codePageData({
    ...parts,
    at: "mlp",
    code: 5,
    codes: 8,
    k: 4,
    firings: { positions: Uint32Array.of(1, 2, 3), values: Float32Array.of(1, 0.25, 1) },
    bands: [
      {
        name: "b",
        from: 0.25,
        to: 1,
        firings: 1,
        examples: [{ text: 0, token: plus, program: "f.js", value: 0.25, firings: [[plus, 0.25]] }],
      },
    ],
  });
  expect(data.ranks).toEqual([2, 0, 0, 1]);
  expect(data.bands[0]!.examples[0]!.tokens[0]!.rank).toBe(3);
});

test("nodes are found in a prompt's program, in a program by itself, and not elsewhere", () => {
  const at = (text: string, what: string) =>
    promptNode(text, text.indexOf(what), text.indexOf(what) + what.length);
  expect(at(PROMPT, "return")).toMatchObject({ type: "ReturnStatement", field: "body" });
  expect(at(PROMPT, "k=1")).toBeUndefined();
  expect(at("let x = [1];", "1")).toMatchObject({ type: "Literal", start: 9, end: 10 });
  expect(at("let = = ;", "=")).toBeUndefined();
  expect(at("#call f(1)\n#ask output", "f")).toBeUndefined();
});

test("an association is what a search says on the half a unit was not chosen on", () => {
  const score = { precision: 0.5, recall: 0.25, f1: 1 / 3, lift: 2, auroc: 0.6, firings: 4, hits: 2 };
  const result = {
    folds: [
      { tokens: 10, positives: 4 },
      { tokens: 10, positives: 8 },
    ],
    baselines: { token: { ...score, f1: 0.2 }, pair: score },
    units: [
      {
        unit: 7,
        group: "g",
        index: 7,
        sign: 1,
        threshold: 1.5,
        chosen: { ...score, f1: 1 },
        score,
        excessF1: 0,
        excessAuroc: 0,
      },
    ],
  } as unknown as SearchUnitsResult;
  expect(pageAssociation(result, 7, "node: X")).toEqual({
    label: "node: X",
    precision: 0.5,
    recall: 0.25,
    f1: 1 / 3,
    lift: 2,
    tokenF1: 0.2,
    positives: 8,
    threshold: 1.5,
    halfTokens: 10,
  });
  expect(pageAssociation(result, 8, "node: X")).toBeUndefined();
  const [unit] = result.units;
  const of = (change: object) =>
    pageAssociation({ ...result, units: [{ ...unit!, ...change }] }, 7, "node: X")!;
  expect(of({ threshold: Number.MIN_VALUE })).not.toHaveProperty("threshold");
  expect(of({ sign: -1 }).threshold).toBe(-1.5);
});
