/**
 * Which pairs of tokens merge, how early, and into what: a hash table in three flat arrays (open addressing). Gemma has half a
 * million merges; a `Map` keyed by texts takes 100 MB and a second.
 */
export interface MergeTable {
  /** Slot of a pair; -1 where it does not merge. */
  find(left: number, right: number): number;
  /** By slot: rank of the merge, 0 first. */
  readonly rank: Int32Array;
  /** By slot: id of the merged token. */
  readonly merged: Int32Array;
}

/**
 * @param pairs `[left, right, merged]` ids one after another, earliest merge first; of equal pairs the last counts, as in Rust's
 * `tokenizers`.
 */
export function mergeTable(pairs: Int32Array): MergeTable {
  const count = pairs.length / 3;
  const bits = Math.max(4, Math.ceil(Math.log2(count * 2 + 1)));
  const mask = 2 ** bits - 1;
  const left = new Int32Array(mask + 1).fill(-1);
  const right = new Int32Array(mask + 1);
  const rank = new Int32Array(mask + 1);
  const merged = new Int32Array(mask + 1);
  const slotOf = (a: number, b: number): number => {
    const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (left[slot] !== -1 && (left[slot] !== a || right[slot] !== b)) slot = (slot + 1) & mask;
    return slot;
  };
  for (let i = 0; i < count; i++) {
    const slot = slotOf(pairs[3 * i], pairs[3 * i + 1]);
    left[slot] = pairs[3 * i];
    right[slot] = pairs[3 * i + 1];
    rank[slot] = i;
    merged[slot] = pairs[3 * i + 2];
  }
  return {
    rank,
    merged,
    find: (a, b) => {
      const slot = slotOf(a, b);
      return left[slot] === -1 ? -1 : slot;
    },
  };
}
