/** Zero activations are not stored: how many tokens have one, and how many of those hold. */
export interface ZeroTokens {
  readonly tokens: number;
  readonly positives: number;
}

/**
 * Area under the ROC curve of a unit's activation for a label, from its firings alone: the Mann–Whitney statistic with ties counting
 * half, all tokens on which it does not fire being one tie at 0. Where all activations are above 0 this is
 * (U_nz + (n₁ − z₁)·z₀ + ½·z₁·z₀) / (n₁·n₀), with U_nz the statistic among firings, z₁ and z₀ the positives and negatives it does not
 * fire on. O(firings · log firings).
 *
 * @param values activations, none of them 0; those below 0 rank below the tokens it does not fire on.
 * @param holds by firing: 1 where the label holds.
 * @returns undefined where all tokens hold or none does.
 */
export function sparseAuroc(
  values: Float32Array,
  holds: ArrayLike<number>,
  zeros: ZeroTokens,
): number | undefined {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const z1 = zeros.positives;
  const z0 = zeros.tokens - zeros.positives;
  let n1 = z1;
  for (let i = 0; i < values.length; i++) n1 += holds[i];
  const n0 = values.length + zeros.tokens - n1;
  if (n1 === 0 || n0 === 0) return undefined;
  /** Negatives seen so far, from the lowest activation up; pairs in the right order. */
  let below = 0;
  let pairs = 0;
  const tie = (positives: number, negatives: number): void => {
    pairs += positives * (below + negatives / 2);
    below += negatives;
  };
  let zerosDone = false;
  for (let at = 0; at < order.length; ) {
    const value = values[order[at]];
    if (value > 0 && !zerosDone) {
      tie(z1, z0);
      zerosDone = true;
    }
    let positives = 0;
    let end = at;
    for (; end < order.length && values[order[end]] === value; end++) positives += holds[order[end]];
    tie(positives, end - at - positives);
    at = end;
  }
  if (!zerosDone) tie(z1, z0);
  return pairs / (n1 * n0);
}
