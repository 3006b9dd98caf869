import type { Value } from "../../trace/format/Value.js";

/**
 * A Python value as strict scoring compares it: a `defaultdict`, whose repr no reader can use, is the dict it equals. Other
 * classes count: a tuple is no list, an `OrderedDict` no dict. Values of JavaScript are unchanged.
 */
export function strictForm(value: Value): Value {
  switch (value.type) {
    case "map": {
      const entries = value.entries.map(([key, item]) => [strictForm(key), strictForm(item)] as const);
      return value.class === "defaultdict"
        ? { ...value, class: "dict", entries, properties: [] }
        : { ...value, entries };
    }
    case "array":
    case "set":
      return { ...value, items: value.items.map(strictForm) };
    default:
      return value;
  }
}
