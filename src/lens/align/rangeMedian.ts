/**
 * Prepares medians of any run of a list: a wavelet matrix (Claude, Navarro & Ordóñez 2015), n log n to build and log n a
 * question, so that deep nesting costs no more than flat code.
 *
 * @returns the median of items `from .. to - 1`, mean of the middle two of an even number; the run must not be empty.
 */
export function rangeMedian(values: Float64Array): (from: number, to: number) => number {
  const count = values.length;
  const sorted = values.slice().sort();
  const levels = Math.max(1, 32 - Math.clz32(Math.max(0, count - 1)));
  let ranks = new Int32Array(count);
  for (let i = 0; i < count; i++) ranks[i] = rankOf(sorted, values[i]);
  /** By level: how many of the first i ranks have a 0 in this bit. */
  const zeros: Int32Array[] = [];
  for (let level = levels - 1; level >= 0; level--) {
    const before = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) before[i + 1] = before[i] + (((ranks[i] >> level) & 1) ^ 1);
    const next = new Int32Array(count);
    let zero = 0;
    let one = before[count];
    for (let i = 0; i < count; i++) {
      if (((ranks[i] >> level) & 1) === 0) next[zero++] = ranks[i];
      else next[one++] = ranks[i];
    }
    ranks = next;
    zeros.push(before);
  }
  const at = (from: number, to: number, k: number): number => {
    let low = from;
    let high = to;
    let left = k;
    let rank = 0;
    for (const before of zeros) {
      const zero = before[high] - before[low];
      rank <<= 1;
      if (left < zero) {
        low = before[low];
        high = before[high];
      } else {
        left -= zero;
        rank |= 1;
        low += before[count] - before[low];
        high += before[count] - before[high];
      }
    }
    return sorted[rank];
  };
  return (from, to) => {
    const size = to - from;
    if (size === 1) return values[from];
    if (size === 2) return (values[from] + values[from + 1]) / 2;
    const middle = size >> 1;
    const upper = at(from, to, middle);
    return size % 2 === 1 ? upper : (at(from, to, middle - 1) + upper) / 2;
  };
}

/** Number of values below this one. */
function rankOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
