import { pythonKey } from "../../../trace/derive/pythonKey.js";
import type { Value } from "../../../trace/format/Value.js";

/** Makes the values a reader of Python needs, each container with an id of its own from 1 on. */
export class PythonValues {
  private next = 1;

  string(value: string): Value {
    return { type: "string", value, length: value.length };
  }

  int(value: bigint): Value {
    return { type: "int", value: value.toString() };
  }

  float(value: number): Value {
    return { type: "number", value };
  }

  /** A value known by its repr: bytes, complex numbers, ranges. */
  boxed(name: string, repr: string): Value {
    return { type: "boxed", id: this.next++, class: name, value: this.string(repr) };
  }

  sequence(name: string, items: readonly Value[]): Value {
    return {
      type: "array",
      id: this.next++,
      class: name,
      length: items.length,
      items,
      properties: [],
      truncated: 0,
    };
  }

  /** Equal keys are one: the first stays, with the last value. */
  dict(name: string, entries: readonly (readonly [Value, Value])[]): Value {
    const kept = unique(
      entries,
      ([key]) => key,
      ([key], [, value]) => [key, value] as const,
    );
    return {
      type: "map",
      id: this.next++,
      class: name,
      size: kept.length,
      entries: kept,
      properties: [],
      truncated: 0,
    };
  }

  /** Equal members are one: the first stays. */
  set(name: string, members: readonly Value[]): Value {
    const kept = unique(
      members,
      member => member,
      first => first,
    );
    return {
      type: "set",
      id: this.next++,
      class: name,
      size: kept.length,
      items: kept,
      properties: [],
      truncated: 0,
    };
  }
}

/** Whether Python can hash a value, so that it may be a key or a member of a set. */
export function isHashable(value: Value): boolean {
  if (value.type === "map") return false;
  if (value.type === "set") return value.class === "frozenset";
  if (value.type === "boxed") return value.class !== "bytearray";
  if (value.type !== "array") return true;
  return value.class !== "list" && value.class !== "deque" && value.items.every(isHashable);
}

function unique<T>(
  list: readonly T[],
  key: (item: T) => Value,
  merge: (first: T, later: T) => T,
): readonly T[] {
  const places = new Map<string, number>();
  const kept: T[] = [];
  for (const item of list) {
    const text = pythonKey(key(item));
    const place = text === undefined ? undefined : places.get(text);
    if (place === undefined) {
      if (text !== undefined) places.set(text, kept.length);
      kept.push(item);
    } else kept[place] = merge(kept[place], item);
  }
  return kept;
}
