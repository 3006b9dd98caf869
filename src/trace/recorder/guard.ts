import { getPrototypeOf, NativeError, NativeRangeError, objectPrototype } from "./primordials.js";

/**
 * Runs a function of the outer realm. Errors of the program that pass through are the program's; an error of
 * the outer realm (a stack overflow inside of it, say) is replaced by one of this realm, because its prototypes
 * would lead out.
 */
export function guard<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if ((typeof error !== "object" && typeof error !== "function") || error === null || isOurs(error))
      throw error;
    let overflow = false;
    try {
      overflow = (error as Error).name === "RangeError";
    } catch {}
    throw overflow
      ? new NativeRangeError("Maximum call stack size exceeded")
      : new NativeError("the operation failed");
  }
}

function isOurs(error: object): boolean {
  let top: object = error;
  for (let p = getPrototypeOf(top); p !== null; p = getPrototypeOf(p)) top = p;
  return top === objectPrototype || top === error;
}
