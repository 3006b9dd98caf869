import { type Random, seededRandom } from "../../../questions/random.js";

/**
 * How ASTxplainer makes one value of a node's probabilities. Its paper says median; its figures also take the mean of
 * tokens, and the mean of the children's values; max is named as an option.
 */
export type Theta = "median" | "mean" | "max" | "children";

/** What ASTxplainer's code stores of a node: statistics of means of resamples, whatever their names say. */
export interface ResampledMeans {
  /** Median of the means: close to the mean of the tokens, not to their median. */
  readonly median: number;
  readonly max: number;
  readonly min: number;
  readonly average: number;
  readonly std: number;
}

/** Middle value, mean of the middle two of an even number; undefined of none. */
export function median(values: ArrayLike<number>): number | undefined {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) return undefined;
  return n % 2 === 1 ? sorted[n >> 1] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

/** Value of a node from its tokens; for `children` give the children's values. Undefined of none. */
export function theta(values: readonly number[], kind: Theta): number | undefined {
  if (values.length === 0) return undefined;
  if (kind === "median") return median(values);
  if (kind === "max") return values.reduce((most, value) => Math.max(most, value));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Statistics of the means of resamples with replacement, as `process_bindings` of ASTxplainer's code makes them; undefined
 * of no values. Drawn by our generator, so equal to its numbers up to the noise of resampling only.
 *
 * @param draws 100 in its scripts, 500 in its notebooks.
 */
export function resampledMeans(
  values: readonly number[],
  draws: number,
  random: Random,
): ResampledMeans | undefined {
  if (values.length === 0) return undefined;
  const means = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[random.below(values.length)];
    means[draw] = sum / values.length;
  }
  const average = means.reduce((sum, mean) => sum + mean, 0) / draws;
  const variance = means.reduce((sum, mean) => sum + (mean - average) ** 2, 0) / draws;
  return {
    median: median(means)!,
    max: means.reduce((most, mean) => Math.max(most, mean)),
    min: means.reduce((least, mean) => Math.min(least, mean)),
    average,
    std: Math.sqrt(variance),
  };
}

/**
 * A node type over a corpus, as ASTxplainer's tables have it: median and standard deviation of medians of resamples of its
 * nodes' values, taken as independent. Its errors are too small, for nodes of one program are alike: {@link corpusScores} resamples programs.
 */
export function resampledMedians(
  values: readonly number[],
  options: { readonly seed?: number; readonly draws?: number } = {},
): { readonly median: number; readonly standardError: number } | undefined {
  if (values.length === 0) return undefined;
  const { seed = 0, draws = 500 } = options;
  const random = seededRandom(`${seed}:astxplainer`);
  const medians = Float64Array.from(
    { length: draws },
    () => median(values.map(() => values[random.below(values.length)]))!,
  );
  const mean = medians.reduce((sum, value) => sum + value, 0) / draws;
  const variance = medians.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws;
  return { median: median(medians)!, standardError: Math.sqrt(variance) };
}
