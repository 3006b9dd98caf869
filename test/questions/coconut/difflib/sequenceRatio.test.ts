import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeSequences } from "../../../../src/questions/coconut/difflib/encodeSequences.js";
import { SuffixAutomaton } from "../../../../src/questions/coconut/difflib/SuffixAutomaton.js";
import { longestByTable, sequenceRatio } from "../../../../src/questions/coconut/difflib/sequenceRatio.js";

interface Case {
  readonly a: string | readonly number[];
  readonly b: string | readonly number[];
  readonly autojunk: boolean;
}

/** The ratios of CPython's own difflib, all in one process. */
function pythonRatios(cases: readonly Case[]): number[] {
  const program =
    "import sys,json,difflib\n" +
    "print(json.dumps([difflib.SequenceMatcher(None,c['a'],c['b'],c['autojunk']).ratio()" +
    " for c in json.loads(sys.stdin.buffer.read())]))";
  const ran = spawnSync("python3", ["-I", "-c", program], { input: JSON.stringify(cases), encoding: "utf8" });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as number[];
}

const letters = (alphabet: string, most: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength: most, size: "max" }).map(all => all.join(""));
/** Lists of lines as the published score compares them: characters joined with commas. */
const joined = (most: number) =>
  fc
    .array(fc.integer({ min: 1, max: 40 }), { maxLength: most, size: "max" })
    .map(lines => [...`[${lines.join(", ")}]`].join(","));

const numbers = (top: number) => fc.array(fc.nat(top), { maxLength: 300, size: "max" });
const kinds = [
  letters("ab", 300),
  letters("abcdef😀é", 260),
  joined(80),
  numbers(6),
  // Some elements popular, some not.
  numbers(120),
];
const cases: fc.Arbitrary<Case> = fc.oneof(
  ...kinds.map((kind): fc.Arbitrary<Case> => fc.record({ a: kind, b: kind, autojunk: fc.boolean() })),
);

describe("sequenceRatio", () => {
  test("is CPython's ratio to the last bit, autojunk on and off", { timeout: 120_000 }, () => {
    const drawn = fc.sample(cases, { numRuns: 1500, seed: 5 });
    const expected = pythonRatios(drawn);
    expect(drawn.map(({ a, b, autojunk }) => sequenceRatio(a, b, { autojunk }))).toEqual(expected);
    // The cases reach both sides of every rule.
    expect(drawn.filter(({ b, autojunk }) => autojunk && b.length >= 200).length).toBeGreaterThan(50);
    expect(new Set(expected).size).toBeGreaterThan(500);
  });

  test("leaves out popular elements from 200 elements on, and not at 199", () => {
    const a = "ab".repeat(100);
    const drawn: Case[] = [
      { a, b: a.slice(0, 199), autojunk: true },
      { a, b: a, autojunk: true },
      { a: `x${a}`, b: a, autojunk: true },
      { a: `x${a}`, b: `${a}`, autojunk: false },
    ];
    const ratios = drawn.map(({ a, b, autojunk }) => sequenceRatio(a, b, { autojunk }));
    expect(ratios).toEqual(pythonRatios(drawn));
    expect(ratios[1]).toBe(1);
    expect(ratios[2]).toBe(0);
    expect(ratios[3]).toBeGreaterThan(0.99);
  });

  test("counts code points, not UTF-16 units", () => {
    expect(sequenceRatio("😀a", "😀b")).toBe(0.5);
    expect(sequenceRatio("", "")).toBe(1);
    expect(sequenceRatio("", "a")).toBe(0);
  });

  test("the automaton finds the block that the table finds, with gaps and in part of the text", () => {
    const symbols = fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(symbols, symbols, fc.nat(), fc.nat(), (first, second, cut, shift) => {
        const [a, b] = [Int32Array.from(first), Int32Array.from(second)];
        const [from, to] = [shift % b.length, b.length - (cut % (b.length - (shift % b.length)))];
        const automaton = new SuffixAutomaton(b.length, 4);
        automaton.build(b, 0, b.length);
        automaton.build(b, from, to);
        const found = automaton.longest(a, 0, a.length);
        const table = longestByTable(a, b, new Int32Array(b.length), 0, a.length, from, to);
        expect(found.size).toBe(table.size);
        if (table.size > 0) expect(found).toEqual(table);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  test("a text of a hundred thousand elements is compared without recursion", () => {
    const a = Array.from({ length: 100_000 }, (_, i) => (i * i) % 97);
    const b = Array.from({ length: 30_000 }, (_, i) => (i * 7) % 97);
    const ratio = sequenceRatio(a, b, { autojunk: false });
    expect(ratio).toBeGreaterThan(0);
    expect(ratio).toBeLessThan(1);
    expect(encodeSequences(a, b, true).rare).toBe(false);
  });
});
