import type { FiringBlock } from "./FiringBlock.js";

/**
 * Codes of tokens as firings: the code of rank r among k has the value (k − r) / k, so that the nearest code has 1 and
 * `value > 1 − r / k` keeps the first r.
 *
 * @param ids [tokens, k], nearest first, as `hook_codebook_ids` gives them; below 0 there is none.
 */
export function codeFirings(ids: ArrayLike<number>, tokens: number, k: number): FiringBlock {
  const offsets = new Uint32Array(tokens + 1);
  const indices = new Uint32Array(tokens * k);
  const values = new Float32Array(tokens * k);
  let at = 0;
  for (let token = 0; token < tokens; token++) {
    for (let rank = 0; rank < k; rank++) {
      const id = ids[token * k + rank];
      // A code may be put in by hand more than once: its best rank counts.
      if (id < 0 || indices.subarray(offsets[token], at).includes(id)) continue;
      indices[at] = id;
      values[at++] = (k - rank) / k;
    }
    offsets[token + 1] = at;
  }
  return { offsets, indices: indices.subarray(0, at), values: values.subarray(0, at) };
}

/**
 * The same of what `sparseActivations` gives for a codebook: codes of each group in order of their rank, all with the value 1.
 *
 * @throws RangeError where a token has not a multiple of k codes.
 */
export function rankedCodes({ offsets, indices }: FiringBlock, k: number): FiringBlock {
  const values = new Float32Array(indices.length);
  for (let token = 0; token + 1 < offsets.length; token++) {
    const count = offsets[token + 1] - offsets[token];
    if (count % k !== 0) throw new RangeError(`token ${token} has ${count} codes, k is ${k}`);
    for (let i = 0; i < count; i++) values[offsets[token] + i] = (k - (i % k)) / k;
  }
  return { offsets, indices, values };
}
