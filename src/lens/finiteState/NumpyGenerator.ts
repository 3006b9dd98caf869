import { SourceError } from "../../program/SourceError.js";

const WORD = (1n << 64n) - 1n;
const STATE = (1n << 128n) - 1n;
/** Multiplier of the 128-bit linear congruential generator. */
const MULTIPLIER = (2549297995355413924n << 64n) | 4865540595714422341n;

/**
 * Numbers that numpy's `default_rng(seed)` gives: PCG64 (O'Neill 2014, XSL RR 128/64) seeded through numpy's SeedSequence.
 * Only what the TokFSM matrix needs: whole numbers below a bound, and a choice without replacement.
 */
export class NumpyGenerator {
  #state: bigint;
  readonly #increment: bigint;
  /** Upper half of the last 64 bits, not given out yet. */
  #spare: number | undefined;

  /**
   * @param seed whole number from 0 to 2^53 − 1.
   * @throws SourceError for any other.
   */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new SourceError(`expected a whole number from 0, not ${seed}`, "seed");
    const words = seedWords(seed);
    const join = (at: number): bigint =>
      (BigInt(words[at + 1]) << 96n) |
      (BigInt(words[at]) << 64n) |
      (BigInt(words[at + 3]) << 32n) |
      BigInt(words[at + 2]);
    this.#increment = ((join(4) << 1n) | 1n) & STATE;
    this.#state = 0n;
    this.#step();
    this.#state = (this.#state + join(0)) & STATE;
    this.#step();
  }

  #step(): void {
    this.#state = (this.#state * MULTIPLIER + this.#increment) & STATE;
  }

  /** 64 random bits. */
  uint64(): bigint {
    this.#step();
    const mixed = ((this.#state >> 64n) ^ this.#state) & WORD;
    const turn = this.#state >> 122n;
    return ((mixed >> turn) | (mixed << (64n - turn))) & WORD;
  }

  /** 32 random bits: first the lower half of 64, then the upper one. */
  uint32(): number {
    if (this.#spare !== undefined) {
      const value = this.#spare;
      this.#spare = undefined;
      return value;
    }
    const both = this.uint64();
    this.#spare = Number(both >> 32n);
    return Number(both & 0xffff_ffffn);
  }

  /** A whole number below `count`, 1 .. 2^32 − 1, without bias (Lemire 2019). */
  below(count: number): number {
    if (count === 1) return 0;
    const bound = BigInt(count);
    let product = BigInt(this.uint32()) * bound;
    const least = BigInt(2 ** 32 % count);
    while ((product & 0xffff_ffffn) < least) product = BigInt(this.uint32()) * bound;
    return Number(product >> 32n);
  }

  /**
   * `Generator.choice(population, size, replace=False)`: different whole numbers below `population`, at most 10,000, by
   * Floyd's algorithm and a shuffle.
   */
  choice(population: number, size: number): number[] {
    if (!(population <= 10_000 && size <= population))
      throw new SourceError(`cannot choose ${size} of ${population}; at most of 10000`, "size");
    const chosen: number[] = [];
    for (let last = population - size; last < population; last++) {
      const value = this.below(last + 1);
      chosen.push(chosen.includes(value) ? last : value);
    }
    for (let i = size - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [chosen[i], chosen[j]] = [chosen[j], chosen[i]];
    }
    return chosen;
  }
}

/** SeedSequence(seed).generate_state(8): eight 32-bit words from a pool of four. */
function seedWords(seed: number): Uint32Array {
  const entropy = seed < 2 ** 32 ? [seed] : [seed >>> 0, Math.floor(seed / 2 ** 32)];
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = Uint32Array.from({ length: 4 }, (_, i) => hash(entropy[i] ?? 0));
  const mix = (x: number, y: number): number => {
    const mixed = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) >>> 0;
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++) if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  const out = hasher(0x8b51f9dd, 0x58f38ded);
  return Uint32Array.from({ length: 8 }, (_, i) => out(pool[i % 4]));
}

/** A hash of 32-bit words whose constant goes on with every word. */
function hasher(constant: number, multiplier: number): (word: number) => number {
  return word => {
    const mixed = word ^ constant;
    constant = Math.imul(constant, multiplier);
    const value = Math.imul(mixed, constant) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  };
}
