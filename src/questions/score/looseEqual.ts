import { equalValues } from "../../trace/derive/equalValues.js";
import type { Value } from "../../trace/format/Value.js";

/**
 * Equality of snapshots by the rules of Node's legacy `assert.deepEqual`, for values a literal can say:
 * primitives by `==` (NaN equals NaN), objects by own properties whatever their class, arrays only with arrays.
 */
export function looseEqual(a: Value, b: Value): boolean {
  if (isPrimitive(a) && isPrimitive(b)) {
    const left = primitive(a);
    const right = primitive(b);
    // biome-ignore lint/suspicious/noDoubleEquals: this is the rule being reproduced
    return left == right || (Number.isNaN(left) && Number.isNaN(right));
  }
  if (a.type !== b.type) return false;
  if (a.type === "array" && b.type === "array")
    return a.length === b.length && a.items.every((item, i) => looseEqual(item, b.items[i]));
  if (a.type === "object" && b.type === "object") {
    const other = new Map(b.properties.map(({ key, value }) => [key, value]));
    if (other.size !== a.properties.length) return false;
    return a.properties.every(({ key, value }) => {
      const match = other.get(key);
      return match !== undefined && looseEqual(value, match);
    });
  }
  return equalValues(a, b);
}

function isPrimitive(value: Value): boolean {
  return /^(?:undefined|null|boolean|number|bigint|string|hole)$/.test(value.type);
}

function primitive(value: Value): unknown {
  if (value.type === "null") return null;
  if (value.type === "bigint") return BigInt(value.value);
  return value.type === "boolean" || value.type === "number" || value.type === "string"
    ? value.value
    : undefined;
}
