import { className } from "./classNames.js";
import { disguiseAs } from "./functionText.js";
import { host } from "./Host.js";
import { defineProperty, NativeError, ownKeys, ownValue, tagSymbol } from "./primordials.js";

type Method = (...args: never[]) => unknown;

/** Defines a global as the engine does: writable, configurable, not enumerable. */
export function defineGlobal(name: string, value: unknown): void {
  defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

/** Defines global functions, given as the methods of an object: they have no `prototype`, as built-ins. */
export function defineFunctions(methods: Record<string, Method>): void {
  const names = ownKeys(methods) as string[];
  for (let i = 0; i < names.length; i++) {
    disguiseAs(methods[names[i]], names[i]);
    // Node's own globals are enumerable; those of the language are not.
    defineProperty(globalThis, names[i], {
      value: methods[names[i]],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
}

/** Makes a class of ours look built in: its text and the texts of its methods, and its tag. */
export function disguiseClass(type: { readonly prototype: object }, name: string): void {
  disguiseAs(type, name);
  defineProperty(type, "name", { value: name, configurable: true });
  for (const holder of [type, type.prototype]) {
    const keys = ownKeys(holder);
    for (let i = 0; i < keys.length; i++) {
      const method = ownValue(holder, keys[i]);
      if (typeof method === "function" && method !== type) {
        disguiseAs(method, typeof keys[i] === "string" ? (keys[i] as string) : "");
      }
    }
  }
  if (ownValue(type.prototype, tagSymbol) === undefined) {
    defineProperty(type.prototype, tagSymbol, { value: name, configurable: true });
  }
}

/** An error as Node's own modules throw it: with a code. */
export function codedError(
  message: string,
  code: string,
  Type: new (message: string) => Error = NativeError,
): Error {
  const error = new Type(message);
  defineProperty(error, "code", { value: code, writable: true, enumerable: true, configurable: true });
  return error;
}

/** How Node's messages about wrong arguments name a value. */
export function received(value: unknown): string {
  if (value === undefined || value === null) return `${value as undefined}`;
  if (typeof value === "function") return `function ${String(ownValue(value, "name") ?? "")}`;
  if (typeof value === "object") return `an instance of ${host.isProxy(value) ? "Object" : className(value)}`;
  return `type ${typeof value} (${host.inspect(value)})`;
}
