import { describe, expect, test } from "vitest";
import { align } from "../../../src/lens/align/align.js";
import {
  astxplainerConcepts,
  astxplainerScores,
} from "../../../src/lens/align/astxplainer/astxplainerScores.js";
import { bindTokens } from "../../../src/lens/align/astxplainer/bindTokens.js";
import { resampledMeans, resampledMedians, theta } from "../../../src/lens/align/astxplainer/thetas.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import { parse } from "../../../src/program/parse.js";
import { seededRandom } from "../../../src/questions/random.js";
import { scored, scoredOf } from "./encode.js";

type Tokens = Parameters<typeof scoredOf>[0];

const python = (tokens: Tokens) => {
  const text = tokens.map(([part]) => part).join("");
  return align(parse(text, { language: "python" }), scoredOf(tokens));
};

describe("values of a node", () => {
  const x = [0.07, 0.4, 0.4, 0.5, 0.1, 0.1, 0.1];

  test("the paper's median is a median, the code's a mean", () => {
    expect(theta(x, "median")).toBe(0.1);
    expect(theta(x, "mean")).toBeCloseTo(0.2386, 4);
    const code = resampledMeans(x, 4000, seededRandom("1"))!;
    expect(Math.abs(code.median - 0.2386)).toBeLessThan(0.01);
    // Its least and largest are those of means too: the tokens' are .07 and .5.
    const once = resampledMeans(x, 100, seededRandom("1"))!;
    expect(once.min).toBeGreaterThan(0.075);
    expect(once.max).toBeLessThan(0.48);
    // The spread of a mean is that of the tokens over the root of their number.
    const sd = Math.sqrt(x.reduce((sum, value) => sum + (value - 0.2386) ** 2, 0) / 7);
    expect(code.std).toBeCloseTo(sd / Math.sqrt(7), 2);
  });

  test("the same through a program: seven tokens of one statement", () => {
    const found = python([
      ["a", 0.07],
      [" =", 0.4],
      [" b", 0.4],
      [" +", 0.5],
      [" c", 0.1],
      [" -", 0.1],
      [" d", 0.1],
    ]);
    const assignment = found.source.nodes.find(({ type }) => type === "assignment")!.id;
    expect(astxplainerScores(found)[assignment].tokens).toBe(7);
    expect(astxplainerScores(found)[assignment].value).toBeCloseTo(0.1, 12);
    expect(astxplainerScores(found, { theta: "mean" })[assignment].value).toBeCloseTo(0.2386, 4);
    const code = astxplainerScores(found, { compat: "astxplainer-code", draws: 2000 })[assignment];
    expect(Math.abs(code.value! - 0.2386)).toBeLessThan(0.012);
    expect(code.value).toBe(code.resampled!.median);
    expect(astxplainerScores(found, { compat: "astxplainer-code" })).toEqual(
      astxplainerScores(found, { compat: "astxplainer-code" }),
    );
  });

  // The figures print values, not all tokens: these are tokens made to have them.
  test("figure of the approach: parameters .234 is the mean of its children's values", () => {
    const found = python([
      ["def", undefined],
      [" f", 0.9],
      ["(", 0.3],
      ["a", 0.1],
      ["b", 0.104],
      ["):", 0.3],
      [" pass", 0.5],
    ]);
    const parameters = found.source.nodes.find(({ type }) => type === "parameters")!.id;
    expect(astxplainerScores(found, { theta: "children" })[parameters].value).toBeCloseTo(0.234, 12);
    expect(astxplainerScores(found, { theta: "mean" })[parameters].value).toBeCloseTo(0.201, 12);
  });

  test("figure of a local explanation: t1 .35 is the median of its tokens", () => {
    expect(theta([0.1, 0.35, 0.9], "median")).toBe(0.35);
    expect(theta([0.1, 0.3, 0.4, 0.9], "median")).toBeCloseTo(0.35, 12);
  });

  test("tree of the README: assignment .381 and binary_operator .139 are means of tokens", () => {
    const found = python([
      ["x", 0.7],
      [" =", 0.788],
      [" a", 0.2],
      [" +", 0.1],
      [" b", 0.117],
    ]);
    const value = (type: string) =>
      astxplainerScores(found, { theta: "mean" })[found.source.nodes.find(node => node.type === type)!.id]
        .value;
    expect(value("assignment")).toBeCloseTo(0.381, 12);
    expect(value("binary_operator")).toBeCloseTo(0.139, 12);
  });

  test("a node without tokens has none", () => {
    expect([theta([], "median"), resampledMeans([], 100, seededRandom("1"))]).toEqual([undefined, undefined]);
    const found = python([
      ["x", undefined],
      [" = 1", 0.5],
    ]);
    const scores = astxplainerScores(found, { compat: "astxplainer-code" });
    expect(scores[found.source.nodes.findIndex(({ type }) => type === "identifier")]).toMatchObject({
      tokens: 0,
    });
  });
});

describe("bindings of the code", () => {
  test("take a token whole into every node it touches", () => {
    const text = 'def f(a):\n    return g("x", [1])\n';
    const found = align(parse(text, { language: "python" }), scored(text, "gpt2"));
    const bound = bindTokens(found);
    const leaf = (text: string) =>
      found.source.nodes.find(n => n.last === n.id && found.source.source.slice(n.start, n.end) === text)!.id;
    expect([bound[leaf(")")], bound[leaf(":")]]).toEqual([[4], [4]]);
    // The first token has no probability and is skipped; all others are the module's.
    expect(bound[0]).toHaveLength(17);
  });

  test("give a node without text the tokens on both sides", () => {
    const program = parseLoose("def f(:\n    pass\n", { language: "python" });
    const logprobs = Array(10).fill(Math.log(0.5));
    const found = align(program, scored("def f(:\n    pass\n", "gpt2", { logprobs }));
    const [missing] = [...program.missing.keys()];
    const { start, end } = found.scored.spans;
    expect(bindTokens(found)[missing].map(token => [start[token], end[token]])).toEqual([
      [5, 6],
      [6, 7],
    ]);
  });

  test("shift nodes behind a letter that is not ASCII, as its columns do", () => {
    const found = python([
      ["é", 0.5],
      [" =", 0.5],
      [" b", 0.5],
      ["\n", 0.5],
    ]);
    const b = found.source.nodes.filter(({ type }) => type === "identifier")[1];
    // Its column is 5 bytes, taken for 5 characters: the end of the line, where it has no text left.
    expect(bindTokens(found)[b.id]).toEqual([2, 3]);
    // The "=" gets the token " b" alone.
    const equals = found.source.nodes.findIndex(({ type }) => type === "Punctuator");
    expect(bindTokens(found)[equals]).toEqual([2]);
  });

  test("give every part of a character the whole of it", () => {
    const text = 'x = "🐍"';
    const found = align(parse(text, { language: "python" }), scored(text, "gpt2"));
    const string = found.source.nodes.find(({ type }) => type === "string")!.id;
    expect(bindTokens(found)[string]).toHaveLength(5);
  });
});

describe("tables of programs and corpora", () => {
  test("write 0 where a type is absent, and say so", () => {
    const found = python([
      ["f", 0.5],
      ["(", 0.25],
      ["x", 0.5],
      [")", 0.5],
    ]);
    expect(astxplainerConcepts(found, ["identifier", '"("', "for_statement", "lambda"])).toEqual([
      { type: "identifier", value: 0.5, absent: false },
      { type: '"("', value: 0.25, absent: false },
      { type: "for_statement", value: 0, absent: true },
      { type: "lambda", value: 0, absent: true },
    ]);
  });

  test("take the median of medians over nodes", () => {
    const values = Array.from({ length: 101 }, (_, i) => i / 100);
    const found = resampledMedians(values, { seed: 2 })!;
    expect(Math.abs(found.median - 0.5)).toBeLessThan(0.03);
    expect(found.standardError).toBeGreaterThan(0.02);
    expect(resampledMedians([])).toBeUndefined();
  });

  test("refuse a program inside of a prompt", () => {
    const program = parse("x", { language: "python" });
    const found = align({ ...program, pieces: [[1, 0, 1]] }, scoredOf([["(x)", 0.5]]));
    expect(() => astxplainerScores(found)).toThrow(
      "ASTxplainer's scores are of a whole text: give the program by itself",
    );
  });
});
