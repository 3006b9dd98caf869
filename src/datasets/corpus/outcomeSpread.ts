/** How evenly outcomes are spread. */
export interface OutcomeSpread {
  readonly outcomes: number;
  /** Shannon entropy divided by the logarithm of the number of outcomes: 1 where all come equally often; 0 for one outcome. */
  readonly normalisedEntropy: number;
}

/** Number and normalised entropy of the outcomes in a list. */
export function outcomeSpread(list: readonly string[]): OutcomeSpread {
  const counts = new Map<string, number>();
  for (const outcome of list) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / list.length) * Math.log(count / list.length);
  return {
    outcomes: counts.size,
    normalisedEntropy: counts.size < 2 ? 0 : entropy / Math.log(counts.size),
  };
}
