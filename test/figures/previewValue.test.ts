import { expect, test } from "vitest";
import { previewValue } from "../../src/figures/viewer/previewValue.js";
import type { Value } from "../../src/trace/format/Value.js";

const number = (value: number): Value => ({ type: "number", value });
const string = (value: string): Value => ({ type: "string", value, length: value.length });
const array = (id: number, items: Value[], truncated = 0): Value => ({
  type: "array",
  id,
  class: "Array",
  length: items.length + truncated,
  items,
  properties: [],
  truncated,
});

test.each<[Value, string]>([
  [{ type: "undefined" }, "undefined"],
  [number(-0), "-0"],
  [number(Number.NaN), "NaN"],
  [{ type: "bigint", value: "12" }, "12n"],
  [string('a"\n'), '"a\\"\\n"'],
  [{ type: "string", value: "abc", length: 9 }, '"abc"… (9 characters)'],
  [array(1, [number(1), { type: "hole" }, string("x")], 2), '[1, empty, "x", … 2 more]'],
  [array(1, [{ type: "ref", id: 1 }]), "#1 [→#1]"],
  [array(1, [array(2, []), { type: "ref", id: 2 }]), "[#2 [], →#2]"],
  [
    {
      type: "object",
      id: 1,
      class: "Point",
      properties: [
        { key: "x", value: number(1) },
        { key: "a b", value: { type: "null" } },
        { key: "#p", value: { type: "accessor" } },
      ],
      truncated: 0,
    },
    'Point {x: 1, "a b": null, #p: (getter)}',
  ],
  [
    {
      type: "map",
      id: 1,
      class: "Map",
      size: 1,
      entries: [[string("k"), number(2)]],
      properties: [],
      truncated: 0,
    },
    'Map(1) {"k" ⇒ 2}',
  ],
  [
    { type: "set", id: 1, class: "Set", size: 1, items: [number(2)], properties: [], truncated: 0 },
    "Set(1) {2}",
  ],
  [{ type: "function", id: 1, name: "f", function: 3, properties: [] }, "ƒ f"],
  [{ type: "date", id: 1, time: 0 }, "Date(1970-01-01T00:00:00.000Z)"],
  [{ type: "date", id: 1, time: Number.NaN }, "Date(invalid)"],
  [
    { type: "error", id: 1, class: "TypeError", name: "TypeError", message: "no", properties: [] },
    "TypeError: no",
  ],
  [{ type: "boxed", id: 1, class: "Number", value: number(1) }, "[Number 1]"],
  [{ type: "opaque", id: 1, class: "Promise" }, "Promise"],
])("%j is shown as %s", (value, text) => {
  expect(previewValue(value, 200, "javascript")).toBe(text);
});

test("a preview never exceeds its limit, says that it was cut, and splits no character", () => {
  const text = previewValue(string("😀".repeat(50)), 20, "javascript");
  expect(text.length).toBeLessThanOrEqual(20);
  expect(text.endsWith("…")).toBe(true);
  expect(text).not.toMatch(/[\ud800-\udbff]…/);
});

test("the ids a preview depends on are told, inner ones too", () => {
  const ids = new Set<number>();
  previewValue(array(1, [array(2, [array(3, [])])]), 5, "javascript", ids);
  expect([...ids]).toEqual([1, 2, 3]);
});

test("values of Python are written as in Python", () => {
  const list = (items: Value[], kind: string): Value => ({
    type: "array",
    id: 1 + items.length,
    class: kind,
    length: items.length,
    items,
    properties: [],
    truncated: 0,
  });
  const one: Value = { type: "int", value: "1" };
  const value = list(
    [
      list([{ type: "null" }, { type: "boolean", value: true }], "list"),
      list([one], "tuple"),
      {
        type: "map",
        id: 9,
        class: "dict",
        size: 1,
        entries: [
          [
            { type: "string", value: "k", length: 1 },
            { type: "number", value: 2 },
          ],
        ],
        properties: [],
        truncated: 0,
      },
      { type: "set", id: 10, class: "set", size: 1, items: [one], properties: [], truncated: 0 },
      { type: "boxed", id: 11, class: "range", value: { type: "string", value: "range(0, 3)", length: 11 } },
    ],
    "tuple",
  );
  expect(previewValue(value, 200, "python")).toBe("([None, True], (1,), {'k': 2.0}, {1}, range(0, 3))");
});

const int = (digits: string): Value => ({ type: "int", value: digits });
const none = { truncated: 0, properties: [] };

test.each<[Value, string]>([
  [{ type: "null" }, "None"],
  [{ type: "boolean", value: true }, "True"],
  [int("12"), "12"],
  [number(1), "1.0"],
  [string("it's"), `"it's"`],
  [{ type: "array", id: 1, class: "list", length: 2, items: [int("1"), string("a")], ...none }, "[1, 'a']"],
  [{ type: "array", id: 1, class: "tuple", length: 1, items: [int("1")], ...none }, "(1,)"],
  [{ type: "array", id: 1, class: "deque", length: 1, items: [int("1")], ...none }, "deque([1])"],
  [
    { type: "map", id: 1, class: "dict", size: 1, entries: [[int("1"), { type: "null" }]], ...none },
    "{1: None}",
  ],
  [{ type: "map", id: 1, class: "Counter", size: 0, entries: [], ...none }, "Counter({})"],
  [{ type: "set", id: 1, class: "set", size: 0, items: [], ...none }, "set()"],
  [
    { type: "set", id: 1, class: "set", size: 3, items: [int("1")], truncated: 2, properties: [] },
    "{1, … 2 more}",
  ],
  [
    { type: "object", id: 1, class: "Point", properties: [{ key: "x", value: int("1") }], truncated: 0 },
    "Point(x=1)",
  ],
  [{ type: "boxed", id: 1, class: "bytes", value: string("b'a'") }, "b'a'"],
])("%j of Python is shown as %s", (value, text) => {
  expect(previewValue(value, 200, "python")).toBe(text);
});
