import type { LabelColumn } from "../labels/LabelColumn.js";

/** What is looked for: tokens with labels, joined by and, or, not. Plain data, so that it can stand in a file. */
export type LabelQuery =
  /** The label is this value, or one of these. */
  | {
      readonly label: string;
      readonly is: string | number | boolean | readonly (string | number | boolean)[];
    }
  /** The label, a set, has this member. */
  | { readonly label: string; readonly has: string }
  /** The label is a number within these bounds, both included. */
  | { readonly label: string; readonly from?: number; readonly to?: number }
  /**
   * The token at which the pattern's first group begins, `New (York)` (Tamkin et al., section 5); the whole match where it has none.
   * JavaScript's syntax.
   */
  | { readonly regex: string; readonly flags?: string }
  | { readonly and: readonly LabelQuery[] }
  | { readonly or: readonly LabelQuery[] }
  | { readonly not: LabelQuery };

/** What a query says of each token. */
export interface QueryCells {
  /** By token: 1 where it holds. */
  readonly holds: Uint8Array;
  /** By token, one of {@link CELL}. */
  readonly marks: Uint8Array;
}

/** Whether what a query says of a token depends on text behind the token. */
export const CELL = {
  /** No: a model may have read it off. */
  readOut: 0,
  /** Yes: a model could only expect it. */
  anticipation: 1,
  /** A label it needs says nothing of the token. */
  missing: 2,
} as const;

/** Labels by name. */
export type LabelColumnsByName = ReadonlyMap<string, LabelColumn>;
