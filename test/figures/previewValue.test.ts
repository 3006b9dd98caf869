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
  expect(previewValue(value, 200)).toBe(text);
});

test("a preview never exceeds its limit, says that it was cut, and splits no character", () => {
  const text = previewValue(string("😀".repeat(50)), 20);
  expect(text.length).toBeLessThanOrEqual(20);
  expect(text.endsWith("…")).toBe(true);
  expect(text).not.toMatch(/[\ud800-\udbff]…/);
});

test("the ids a preview depends on are told, inner ones too", () => {
  const ids = new Set<number>();
  previewValue(array(1, [array(2, [array(3, [])])]), 5, ids);
  expect([...ids]).toEqual([1, 2, 3]);
});
