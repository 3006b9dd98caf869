import { describe, expect, it } from "vitest";
import { commitment } from "../../../src/datasets/generate/commitment.js";
import { skeleton } from "../../../src/datasets/generate/skeleton.js";
import { splitOf } from "../../../src/datasets/generate/split.js";
import { sha256 } from "../../../src/program/hash.js";
import type { Language } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";

const of = (source: string, language: Language = "javascript"): string =>
  skeleton(parse(source, { language }));
const base = "function f(list) { let sum = 0; for (const x of list) sum += x * 2; return { sum }; }";

describe("skeleton", () => {
  it.each([
    ["names and literals", "function g(b) { let c = 'z'; for (const d of b) c += d * 7; return { c }; }"],
    ["comments and layout", base.replace("let", "/* a */ let\n").replace("return", "// b\nreturn")],
    ["parentheses", base.replace("x * 2", "((x) * (2))")],
    ["a property written out", base.replace("{ sum }", "{ total: sum }")],
  ])("does not change with %s", (_, source) => {
    expect(of(source)).toBe(of(base));
  });

  it("is that of the TypeScript twin", () => {
    const typed = base
      .replace("(list)", "(list: readonly number[]): { sum: number }")
      .replace("sum =", "sum: number =");
    expect(of(typed, "typescript")).toBe(of(base));
  });

  it.each([
    ["an operator", base.replace("*", "+")],
    ["an assignment", base.replace("+=", "=")],
    ["the kind of a declaration", base.replace("const x", "let x")],
    ["one more statement", base.replace("return", "sum; return")],
    ["the order of operands of different kinds", base.replace("x * 2", "2 * x")],
    ["a computed key", base.replace("{ sum }", "{ [sum]: sum }")],
    ["a generator", base.replace("function f", "function* f")],
  ])("changes with %s", (_, source) => {
    expect(of(source)).not.toBe(of(base));
  });

  it("decides the split alone, 1 in 5 for tests", () => {
    const hashes = Array.from({ length: 2000 }, (_, i) => sha256(String(i)));
    const test = hashes.filter(hash => splitOf(hash) === "test").length;
    expect(test).toBeGreaterThan(330);
    expect(test).toBeLessThan(470);
    expect(splitOf("0000000a".padEnd(64, "f"))).toBe("test");
    expect(splitOf("0000000b".padEnd(64, "0"))).toBe("train");
  });
});

describe("commitment", () => {
  it("is the SHA-256 of version, seed, number and salt, as anybody can compute it", () => {
    expect(commitment({ seed: 7, n: 24, salt: "abc" })).toBe(sha256("tracebook/generator@1\n7\n24\nabc"));
  });

  it("differs for every part", () => {
    const all = [
      { seed: 7, n: 24, salt: "" },
      { seed: 8, n: 24, salt: "" },
      { seed: 7, n: 25, salt: "" },
      { seed: 7, n: 24, salt: "x" },
      { seed: 72, n: 4, salt: "" },
    ].map(commitment);
    expect(new Set(all).size).toBe(all.length);
  });
});
