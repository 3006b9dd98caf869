import { sha256 } from "../../program/hash.js";

/** Version of the generator: equal versions, seeds and numbers give equal bytes. */
export const GENERATOR = "tracebook/generator@1";

/** What a commitment is about. */
export interface Committed {
  /** Seed of the generator, a whole number from 0. */
  readonly seed: number;
  /** Number of programs. */
  readonly n: number;
  /** Kept secret together with the seed: without one, small seeds can be tried out. */
  readonly salt: string;
}

/**
 * SHA-256, hex, over generator version, seed, number and salt, one on a line. Published before a data set is
 * generated, it shows later that the seed was not chosen by what came out: whoever is told seed and salt computes it
 * again.
 */
export function commitment({ seed, n, salt }: Committed): string {
  return sha256(`${GENERATOR}\n${seed}\n${n}\n${salt}`);
}
