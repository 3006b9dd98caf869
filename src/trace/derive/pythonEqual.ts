import type { Property, Value } from "../format/Value.js";
import { pythonKey } from "./pythonKey.js";
import { numberKey } from "./pythonNumber.js";

type Identified = Extract<Value, { readonly id: number }>;
type Entry = readonly [Value, Value];

/** State of one comparison: what the refs on either side mean, and the pairs taken as equal while they are looked into. */
interface Walk {
  readonly left: ReadonlyMap<number, Identified>;
  readonly right: ReadonlyMap<number, Identified>;
  readonly assumed: Map<Value, Set<Value>>;
}

/**
 * Python's `==` on two snapshots: numbers of all types by exact value (`True == 1 == 1.0`), NaN equal to nothing, texts by
 * code point and never equal to bytes, lists and tuples each with their own kind only (a named tuple is a tuple), dicts by
 * keys in any order (two `OrderedDict` in order, two `Counter` with missing ones as 0), sets and frozensets together.
 *
 * Where snapshots do not say what Python would ask: instances and exceptions are equal if class and attributes are;
 * cycles if they unfold equally; NaN within a container is not equal to itself; values cut by a limit to nothing.
 */
export function pythonEqual(a: Value, b: Value): boolean {
  return same(a, b, { left: index(a), right: index(b), assumed: new Map() });
}

function index(root: Value): ReadonlyMap<number, Identified> {
  const found = new Map<number, Identified>();
  const todo: Value[] = [root];
  for (let value = todo.pop(); value !== undefined; value = todo.pop()) {
    if (value.type !== "ref" && "id" in value && value.id >= 0 && !found.has(value.id))
      found.set(value.id, value);
    if ("properties" in value) for (const property of value.properties) todo.push(property.value);
    if ("items" in value) for (const item of value.items) todo.push(item);
    if (value.type === "map") for (const [key, item] of value.entries) todo.push(key, item);
    if (value.type === "boxed") todo.push(value.value);
  }
  return found;
}

function same(left: Value, right: Value, walk: Walk): boolean {
  const a = left.type === "ref" ? walk.left.get(left.id) : left;
  const b = right.type === "ref" ? walk.right.get(right.id) : right;
  if (a === undefined || b === undefined) return false;
  const number = numberKey(a);
  if (number !== undefined) return number !== "NaN" && number === numberKey(b);
  if (a.type !== b.type) return false;
  switch (a.type) {
    case "undefined":
    case "null":
      return true;
    case "string":
    case "boxed": {
      const key = pythonKey(a);
      return key !== undefined && key === pythonKey(b);
    }
    case "function": {
      const other = b as typeof a;
      return a.function >= 0 ? a.function === other.function : other.function < 0 && a.name === other.name;
    }
    case "array":
    case "map":
    case "set":
    case "object":
    case "error":
      break;
    default:
      return false;
  }
  const known = walk.assumed.get(a);
  if (known?.has(b)) return true;
  if (known === undefined) walk.assumed.set(a, new Set([b]));
  else known.add(b);
  const equal = sameObject(a, b, walk);
  if (!equal) walk.assumed.get(a)?.delete(b);
  return equal;
}

function sameObject(a: Identified, b: Value, walk: Walk): boolean {
  switch (a.type) {
    case "array": {
      const other = b as typeof a;
      if (a.length !== other.length || a.truncated + other.truncated > 0) return false;
      if (sequence(a.class) !== sequence(other.class)) return false;
      return a.items.every((item, i) => same(item, other.items[i], walk));
    }
    case "map":
      return sameDict(a, b as typeof a, walk);
    case "set": {
      const other = b as typeof a;
      if (a.size !== other.size || a.truncated + other.truncated > 0) return false;
      return matched(
        a.items.map(item => [item, item]),
        other.items.map(item => [item, item]),
        walk,
      );
    }
    case "object": {
      const other = b as typeof a;
      const whole = a.truncated + other.truncated === 0;
      return whole && a.class === other.class && sameProperties(a.properties, other.properties, walk);
    }
    case "error": {
      const other = b as typeof a;
      const alike = a.class === other.class && a.message === other.message;
      return alike && sameProperties(a.properties, other.properties, walk);
    }
    default:
      return false;
  }
}

/** What a sequence of this class compares as: a class that is none of Python's own is taken for a named tuple. */
function sequence(name: string): string {
  return name === "list" || name === "deque" ? name : "tuple";
}

type Dict = Extract<Value, { readonly type: "map" }>;

function sameDict(a: Dict, b: Dict, walk: Walk): boolean {
  if (a.truncated + b.truncated > 0) return false;
  if (a.class === "Counter" && b.class === "Counter") return matched(counts(a), counts(b), walk);
  if (a.size !== b.size) return false;
  if (a.class !== "OrderedDict" || b.class !== "OrderedDict") return matched(a.entries, b.entries, walk);
  return a.entries.every(
    ([key, value], i) => same(key, b.entries[i][0], walk) && same(value, b.entries[i][1], walk),
  );
}

function counts({ entries }: Dict): readonly Entry[] {
  return entries.filter(([, count]) => numberKey(count) !== "0");
}

function sameProperties(a: readonly Property[], b: readonly Property[], walk: Walk): boolean {
  if (a.length !== b.length) return false;
  const other = new Map(b.map(({ key, value }) => [key, value]));
  return a.every(({ key, value }) => {
    const partner = other.get(key);
    return partner !== undefined && same(value, partner, walk);
  });
}

/** Whether every entry of `a` has a partner of its own in `b`: by key where keys can be said, else one against all. */
function matched(a: readonly Entry[], b: readonly Entry[], walk: Walk): boolean {
  if (a.length !== b.length) return false;
  const keyed = new Map<string, Entry>();
  const rest = new Set<Entry>();
  for (const entry of b) {
    const key = pythonKey(entry[0]);
    if (key === undefined) rest.add(entry);
    else keyed.set(key, entry);
  }
  return a.every(([key, value]) => {
    const text = pythonKey(key);
    const direct = text === undefined ? undefined : keyed.get(text);
    if (text !== undefined) return direct !== undefined && same(value, direct[1], walk);
    for (const entry of rest) {
      if (!same(key, entry[0], walk) || !same(value, entry[1], walk)) continue;
      rest.delete(entry);
      return true;
    }
    return false;
  });
}
