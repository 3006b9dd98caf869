import { mean } from "./aggregateRows.js";

/** Rows whose truth has a length of `[from, to)`, repetitions written once. */
export interface LengthBucket {
  readonly from: number;
  /** Absent for the last bucket. */
  readonly to?: number;
  readonly rows: number;
  readonly acc: number;
  readonly sim: number;
  /** Mean similarity of the rows that do not match; 0 where all do. */
  readonly false_sim: number;
}

const BOUNDS = [1, 3, 5, 10, 25, 40];

/** The published break-down by the length of the truth. */
export function lengthBuckets(
  rows: readonly { readonly length: number; readonly matched: boolean; readonly distance: number }[],
): LengthBucket[] {
  return BOUNDS.map((from, i) => {
    const to = BOUNDS[i + 1];
    const inside = rows.filter(({ length }) => length >= from && (to === undefined || length < to));
    return {
      from,
      ...(to === undefined ? {} : { to }),
      rows: inside.length,
      acc: mean(inside.map(row => Number(row.matched))),
      sim: mean(inside.map(row => row.distance)),
      false_sim: mean(inside.filter(row => !row.matched).map(row => row.distance)),
    };
  });
}
