import { assertFunctions } from "./assertFunctions.js";

let loose: unknown;
let strict: unknown;

/** The `assert` module of the realm, by the name it was required under. */
export function assertModule(name: string): unknown {
  if (loose === undefined) ({ loose, strict } = assertFunctions());
  return name === "assert/strict" || name === "node:assert/strict" ? strict : loose;
}
