import { disguise } from "./functionText.js";
import { defineProperty, getOwnPropertyDescriptor, ownKeys } from "./primordials.js";

type Method = (...args: never[]) => unknown;

/**
 * Puts a function of ours in the place of a built-in so that a program cannot tell: `make` gives an object with one
 * method (methods have no `prototype` and refuse `new`, as built-ins do); name, length, attributes and text are those
 * of the original.
 */
export function patch(
  holder: object,
  key: PropertyKey,
  make: (native: Method) => Record<PropertyKey, Method>,
): void {
  const before = getOwnPropertyDescriptor(holder, key);
  if (before === undefined || typeof before.value !== "function") return;
  const native: Method = before.value;
  const made = make(native);
  const method = made[ownKeys(made)[0]];
  wear(method, native);
  defineProperty(holder, key, { ...before, value: method });
}

/** Like {@link patch}, for the getter or setter of an accessor property. */
export function patchAccessor(
  holder: object,
  key: PropertyKey,
  which: "get" | "set",
  make: (native: Method) => Record<PropertyKey, Method>,
): void {
  const before = getOwnPropertyDescriptor(holder, key);
  const native = before?.[which] as Method | undefined;
  if (before === undefined || native === undefined) return;
  const made = make(native);
  const method = made[ownKeys(made)[0]];
  wear(method, native);
  defineProperty(holder, key, { ...before, [which]: method });
}

/** Gives a stand-in the name, length and text of the original. */
export function wear(standIn: object, native: object): void {
  for (const key of ["length", "name"]) {
    const own = getOwnPropertyDescriptor(native, key);
    if (own !== undefined) defineProperty(standIn, key, own);
  }
  disguise(standIn, native);
}
