import type { Value } from "../format/Value.js";
import { numberKey } from "./pythonNumber.js";

/** Python's bytes, bytearray and memoryview are equal by content. */
const BYTES = /^(?:bytearray\()?(b(?:'.*'|".*"))\)?$/s;

/**
 * A text that two hashable Python values share exactly if they are equal by `==` (and so are one key of a dict):
 * numbers of all types, texts, bytes, None, tuples and frozensets of such, ranges, dates. Undefined for what
 * cannot be said so: NaN, instances, functions, values cut by a limit.
 */
export function pythonKey(value: Value): string | undefined {
  switch (value.type) {
    case "null":
      return "none";
    case "string":
      return value.value.length === value.length ? `text ${value.value}` : undefined;
    case "array": {
      if (value.class === "list" || value.class === "deque" || value.truncated > 0) return undefined;
      const keys = all(value.items);
      return keys === undefined ? undefined : `tuple ${keys.map(sized).join("")}`;
    }
    case "set": {
      const keys = value.truncated > 0 ? undefined : all(value.items);
      return keys === undefined ? undefined : `set ${keys.sort().map(sized).join("")}`;
    }
    default: {
      const number = numberKey(value);
      if (number !== undefined) return number === "NaN" ? undefined : `number ${number}`;
      return value.type === "boxed" && value.value.type === "string"
        ? boxedKey(value.class, value.value.value)
        : undefined;
    }
  }
}

function boxedKey(name: string, repr: string): string {
  const bytes = BYTES.exec(repr);
  if (bytes !== null) return `bytes ${bytes[1]}`;
  const range = name === "range" ? /^range\((-?\d+), (-?\d+)(?:, (-?\d+))?\)$/.exec(repr) : null;
  if (range !== null) return rangeKey(BigInt(range[1]), BigInt(range[2]), BigInt(range[3] ?? 1));
  return `${name} ${repr}`;
}

/** Ranges are equal if they give the same numbers. */
function rangeKey(start: bigint, stop: bigint, step: bigint): string {
  const distance = step > 0n ? stop - start : start - stop;
  const stride = step > 0n ? step : -step;
  const length = distance <= 0n || stride === 0n ? 0n : (distance + stride - 1n) / stride;
  return `range ${length === 0n ? "" : `${start} `}${length > 1n ? `${step} ` : ""}${length}`;
}

function all(items: readonly Value[]): string[] | undefined {
  const keys: string[] = [];
  for (const item of items) {
    const key = pythonKey(item);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

/** With its length before it a part cannot run into the next. */
function sized(key: string): string {
  return `${key.length}:${key}`;
}
