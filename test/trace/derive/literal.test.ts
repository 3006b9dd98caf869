import { isDeepStrictEqual } from "node:util";
import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalValues } from "../../../src/trace/derive/equalValues.js";
import { literal } from "../../../src/trace/derive/literal.js";
import type { Property, Value } from "../../../src/trace/format/Value.js";

/** A JavaScript value as the tracer would record it; `ids` keeps identity. */
function record(value: unknown, ids: Map<object, number> = new Map(), seen: Set<object> = new Set()): Value {
  if (value === null) return { type: "null" };
  switch (typeof value) {
    case "undefined":
      return { type: "undefined" };
    case "boolean":
      return { type: "boolean", value };
    case "number":
      return { type: "number", value };
    case "bigint":
      return { type: "bigint", value: String(value) };
    case "string":
      return { type: "string", value, length: value.length };
    default:
      break;
  }
  const object = value as object;
  const id = ids.get(object) ?? ids.size;
  ids.set(object, id);
  if (seen.has(object)) return { type: "ref", id };
  seen.add(object);
  const of = (v: unknown): Value => record(v, ids, seen);
  const name = object.constructor.name;
  if (Array.isArray(value)) {
    const items = Array.from(
      { length: value.length },
      (_, i): Value => (i in value ? of(value[i]) : { type: "hole" }),
    );
    return { type: "array", id, class: name, length: value.length, items, properties: [], truncated: 0 };
  }
  if (value instanceof Map) {
    const entries = [...value].map(([k, v]) => [of(k), of(v)] as const);
    return { type: "map", id, class: name, size: value.size, entries, properties: [], truncated: 0 };
  }
  if (value instanceof Set) {
    return {
      type: "set",
      id,
      class: name,
      size: value.size,
      items: [...value].map(of),
      properties: [],
      truncated: 0,
    };
  }
  if (value instanceof Date) return { type: "date", id, time: value.getTime() };
  if (value instanceof RegExp) return { type: "regexp", id, source: value.source, flags: value.flags };
  if (ArrayBuffer.isView(value)) {
    const items = [...(value as unknown as Iterable<number | bigint>)].map(of);
    return { type: "typedarray", id, class: name, length: items.length, items, truncated: 0 };
  }
  const properties = Object.keys(object).map(
    (key): Property => ({ key, value: of((object as Record<string, unknown>)[key]) }),
  );
  return { type: "object", id, class: name, properties, truncated: 0 };
}

const plain = (): fc.Arbitrary<unknown> =>
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: false,
    key: fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom("__proto__", "1", "-1", "01", "a b", "class", "ünï", "$"),
    ),
    values: [
      fc.integer(),
      fc.double(),
      fc.string({ unit: "binary", maxLength: 4 }),
      fc.boolean(),
      fc.constantFrom(undefined, null, -0, Number.NaN, Infinity, -Infinity),
    ],
    maxDepth: 3,
  });

describe("literal", () => {
  test.each([
    [undefined, "undefined"],
    [-0, "-0"],
    [[-0, Number.NaN, 1e21, 1e-7], "[-0, NaN, 1e+21, 1e-7]"],
    [{ a: 1, "b-c": [true, null], 2: "x", π: 10n }, '{2: "x", a: 1, "b-c": [true, null], π: 10n}'],
    [
      new Map<unknown, unknown>([
        ["k", new Set([1])],
        [{}, []],
      ]),
      'new Map([["k", new Set([1])], [{}, []]])',
    ],
    [[new Map(), new Set()], "[new Map(), new Set()]"],
    [Object.assign(new Array(3), { 1: 1 }), "[, 1, ,]"],
    ['q"\n\u2028\ud800', '"q\\"\\n\\u2028\\ud800"'],
    [/a\/b/gi, "/a\\/b/gi"],
    [new Date(0), "new Date(0)"],
    [new Float32Array([0.5, -0]), "new Float32Array([0.5, -0])"],
    [JSON.parse('{"__proto__": 1}'), '{["__proto__"]: 1}'],
  ] as [unknown, string][])("%o", (value, text) => {
    expect(literal(record(value))).toBe(text);
  });

  test("evaluates to the value it was made from", () => {
    fc.assert(
      fc.property(plain(), value => {
        const text = literal(record(value));
        // Null prototypes are no plain objects; everything else here has a literal.
        if (text === undefined) return;
        const back: unknown = runInThisContext(`(${text})`);
        expect(equalValues(record(back), record(value), { negativeZero: true }), text).toBe(true);
        expect(isDeepStrictEqual(structuredClone(back), structuredClone(value)), text).toBe(true);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  test("there is none for cycles, functions, symbols, instances, getters and what a limit cut", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(literal(record(cycle))).toBeUndefined();
    class Point {}
    expect(literal(record([new Point()]))).toBeUndefined();
    const inside = (value: Value): Value => ({
      type: "array",
      id: 0,
      class: "Array",
      length: 1,
      items: [value],
      properties: [],
      truncated: 0,
    });
    for (const value of [
      { type: "function", id: 1, name: "f", function: 1, properties: [] },
      { type: "symbol", id: 1, description: "s" },
      { type: "string", value: "abc", length: 9 },
      { type: "elided" },
      { type: "accessor" },
      { type: "opaque", id: 2, class: "Promise" },
      { ...(inside({ type: "null" }) as object), truncated: 3 },
    ] as Value[]) {
      expect(literal(inside(value)), value.type).toBeUndefined();
    }
  });

  test("an alias is written out twice", () => {
    const shared = [1];
    expect(literal(record([shared, shared]))).toBe("[[1], [1]]");
  });
});

describe("equalValues", () => {
  const equal = (a: unknown, b: unknown, negativeZero = false): boolean =>
    equalValues(record(a), record(b), { negativeZero });

  test("agrees with structural equality of the values themselves", () => {
    const pair = fc.tuple(plain(), plain(), fc.boolean()).map(([a, b, same]) => [a, same ? a : b] as const);
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const text = [literal(record(a)), literal(record(b))];
        fc.pre(text[0] !== undefined && text[1] !== undefined);
        // Node's deep equality tells -0 from 0 and compares Map and Set entries without their order, as we do.
        expect(equal(a, b, true), text.join(" / ")).toBe(isDeepStrictEqual(a, b));
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  test("numbers by SameValueZero, -0 on request; types never mix", () => {
    expect([
      equal(0, -0),
      equal(0, -0, true),
      equal(Number.NaN, Number.NaN),
      equal(1, true),
      equal(1, 1n),
      equal("1", 1),
    ]).toEqual([true, false, true, false, false, false]);
    expect([
      equal(null, undefined),
      equal([undefined], new Array(1)),
      equal({}, []),
      equal(new Map(), new Set()),
    ]).toEqual([false, false, false, false]);
  });

  test("the order of keys and entries does not matter, that of elements does", () => {
    expect(equal({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(
      equal(
        new Map([
          [1, "a"],
          [2, "b"],
        ]),
        new Map([
          [2, "b"],
          [1, "a"],
        ]),
      ),
    ).toBe(true);
    expect(equal(new Set([[1], [2]]), new Set([[2], [1]]))).toBe(true);
    expect(equal(new Set([[1], [1]]), new Set([[1], [2]]))).toBe(false);
    expect(equal([1, 2], [2, 1])).toBe(false);
  });

  test("cycles are equal when they unfold equally", () => {
    const loop = (length: number, last: number): unknown[] => {
      const first: unknown[] = [0];
      let at = first;
      for (let i = 1; i < length; i++) {
        const next: unknown[] = [i === length - 1 ? last : 0];
        at.push(next);
        at = next;
      }
      at.push(first);
      return first;
    };
    expect(equal(loop(2, 0), loop(3, 0))).toBe(true);
    expect(equal(loop(2, 0), loop(3, 1))).toBe(false);
  });

  test("what was cut by a limit equals nothing, not even itself", () => {
    const cut: Value = { type: "string", value: "ab", length: 5 };
    expect(equalValues(cut, cut)).toBe(false);
    expect(equalValues({ type: "elided" }, { type: "elided" })).toBe(false);
  });
});
