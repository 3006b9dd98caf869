import type { Aligned, NodeScore } from "../../lens/align/Aligned.js";
import type { Cell } from "./cells.js";
import type { Measured, Scale } from "./statistics.js";
import type { Unit } from "./units.js";

/** An alternative to a token: its text for people, and its bits. */
export interface ShownAlternative {
  readonly text: string;
  readonly bits: number;
}

/** What one model thought of the text. */
export interface Side {
  readonly name: string;
  readonly aligned: Aligned;
  /** By node. */
  readonly scores: readonly NodeScore[];
  readonly units: readonly Unit[];
  /** Unit of every node. */
  readonly ofNode: Int32Array;
  /** By token: bits (NaN: unscored), bytes, rank (0: unknown), entropy in bits (NaN: unknown). */
  readonly bits: Float64Array;
  readonly bytes: Int32Array;
  readonly rank: Int32Array;
  readonly entropy: Float64Array;
  /** By token, likeliest first, the token itself left out. */
  readonly alternatives: readonly (readonly ShownAlternative[])[];
  /** Whether the source of the scores told ranks, entropies, alternatives. */
  readonly has: { readonly rank: boolean; readonly entropy: boolean; readonly alternatives: boolean };
}

/** A line of the scored text. */
export interface Row {
  /** Range of its cells. */
  readonly from: number;
  readonly to: number;
  /** 1-based line of the source; undefined where none of it is here. */
  readonly line: number | undefined;
}

/** A cell of the view: under two models cut at the tokens of both. `tokens` has a `[first, last]` per side. */
export interface ShownCell extends Omit<Cell, "token" | "lastToken"> {
  readonly tokens: readonly (readonly [first: number, last: number])[];
  /** Index of the unit it belongs to; -1 outside. */
  readonly unit: number;
}

/** Everything a view of logits draws from. */
export interface LogitsModel {
  readonly text: string;
  readonly sides: readonly [Side] | readonly [Side, Side];
  /** Units of the first side; those of the second differ in their scores only. */
  readonly units: readonly Unit[];
  readonly cells: readonly ShownCell[];
  readonly rows: readonly Row[];
  /** Places of what is missing: index of the cell they stand before (number of cells: at the end), with units. */
  readonly carets: ReadonlyMap<number, readonly number[]>;
  /** By unit: first and last cell with its text, by source order; -1 where it has none. */
  readonly firstCell: Int32Array;
  readonly lastCell: Int32Array;
  readonly scales: readonly Scale[];
  /** Bits per token at and above which tokens count as weak. */
  readonly weakBits: number;
  /** Rows beyond the limit of tokens, left out of pages. */
  readonly cutRows: number;
}

/** Numbers of a token. */
export function measuredToken(side: Side, token: number): Measured {
  const scored = Number.isNaN(side.bits[token]) ? 0 : 1;
  return {
    bits: side.bits[token],
    bytes: side.bytes[token],
    scored,
    rank: side.rank[token],
    entropy: side.entropy[token],
  };
}
