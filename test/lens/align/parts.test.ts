import { describe, expect, test } from "vitest";
import { align } from "../../../src/lens/align/align.js";
import { compareScored } from "../../../src/lens/align/compareScored.js";
import { decomposeLoss } from "../../../src/lens/align/decomposeLoss.js";
import { nodeKey } from "../../../src/lens/align/nodeKey.js";
import { ownScores } from "../../../src/lens/align/ownScores.js";
import { scoreNodes } from "../../../src/lens/align/scoreNodes.js";
import { tallyNodes } from "../../../src/lens/align/tallyNodes.js";
import { AlignError } from "../../../src/lens/tokens/AlignError.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import { parse } from "../../../src/program/parse.js";
import { scored, scoredOf } from "./encode.js";

const program = (text: string) => parse(text, { language: "python" });

/** 1 + 2 + 3 + 1 bits, and one token without a score. */
const found = align(
  program("x = f(1)\n"),
  scoredOf([
    ["x", undefined],
    [" =", 1 / 2],
    [" f", 1 / 4],
    ["(1", 1 / 8],
    [")", 1],
    ["\n", 1 / 2],
  ]),
);

describe("the loss taken apart", () => {
  test("by category: every token once, white space apart", () => {
    expect(decomposeLoss(found)).toEqual({
      bits: 7,
      bytes: 8,
      tokens: 5,
      unscored: 1,
      parts: [
        { key: "punctuation", bits: 3, share: 3 / 7, bytes: 3, tokens: 2 },
        { key: "name", bits: 2, share: 2 / 7, bytes: 2, tokens: 1 },
        { key: "operator", bits: 1, share: 1 / 7, bytes: 2, tokens: 1 },
        { key: "white space", bits: 1, share: 1 / 7, bytes: 1, tokens: 1 },
      ],
    });
  });

  test("by shares of bytes, by type, by field, by parent, by one's own", () => {
    const keys = (by: Parameters<typeof decomposeLoss>[1]) =>
      Object.fromEntries(decomposeLoss(found, by).parts.map(({ key, bits }) => [key, bits]));
    expect(keys({ policy: "split" })).toMatchObject({ literal: 1.5, punctuation: 1.5, "white space": 1 });
    expect(keys({ by: "type" })).toEqual({ identifier: 2, '"("': 3, '"="': 1, '")"': 0, "white space": 1 });
    expect(keys({ by: "field" })).toMatchObject({ "call.function identifier": 2, '"("': 3 });
    expect(keys({ by: "parent" })).toMatchObject({ "call > identifier": 2, 'argument_list > "("': 3 });
    expect(keys({ by: node => (node.type === "identifier" ? "mine" : undefined) })).toEqual({
      mine: 2,
      other: 4,
      "white space": 1,
    });
  });

  test("of several programs is added up", () => {
    const { bits, parts } = decomposeLoss([found, found]);
    expect([bits, parts[0].bits, parts[0].share]).toEqual([14, 6, 3 / 7]);
  });

  test("keeps what is in an ERROR apart", () => {
    const text = "x = ]] y\n";
    const loose = parseLoose(text, { language: "python" });
    const { parts, bits } = decomposeLoss(align(loose, scored(text, "gpt2")));
    expect(parts.find(({ key }) => key === "error")?.tokens).toBe(2);
    expect(parts.reduce((sum, part) => sum + part.bits, 0)).toBeCloseTo(bits, 12);
  });

  test("is refused where tokens count twice", () => {
    expect(() => decomposeLoss(found, { policy: "any" })).toThrow(
      "policy: under any, tokens count in several nodes and own scores do not add up",
    );
    expect(() => tallyNodes(found, { policy: "split" })).toThrow(
      "policy: statistics of nodes take whole tokens",
    );
  });

  test("of a program without scored tokens has no parts", () => {
    const none = decomposeLoss(align(program(""), scoredOf([])));
    expect(none).toEqual({ bits: 0, bytes: 0, tokens: 0, unscored: 0, parts: [] });
  });
});

describe("scores by hand", () => {
  test("bits, means, extremes and the weakest token of a call", () => {
    const call = found.source.nodes.find(({ type }) => type === "call")!.id;
    expect(scoreNodes(found)[call]).toEqual({
      node: call,
      tokens: 3,
      unscored: 0,
      shared: 0,
      bytes: 5,
      bits: expect.closeTo(5, 12),
      bitsPerByte: expect.closeTo(1, 12),
      geometricP: expect.closeTo(2 ** (-5 / 3), 12),
      meanP: expect.closeTo((1 / 4 + 1 / 8 + 1) / 3, 12),
      medianP: 0.25,
      maxP: 1,
      minP: expect.closeTo(1 / 8, 12),
      weakest: 3,
      excess: undefined,
    });
  });

  test("a token without a score is unscored, neither 0 nor 1", () => {
    const x = found.source.nodes.find(({ type }) => type === "identifier")!.id;
    expect(scoreNodes(found)[x]).toEqual({ node: x, tokens: 1, unscored: 1, shared: 0, bytes: 0 });
    expect(scoreNodes(found)[0]).toMatchObject({ tokens: 5, unscored: 1, bits: 6 });
  });

  test("of tokens with one probability the first is the weakest", () => {
    const equal = align(
      program("f(x, y)"),
      scoredOf(["f", "(", "x", ",", " y", ")"].map(part => [part, 0.5] as const)),
    );
    const call = equal.source.nodes.find(({ type }) => type === "argument_list")!.id;
    for (const policy of ["primary", "split", "any", "within"] as const) {
      expect(scoreNodes(equal, { policy })[call]).toMatchObject({
        weakest: 1,
        tokens: 5,
        bits: expect.closeTo(5, 12),
        medianP: 0.5,
      });
    }
  });

  test("excess is bits above what the model expected, where all entropies are known", () => {
    const entropies = Float64Array.of(Number.NaN, 0, 1, 2, 3, 0).map(bits => bits * Math.LN2);
    const sure = align(found.source, { ...found.scored, entropies });
    const call = sure.source.nodes.find(({ type }) => type === "call")!.id;
    expect(scoreNodes(sure)[call].excess).toBeCloseTo(5 - 6, 12);
    const blind = align(found.source, { ...found.scored, entropies: entropies.fill(Number.NaN, 3, 4) });
    expect(scoreNodes(blind)[call].excess).toBeUndefined();
  });

  test("a probability of 0 is an infinite loss of its nodes, and of no other", () => {
    const zero = align(
      program("x + y"),
      scoredOf([
        ["x", 0],
        [" +", 0.5],
        [" y", 0.5],
      ]),
    );
    const scores = scoreNodes(zero);
    expect(scores[0].bits).toBe(Number.POSITIVE_INFINITY);
    expect(scores[0].geometricP).toBe(0);
    expect(scores[scores.length - 1].bits).toBe(1);
    expect(
      ownScores(zero)
        .bits.filter(Number.isFinite)
        .reduce((sum, bits) => sum + bits, 0),
    ).toBe(2);
  });
});

describe("groups of nodes", () => {
  test("count a nested node's tokens once, and both nodes", () => {
    const nested = align(
      program("f(g(x))"),
      scoredOf([
        ["f", 1 / 2],
        ["(", 1 / 2],
        ["g", 1 / 2],
        ["(", 1 / 2],
        ["x", 1 / 4],
        ["))", 1],
      ]),
    );
    expect(tallyNodes(nested).get("call")).toEqual({
      nodes: 2,
      scored: 2,
      tokens: 6,
      bytes: 7,
      bits: 6,
      p: 3.25,
    });
    expect(tallyNodes(nested).get("identifier")).toEqual({
      nodes: 3,
      scored: 3,
      tokens: 3,
      bytes: 3,
      bits: 4,
      p: 1.25,
    });
  });

  test("keep the keyword and the node of one name apart", () => {
    const { nodes, source } = program("lambda: 0");
    const keys = nodes.map(node => nodeKey(node, { nodes, source }, "type"));
    expect(keys).toEqual(["module", "expression_statement", "lambda", '"lambda"', '":"', "integer"]);
  });
});

describe("two models over one program", () => {
  const a = align(
    program("x = 10\n"),
    scoredOf([
      ["x", undefined],
      [" =", 1 / 4],
      [" 10", 1 / 8],
      ["\n", 1 / 2],
    ]),
  );
  const b = align(
    program("x = 10\n"),
    scoredOf([
      ["x =", 1 / 8],
      [" 1", 1 / 4],
      ["0\n", 1 / 4],
    ]),
  );

  test("bits are spread over bytes, and only bytes both scored count", () => {
    const { total, parts, nodes, onlyA, onlyB } = compareScored(a, b);
    // Of B's "x =" the byte of x has no partner: 1 of its 3 bits.
    expect([onlyA, onlyB]).toEqual([0, expect.closeTo(1, 12)]);
    expect(total).toEqual({ bytes: 6, a: 6, b: expect.closeTo(6, 12), difference: expect.closeTo(0, 12) });
    const bits = Object.fromEntries(parts.map(({ key, a, b, bytes }) => [key, [bytes, a, b]]));
    expect(bits.operator).toEqual([1, 1, expect.closeTo(1, 12)]);
    expect(bits.literal).toEqual([2, 2, expect.closeTo(2, 12)]);
    expect(bits["white space"]).toEqual([3, 3, expect.closeTo(3, 12)]);
    const integer = a.source.nodes.find(({ type }) => type === "integer")!.id;
    expect(nodes[integer]).toMatchObject({ bytes: 2, aPerByte: 1, bPerByte: expect.closeTo(1, 12) });
    const x = a.source.nodes.find(({ type }) => type === "identifier")!.id;
    expect(nodes[x]).toEqual({ node: x, bytes: 0 });
  });

  test("are refused where the programs differ", () => {
    expect(() => compareScored(a, found)).toThrow(
      "compareScored: the two scored texts are aligned to different programs",
    );
  });
});

describe("what does not fit is refused", () => {
  const x = program("x = 1");
  test.each([
    [
      "another text",
      x,
      scoredOf([["x = 2", 0.5]]),
      AlignError,
      "token 0, byte 4: the scored text is not the program: name the pieces that show it",
    ],
    [
      "a piece that shows something else",
      { ...x, pieces: [[2, 0, 5]] as const },
      scoredOf([
        ["> ", 0.5],
        ["x = 2", 0.5],
      ]),
      AlignError,
      "token 1, byte 6: piece 0 of the text is not the program",
    ],
    [
      "a piece out of bounds",
      { ...x, pieces: [[0, 0, 9]] as const },
      scoredOf([["x = 1", 0.5]]),
      Error,
      "pieces: piece 0 [0, 0, 9] ends outside of the text (5 bytes) or the source (5 bytes)",
    ],
    [
      "pieces out of order",
      {
        ...x,
        pieces: [
          [0, 2, 1],
          [1, 0, 1],
        ] as const,
      },
      scoredOf([["= 1", 0.5]]),
      Error,
      "piece",
    ],
    [
      "a probability above 1",
      x,
      scoredOf([["x = 1", 1.2]]),
      Error,
      "a probability above 1; the softmax must run over the vocabulary",
    ],
    [
      "an array that is too short",
      x,
      { ...scoredOf([["x = 1", 0.5]]), logprobs: new Float64Array(0) },
      Error,
      "scored: 1 tokens, but 0 log-probabilities and 1 ids",
    ],
    [
      "spans that leave a gap",
      x,
      {
        ...scoredOf([
          ["x =", 0.5],
          [" 1", 0.5],
        ]),
        spans: { start: Int32Array.of(0, 4), end: Int32Array.of(3, 5), special: new Uint8Array(2) },
      },
      AlignError,
      "token 1, byte 3: the token begins at byte 4: not where the one before ends",
    ],
    [
      "spans that end early",
      x,
      {
        ...scoredOf([
          ["x =", 0.5],
          [" 1", 0.5],
        ]),
        spans: { start: Int32Array.of(0, 3), end: Int32Array.of(3, 4), special: new Uint8Array(2) },
      },
      AlignError,
      "token 2, byte 4: the tokens cover 4 of 5 bytes of the text",
    ],
  ])("%s", (_, source, text, kind, message) => {
    const run = () => align(source, text);
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });

  test("a loss above that of a guess is said once", () => {
    const text = "x = 1";
    const bad = { ...scored(text, "gpt2", { logprobs: [-9, -9, -9, -9].slice(0, 3) }), vocabulary: 100 };
    const { notes } = align(program(text), bad);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain("mean loss of 9.00 nats");
    expect(align(program(text), { ...bad, notes }).notes).toEqual(notes);
  });
});
