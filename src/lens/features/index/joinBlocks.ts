import type { FiringBlock } from "./FiringBlock.js";

/**
 * Firings of several groups of units on the same tokens as one block: units of a group count on from those before.
 *
 * @param parts blocks of as many tokens each, with the number of units of their group, in the order of the groups.
 * @throws RangeError where they are of other tokens.
 */
export function joinBlocks(
  parts: readonly { readonly units: number; readonly block: FiringBlock }[],
): FiringBlock {
  const tokens = (parts[0]?.block.offsets.length ?? 1) - 1;
  let firings = 0;
  for (const { block } of parts) {
    if (block.offsets.length !== tokens + 1)
      throw new RangeError(`blocks of ${tokens} and of ${block.offsets.length - 1} tokens`);
    firings += block.offsets[tokens];
  }
  const offsets = new Uint32Array(tokens + 1);
  const indices = new Uint32Array(firings);
  const values = new Float32Array(firings);
  let at = 0;
  for (let token = 0; token < tokens; token++) {
    let first = 0;
    for (const { units, block } of parts) {
      for (let i = block.offsets[token]; i < block.offsets[token + 1]; i++) {
        indices[at] = first + block.indices[i];
        values[at++] = block.values[i];
      }
      first += units;
    }
    offsets[token + 1] = at;
  }
  return { offsets, indices, values };
}
