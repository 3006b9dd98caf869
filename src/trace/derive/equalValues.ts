import type { Property, Value } from "../format/Value.js";

/** How {@link equalValues} compares. */
export interface EqualOptions {
  /** Tell -0 from 0. Default false (SameValueZero: NaN equals NaN, -0 equals 0). */
  readonly negativeZero?: boolean;
}

type Identified = Extract<Value, { readonly id: number }>;

/** State of one comparison: what the refs on either side mean, and the pairs taken as equal while they are looked into. */
interface Walk {
  readonly left: Map<number, Identified>;
  readonly right: Map<number, Identified>;
  readonly assumed: Map<Value, Set<Value>>;
  readonly negativeZero: boolean;
}

/**
 * Structural equality of two snapshots: type, class and content. Heap ids do not matter; the order of object keys
 * does not, nor the order of Map and Set entries; cycles are equal when they unfold equally. Values cut by
 * a limit (`elided`, truncated) are equal to nothing, functions only to the same function of the program.
 */
export function equalValues(a: Value, b: Value, options: EqualOptions = {}): boolean {
  // Most pairs that are compared differ at first sight: no need to look for refs in them.
  if (a.type !== b.type && a.type !== "ref" && b.type !== "ref") return false;
  if (a.type === "array" && b.type === "array" && a.length !== b.length) return false;
  const walk: Walk = {
    left: new Map(),
    right: new Map(),
    assumed: new Map(),
    negativeZero: options.negativeZero ?? false,
  };
  index(a, walk.left);
  index(b, walk.right);
  return same(a, b, walk);
}

/** Notes every identified object of a snapshot, so that refs find it whatever side of them it stands. */
function index(root: Value, into: Map<number, Identified>): void {
  const todo: Value[] = [root];
  for (let value = todo.pop(); value !== undefined; value = todo.pop()) {
    if (value.type !== "ref" && "id" in value && value.id >= 0 && !into.has(value.id))
      into.set(value.id, value);
    if ("properties" in value) for (const property of value.properties) todo.push(property.value);
    if ("items" in value) todo.push(...value.items);
    if (value.type === "map") for (const [k, v] of value.entries) todo.push(k, v);
    if (value.type === "boxed") todo.push(value.value);
  }
}

function same(left: Value, right: Value, walk: Walk): boolean {
  const a = left.type === "ref" ? walk.left.get(left.id) : left;
  const b = right.type === "ref" ? walk.right.get(right.id) : right;
  if (a === undefined || b === undefined || a.type !== b.type) return false;
  switch (a.type) {
    case "undefined":
    case "null":
    case "hole":
    case "uninitialized":
      return true;
    case "boolean":
    case "bigint":
    case "int":
      return a.value === (b as typeof a).value;
    case "number": {
      const other = (b as typeof a).value;
      return walk.negativeZero
        ? Object.is(a.value, other)
        : a.value === other || (Number.isNaN(a.value) && Number.isNaN(other));
    }
    case "string":
      return (
        a.value === (b as typeof a).value &&
        a.length === a.value.length &&
        (b as typeof a).length === a.length
      );
    case "symbol":
      return a.description === (b as typeof a).description;
    case "accessor":
    case "elided":
    case "ref":
    case "opaque":
      return false;
    default:
      break;
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
    case "array":
    case "typedarray": {
      const o = b as typeof a;
      if (a.class !== o.class || a.length !== o.length || a.truncated > 0 || o.truncated > 0) return false;
      if (!a.items.every((item, i) => same(item, o.items[i], walk))) return false;
      return a.type !== "array" || o.type !== "array" || sameProperties(a.properties, o.properties, walk);
    }
    case "object": {
      const o = b as typeof a;
      return (
        a.class === o.class &&
        a.truncated + o.truncated === 0 &&
        sameProperties(a.properties, o.properties, walk)
      );
    }
    case "map": {
      const o = b as typeof a;
      if (a.class !== o.class || a.size !== o.size || a.truncated + o.truncated > 0) return false;
      return (
        matched(a.entries, o.entries, (x, y) => same(x[0], y[0], walk) && same(x[1], y[1], walk)) &&
        sameProperties(a.properties, o.properties, walk)
      );
    }
    case "set": {
      const o = b as typeof a;
      if (a.class !== o.class || a.size !== o.size || a.truncated + o.truncated > 0) return false;
      return (
        matched(a.items, o.items, (x, y) => same(x, y, walk)) &&
        sameProperties(a.properties, o.properties, walk)
      );
    }
    case "date":
      return Object.is(a.time, (b as typeof a).time);
    case "regexp":
      return a.source === (b as typeof a).source && a.flags === (b as typeof a).flags;
    case "error": {
      const o = b as typeof a;
      return (
        a.class === o.class &&
        a.name === o.name &&
        a.message === o.message &&
        sameProperties(a.properties, o.properties, walk)
      );
    }
    case "boxed": {
      const o = b as typeof a;
      return a.class === o.class && same(a.value, o.value, walk);
    }
    case "function": {
      const o = b as typeof a;
      return a.function >= 0 ? a.function === o.function : o.function < 0 && a.name === o.name;
    }
    default:
      return false;
  }
}

function sameProperties(a: readonly Property[], b: readonly Property[], walk: Walk): boolean {
  if (a.length !== b.length) return false;
  const other = new Map(b.map(p => [p.key, p.value]));
  return a.every(p => {
    const value = other.get(p.key);
    return value !== undefined && same(p.value, value, walk);
  });
}

/** Whether every item of `a` has a partner of its own in `b`; lists of one length. Same positions are tried first. */
function matched<T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  const free = new Set(b.keys());
  const left: T[] = [];
  a.forEach((item, i) => {
    if (equal(item, b[i])) free.delete(i);
    else left.push(item);
  });
  return left.every(item => {
    for (const i of free) {
      if (equal(item, b[i])) {
        free.delete(i);
        return true;
      }
    }
    return false;
  });
}
