import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import { CELL, type QueryCells } from "./LabelQuery.js";

/** Reasons a token does not count in a search. */
export const SEARCH_EXCLUSIONS = ["no label", "read-out", "anticipation"] as const;
/** One of {@link SEARCH_EXCLUSIONS}. */
export type SearchExclusion = (typeof SEARCH_EXCLUSIONS)[number];

/** Which tokens a search is over. */
export type Admissible = "read-out" | "anticipation";

/** Tokens a search is over, and what holds of them. */
export interface Population {
  /** By token of the corpus: 0 or 1, its fold; 2 where it does not count. */
  readonly fold: Uint8Array;
  /** By token: 1 where the query holds. */
  readonly holds: Uint8Array;
  /** Tokens of each fold, and those that hold. */
  readonly folds: readonly [
    { readonly tokens: number; readonly positives: number },
    { readonly tokens: number; readonly positives: number },
  ];
  readonly excluded: readonly { readonly reason: SearchExclusion; readonly tokens: number }[];
}

/**
 * Tokens on which the query is read-out, or those on which it is anticipation: never both in one figure.
 *
 * @param textFold by text.
 */
export function population(
  { start }: Pick<FeatureCorpus, "start">,
  { holds, marks }: QueryCells,
  textFold: Uint8Array,
  admissible: Admissible,
): Population {
  const wanted = admissible === "read-out" ? CELL.readOut : CELL.anticipation;
  const fold = new Uint8Array(holds.length).fill(2);
  const empty = (): { tokens: number; positives: number } => ({ tokens: 0, positives: 0 });
  const sizes: [ReturnType<typeof empty>, ReturnType<typeof empty>] = [empty(), empty()];
  const excluded = { "no label": 0, "read-out": 0, anticipation: 0 };
  for (let i = 0; i < textFold.length; i++)
    for (let t = start[i]; t < start[i + 1]; t++) {
      if (marks[t] === CELL.missing) excluded["no label"]++;
      else if (marks[t] !== wanted) excluded[marks[t] === CELL.readOut ? "read-out" : "anticipation"]++;
      else {
        fold[t] = textFold[i];
        const size = sizes[textFold[i] as 0 | 1];
        size.tokens++;
        size.positives += holds[t];
      }
    }
  return {
    fold,
    holds,
    folds: sizes,
    excluded: SEARCH_EXCLUSIONS.map(reason => ({ reason, tokens: excluded[reason] })).filter(
      one => one.tokens > 0,
    ),
  };
}
