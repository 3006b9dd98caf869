import { Shape } from "../../format/Kind.js";
import { host } from "./Host.js";
import { getPrototypeOf, isArray, objectPrototype, SafeSet, SafeWeakMap } from "./primordials.js";

/** Prototypes of objects with internal slots: what inherits from one must be looked at by the host. */
const special = new SafeSet<object>();
for (const type of [
  Map,
  Set,
  WeakMap,
  WeakSet,
  Date,
  RegExp,
  Error,
  Promise,
  ArrayBuffer,
  DataView,
  Number,
  String,
  Boolean,
  BigInt,
  Symbol,
]) {
  special.add(type.prototype);
}
special.add(getPrototypeOf(Uint8Array.prototype)!);
// Iterators and generators of every kind inherit from one of these two.
special.add(getPrototypeOf(getPrototypeOf([][Symbol.iterator]())!)!);
special.add(getPrototypeOf(getPrototypeOf(async function* () {}.prototype)!)!);

/** Prototypes known to lead to `Object.prototype` through classes of the program alone. */
const plain = new SafeWeakMap<object, true>();

/**
 * {@link Shape} of an object. Asking the host costs a dozen calls into the engine, so what inherits only from classes
 * of the program is taken for an ordinary object; at worst a built-in whose prototype the program replaced is shown
 * without its internal slots.
 */
export function shapeOf(object: object): number {
  if (host.isProxy(object)) return Shape.PROXY;
  if (typeof object === "function") return Shape.FUNCTION;
  if (isArray(object)) return Shape.ARRAY;
  const prototype = getPrototypeOf(object);
  if (prototype === objectPrototype || prototype === null || plain.get(prototype)) return Shape.OBJECT;
  let at: object | null = prototype;
  while (at !== null && at !== objectPrototype) {
    if (special.has(at) || host.isProxy(at)) return host.classify(object);
    at = getPrototypeOf(at);
  }
  plain.set(prototype, true);
  return Shape.OBJECT;
}
