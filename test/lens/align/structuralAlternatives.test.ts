import { describe, expect, test } from "vitest";
import { align } from "../../../src/lens/align/align.js";
import { structuralAlternatives } from "../../../src/lens/align/structuralAlternatives.js";
import type { TokenAlternative } from "../../../src/lens/scored/ScoredText.js";
import type { Language } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";
import { scoredOf } from "./encode.js";

function at(
  tokens: readonly string[],
  token: number,
  list: Readonly<Record<string, number>>,
  language: Language,
) {
  const text = scoredOf(tokens.map(part => [part, 0.5] as const));
  const alternatives = tokens.map((_, i): TokenAlternative[] =>
    i === token
      ? Object.entries(list).map(([part, p]) => ({ bytes: Buffer.from(part), logprob: Math.log(p) }))
      : [],
  );
  const source = parse(tokens.join(""), { language });
  return structuralAlternatives(align(source, { ...text, alternatives }), token, { language });
}

describe("structuralAlternatives", () => {
  test("adds up what would begin there", () => {
    const found = at(
      ["x = 1\n", "print", "(x)\n"],
      1,
      { print: 0.4, foo: 0.2, for: 0.15, return: 0.1, "\n": 0.05, "#": 0.02 },
      "python",
    );
    expect(found.rest).toBeCloseTo(0.08, 12);
    expect(found.alternatives.map(({ key, texts, actual }) => [key, texts, actual])).toEqual([
      ["expression_statement", ["print", "foo"], true],
      ['"for"', ["for"], false],
      ["return_statement", ["return"], false],
      ["white space", ["\n"], false],
      ["Comment", ["#"], false],
    ]);
    expect(found.alternatives[0].probability).toBeCloseTo(0.6, 12);
    expect(found.alternatives[1].category).toBe("loop");
  });

  test("says where an alternative goes on with the word before it", () => {
    const found = at(["fo", "o", " = 1\n"], 1, { o: 0.5, r: 0.3, " =": 0.1 }, "python");
    expect(found.alternatives.map(({ key, actual }) => [key, actual])).toEqual([
      ["… identifier", true],
      ['… "for"', false],
      ['"="', false],
    ]);
  });

  test("reads JavaScript and TypeScript too", () => {
    const javascript = at(
      ["let a = ", "b", ";"],
      1,
      { b: 0.5, "(": 0.2, "`": 0.1, '"x"': 0.1 },
      "javascript",
    );
    expect(javascript.alternatives.map(({ key }) => key)).toEqual(["identifier", '"("', '"`"', "string"]);
    const typescript = at(["let a: ", "number", ";"], 1, { number: 0.5, Foo: 0.2 }, "typescript");
    expect(typescript.alternatives.map(({ key }) => key)).toEqual(["predefined_type", "type_identifier"]);
  });

  test("refuses a token without alternatives, and one outside of the program", () => {
    expect(() => at(["x", " = 1"], 0, {}, "python")).toThrow("token: token 0 has no alternatives");
    const source = { ...parse("x", { language: "python" }), pieces: [[1, 0, 1]] as const };
    const text = scoredOf([["(x", 0.5]]);
    const alternatives = [[{ bytes: Buffer.from("y"), logprob: -1 }]];
    const aligned = align(source, { ...text, alternatives });
    expect(() => structuralAlternatives(aligned, 0, { language: "python" })).toThrow(
      "token: token 0 is not wholly inside of the program",
    );
  });
});
