import fc from "fast-check";
import { expect, test } from "vitest";
import { prefixSums } from "../../../src/lens/align/prefixSums.js";
import { rangeMedian } from "../../../src/lens/align/rangeMedian.js";
import { segmentsOf } from "../../../src/lens/align/segmentsOf.js";
import { whiteSpace } from "../../../src/lens/align/whiteSpace.js";
import { parse } from "../../../src/program/parse.js";

test("a small run behind a large sum loses nothing", () => {
  const sums = prefixSums([1e15 / 3, 1e-9, 3e-9, 1e15 / 7]);
  expect(sums.sum(1, 3)).toBeCloseTo(4e-9, 22);
  expect(prefixSums([-1, Number.NEGATIVE_INFINITY, -2]).sum(0, 2)).toBe(Number.NEGATIVE_INFINITY);
  expect(prefixSums([-1, Number.NEGATIVE_INFINITY, -2]).sum(2, 3)).toBe(-2);
});

test("medians of runs are those of the sorted run", () => {
  const values = fc.array(fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1), { minLength: 1, maxLength: 70 });
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(), (list, a, b) => {
      const from = a % list.length;
      const to = from + 1 + (b % (list.length - from));
      const sorted = list.slice(from, to).sort((x, y) => x - y);
      const half = sorted.length / 2;
      const expected = (sorted[Math.floor(half - 0.5)] + sorted[Math.floor(half)]) / 2;
      expect(rangeMedian(Float64Array.from(list))(from, to)).toBe(expected);
    }),
    { seed: 3 },
  );
});

test("white space is what ECMAScript calls so, in every byte of it", () => {
  for (let code = 0; code < 0x10000; code++) {
    const text = String.fromCharCode(code);
    const expected = /\s/.test(text) ? 1 : 0;
    if (whiteSpace(text).some(mark => mark !== expected)) throw new Error(`U+${code.toString(16)}`);
  }
  expect([...whiteSpace("🐍 ")]).toEqual([0, 0, 0, 0, 1]);
});

test("children are cut off at their parents, and later siblings lose an overlap", () => {
  const { nodes } = parse("f(a)", { language: "python" });
  // The table of f(a): module, expression_statement, call, identifier, argument_list, (, a, ).
  const bent = nodes.map(node => ({ ...node }));
  bent[3].byteEnd = 3;
  bent[7].byteEnd = 9;
  const { start, node, count } = segmentsOf(bent, 4);
  expect([...start]).toEqual([0, 3, 4]);
  expect([...node].slice(0, count).map(id => bent[id].type)).toEqual(["identifier", "Punctuator"]);
});
