import { createHash } from "node:crypto";

/** A seeded stream of random numbers: the same key gives the same stream everywhere. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform whole number in 0 .. n - 1; n >= 1. */
  below(n: number): number;
  /** One item of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** A new list in random order. */
  shuffle<T>(list: readonly T[]): T[];
}

/**
 * Random numbers from a key such as `"7:program:task"`: generator sfc32 (Chris Doty-Humphrey, PractRand), its
 * state the first 128 bits of the key's SHA-256.
 */
export function seededRandom(key: string): Random {
  const hash = createHash("sha256").update(key, "utf8").digest();
  let a = hash.readInt32LE(0);
  let b = hash.readInt32LE(4);
  let c = hash.readInt32LE(8);
  let counter = hash.readInt32LE(12);
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const next = (): number => bits() / 2 ** 32;
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    pick: list => list[below(list.length)],
    shuffle: list => {
      const mixed = [...list];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
      }
      return mixed;
    },
  };
}
