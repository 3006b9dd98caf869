import { sha256 } from "../program/hash.js";
import type { Question } from "../questions/Question.js";
import type { Shard } from "./Manifest.js";

/** Which questions of a set a run asks. */
export interface Selection {
  readonly limit: number | null;
  readonly shard: Shard | null;
  /** Seed of the limit's choice. */
  readonly seed: number;
}

/**
 * Questions of a set a run asks, in the set's order. A limit takes those whose hash of seed and id is smallest, so a
 * larger limit only adds; a shard takes those with `sha256(id) mod count = index`, of what the limit left.
 */
export function selectQuestions(
  questions: readonly Question[],
  { limit, shard, seed }: Selection,
): Question[] {
  let taken = [...questions];
  if (limit !== null && limit < taken.length) {
    const hash = new Map(taken.map(({ id }) => [id, sha256(`${seed}:${id}`)]));
    const least = [...hash].sort(([, a], [, b]) => (a < b ? -1 : 1)).slice(0, limit);
    const ids = new Set(least.map(([id]) => id));
    taken = taken.filter(({ id }) => ids.has(id));
  }
  return shard === null ? taken : taken.filter(({ id }) => shardOf(id, shard.count) === shard.index);
}

/** Shard of an item: the first 48 bits of the SHA-256 of its id, modulo the number of shards. */
export function shardOf(id: string, count: number): number {
  return Number.parseInt(sha256(id).slice(0, 12), 16) % count;
}
