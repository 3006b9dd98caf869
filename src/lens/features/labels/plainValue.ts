import { literal } from "../../../trace/derive/literal.js";
import type { Value } from "../../../trace/format/Value.js";

/** A value as a label: numbers and booleans as they are, the rest as its literal; undefined where no literal says it. */
export function plainValue(value: Value | undefined): string | number | boolean | undefined {
  if (value === undefined) return undefined;
  if (value.type === "boolean") return value.value;
  if (value.type === "number" && Number.isFinite(value.value) && !Object.is(value.value, -0))
    return value.value;
  if (value.type === "int" && Number.isSafeInteger(Number(value.value))) return Number(value.value);
  return literal(value);
}
