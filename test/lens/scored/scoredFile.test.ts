import { describe, expect, it } from "vitest";
import type { ScoredText } from "../../../src/lens/scored/ScoredText.js";
import { scoreDifference } from "../../../src/lens/scored/scoreDifference.js";
import { readScored, scoredFile } from "../../../src/lens/scored/scoredFile.js";

const text = "a = é";
/** `<s>`, `a`, ` =`, space with the first byte of é, its second byte. */
const scored: ScoredText = {
  text,
  spans: {
    start: Int32Array.of(0, 0, 1, 3, 5),
    end: Int32Array.of(0, 1, 3, 5, 6),
    special: Uint8Array.of(1, 0, 0, 0, 0),
  },
  ids: Int32Array.of(0, 65, 7, 9, -1),
  logprobs: Float64Array.of(Number.NaN, -1.23456789, -0, -20, -0.5),
  ranks: Int32Array.of(0, 3, 1, 900, 1),
  entropies: Float64Array.of(Number.NaN, 2, 0, 1, 0.25),
  alternatives: [
    [],
    [{ id: 66, bytes: Uint8Array.of(98), logprob: -0.1 }],
    [],
    [{ bytes: Uint8Array.of(32, 0xc3), logprob: -0.2 }],
    [],
  ],
  bounded: Uint8Array.of(0, 0, 0, 1, 0),
  windows: Int32Array.of(0, 0, 0, 1, 1),
  model: "local:tiny",
  vocabulary: 100,
  generatedFrom: 3,
  notes: ["The last token's number is unknown."],
};

describe("scoredFile and readScored", () => {
  it("keep everything, through JSON, numbers to six decimals", () => {
    const again = readScored(JSON.parse(JSON.stringify(scoredFile(scored))));
    expect(again).toEqual({ ...scored, logprobs: Float64Array.of(Number.NaN, -1.234568, 0, -20, -0.5) });
    expect(scoreDifference(scored, again)).toBeLessThan(1e-6);
  });

  it("keep a text nobody knows more about", () => {
    const { spans, ids, logprobs } = scored;
    const little = { text, spans: { ...spans, special: new Uint8Array(5) }, ids, logprobs };
    expect(Object.keys(readScored(scoredFile(little))).sort()).toEqual(["ids", "logprobs", "spans", "text"]);
  });

  it.each([
    ["a field of another kind", { ids: ["a"] }, /ids\[0\]/],
    ["a log-probability above 0", { logprobs: [null, 0.5, 0, 0, 0] }, /logprobs\[1\].*0\.5/],
    ["arrays of other lengths", { ranks: [1] }, /ranks has 1 entries, but there are 5 tokens/],
    ["tokens that do not cover the text", { bytes: [0, 1, 2, 2, 2] }, /have 7 bytes, its text 6/],
    ["a field nobody knows", { colour: "red" }, /colour/],
    ["another version", { schema: "tracebook/scored@2" }, /scored@2 is not read/],
  ])("refuse %s", (_what, change, message) => {
    expect(() => readScored({ ...scoredFile(scored), ...change }, "scores.json")).toThrow(message);
  });
});

describe("scoreDifference", () => {
  it("is the largest difference of a token", () => {
    const logprobs = Float64Array.of(Number.NaN, -1.2, -0, -19, -0.5);
    expect(scoreDifference(scored, { ...scored, logprobs })).toBe(1);
  });
  it("is infinite where one has no score", () => {
    const logprobs = Float64Array.of(Number.NaN, Number.NaN, 0, -20, -0.5);
    expect(scoreDifference(scored, { ...scored, logprobs })).toBe(Number.POSITIVE_INFINITY);
  });
  it("refuses other texts and other tokens", () => {
    expect(() => scoreDifference(scored, { ...scored, text: "b = é" })).toThrow(/not the same/);
    expect(() => scoreDifference(scored, { ...scored, ids: Int32Array.of(0, 1, 2, 3, 4) })).toThrow(
      /other tokens/,
    );
  });
});
