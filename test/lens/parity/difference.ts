/**
 * Greatest difference relative to the greatest number of the reference, max|Δ| / max|reference|. Infinities must be in the
 * same places: where they are not, and where a number is NaN, it is Infinity. Of two that are all 0 it is 0.
 */
export function difference(actual: ArrayLike<number>, reference: ArrayLike<number>): number {
  if (actual.length !== reference.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  let worst = 0;
  for (let i = 0; i < reference.length; i++) {
    const a = actual[i]!;
    const b = reference[i]!;
    if (a === b) {
      if (Number.isFinite(b)) largest = Math.max(largest, Math.abs(b));
      continue;
    }
    if (!Number.isFinite(a) || !Number.isFinite(b)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, Math.abs(b));
    worst = Math.max(worst, Math.abs(a - b));
  }
  return worst === 0 ? 0 : worst / largest;
}
