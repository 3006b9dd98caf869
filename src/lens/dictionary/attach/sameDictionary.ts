import type { Dictionary } from "../Dictionary.js";
import { ownHooks } from "./attachedDictionary.js";

/** The same object, or the same numbers in the same place read from files twice (codebooks that are part of their model). */
export function sameDictionary(one: Dictionary, other: Dictionary): boolean {
  if (one === other) return true;
  const read = one.source.format !== "memory" && other.source.format !== "memory";
  return read && one.source.sha256 === other.source.sha256 && ownHooks(one).join() === ownHooks(other).join();
}
