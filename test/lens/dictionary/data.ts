import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Files in the published layouts, made by `scripts/dictionaries/make.py`. */
export const DATA: string = join(import.meta.dirname, "data");

/** A tensor that NumPy computed from the definitions. */
interface Golden {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

const goldens: Record<string, Record<string, Golden>> = JSON.parse(
  readFileSync(join(DATA, "goldens.json"), "utf8"),
);

/** Names of the cases that begin so. */
export function casesOf(prefix: string): string[] {
  return Object.keys(goldens).filter(name => name.startsWith(prefix));
}

/** One tensor of a case. */
export function goldenOf(name: string, tensor: string): Float32Array {
  return Float32Array.from(goldens[name]![tensor]!.data);
}

/** Largest absolute difference; NaN where lengths differ. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}
