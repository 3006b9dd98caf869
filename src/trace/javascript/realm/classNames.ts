import { host } from "./Host.js";
import {
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  ownValue,
  SafeWeakMap,
  tagSymbol,
} from "./primordials.js";

const names = new SafeWeakMap<object, string>();

/**
 * Name of an object's class: that of the constructor its prototypes name, else its `Symbol.toStringTag`; data
 * properties only, so nothing of the program runs. `""` for an object without prototype.
 */
export function className(object: object): string {
  const prototype = getPrototypeOf(object);
  if (prototype === null) return "";
  const known = names.get(prototype);
  if (known !== undefined) return known;
  const name = find(prototype);
  names.set(prototype, name);
  return name;
}

function find(prototype: object): string {
  for (let at: object | null = prototype; at !== null; at = getPrototypeOf(at)) {
    if (host.isProxy(at)) return "Object";
    const made = ownValue(at, "constructor");
    if (typeof made === "function" && !host.isProxy(made)) {
      const name = ownValue(made, "name");
      if (typeof name === "string" && name !== "" && (name !== "Object" || at === prototype)) return name;
    }
    const tag = ownValue(at, tagSymbol);
    if (typeof tag === "string" && tag !== "") return tag;
  }
  return "Object";
}

/** A data property of an object or its prototypes, without running getters or traps. */
export function inheritedValue(object: object, key: PropertyKey): unknown {
  for (let at: object | null = object; at !== null; at = getPrototypeOf(at)) {
    if (host.isProxy(at)) return undefined;
    const found = getOwnPropertyDescriptor(at, key);
    if (found !== undefined) return hasOwn(found, "value") ? found.value : undefined;
  }
  return undefined;
}

/** Name and message of a thrown value as text, without running its code. */
export function describeError(error: unknown): { readonly name: string; readonly message: string } {
  if ((typeof error === "object" && error !== null) || typeof error === "function") {
    const name = inheritedValue(error, "name");
    const message = inheritedValue(error, "message");
    return {
      name: typeof name === "string" ? name : host.isProxy(error) ? "Proxy" : className(error),
      message: typeof message === "string" ? message : "",
    };
  }
  return {
    name: error === null ? "null" : typeof error,
    message: typeof error === "symbol" ? "Symbol()" : `${error as string}`,
  };
}
