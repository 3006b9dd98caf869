/** Sums of runs of a list. */
export interface PrefixSums {
  /** Sum of items `from .. to - 1`, as precise as adding them one by one; ±Infinity where one of them is. */
  readonly sum: (from: number, to: number) => number;
}

/**
 * Prepares sums of any run of a list in constant time each. Prefixes are kept with their rounding errors (two doubles
 * each, Knuth's two-sum), so that a small run behind a large prefix loses nothing.
 */
export function prefixSums(values: ArrayLike<number>): PrefixSums {
  const count = values.length;
  const high = new Float64Array(count + 1);
  const low = new Float64Array(count + 1);
  const infinite = new Int32Array(count + 1);
  let sign = 1;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const finite = Number.isFinite(value);
    infinite[i + 1] = infinite[i] + (finite ? 0 : 1);
    if (!finite) sign = value < 0 ? -1 : 1;
    const add = finite ? value : 0;
    const sum = high[i] + add;
    const back = sum - high[i];
    high[i + 1] = sum;
    low[i + 1] = low[i] + (high[i] - (sum - back) + (add - back));
  }
  return {
    sum: (from, to) => {
      if (to <= from) return 0;
      if (infinite[to] > infinite[from]) return sign * Number.POSITIVE_INFINITY;
      return high[to] - high[from] + (low[to] - low[from]);
    },
  };
}
