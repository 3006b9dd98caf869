import { SourceError } from "../../program/SourceError.js";
import type { AttentionPatterns } from "./AttentionPatterns.js";

/** Positions before the text's tokens: 1 where a beginning-of-text token ran. */
export function leadOf(patterns: AttentionPatterns): number {
  return patterns.lead === undefined ? 0 : 1;
}

/**
 * One row of attention, of a position (see {@link leadOf}): of a head (index into `patterns.heads`), or the mean over all heads. A view where it can be one.
 *
 * @throws SourceError for a head there is none of, and where a row does not sum to 1 (±0.001): then it is no attention.
 */
export function patternRow(
  patterns: AttentionPatterns,
  head: number | undefined,
  query: number,
): Float32Array | Float64Array {
  const tokens = patterns.ids.length + leadOf(patterns);
  const { heads } = patterns;
  if (head !== undefined && heads[head] === undefined)
    throw new SourceError(`head must be within 0..${heads.length - 1}, not ${head}`, "attention query");
  const rowOf = (h: number): Float32Array => {
    const start = (h * tokens + query) * tokens;
    const row = patterns.patterns.subarray(start, start + tokens);
    let sum = 0;
    for (let k = 0; k <= query; k++) sum += row[k];
    if (!(Math.abs(sum - 1) <= 1e-3)) {
      const { layer, head: number } = heads[h];
      throw new SourceError(
        `attention of layer ${layer}, head ${number}, query ${query} sums to ${sum}, not to 1`,
        "attention patterns",
      );
    }
    return row;
  };
  if (head !== undefined) return rowOf(head);
  const mean = new Float64Array(tokens);
  for (let h = 0; h < heads.length; h++) {
    const row = rowOf(h);
    for (let k = 0; k <= query; k++) mean[k] += row[k] / heads.length;
  }
  return mean;
}
