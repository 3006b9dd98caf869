import type { LensUnit } from "../logitLens/LensModel.js";

/** What the attention figure draws, as plain data. */
export interface AttentionModel {
  readonly text: string;
  readonly model: string;
  /** Positions; with `lead` 1 the first is the beginning-of-text token, and token n of the text stands at n + 1. */
  readonly tokens: number;
  readonly lead: number;
  /** What is painted, as in the logit lens. */
  readonly units: readonly LensUnit[];
  /** Units that are not one whole token: parts of each, as token and share of it in thousandths. */
  readonly parts: Readonly<Record<number, readonly (readonly [token: number, share: number])[]>>;
  /** By position: the node that owns it; -1 none, and -2 less the node for white space between leaves. */
  readonly owners: readonly number[];
  /** Index into `types`, parent, rank in `LEVELS`, 1-based line. */
  readonly nodes: readonly (readonly [type: number, parent: number, rank: number, line: number])[];
  readonly types: readonly string[];
  /** Heads that can be looked at. */
  readonly heads: readonly (readonly [layer: number, head: number])[];
  /** By head: its pattern (see `packPattern`), base64. */
  readonly patterns: readonly string[];
  /** Shares below are left out of the patterns; what of all attention is kept on average, 0..1. */
  readonly least: number;
  readonly kept: number;
  /** Every head there was. */
  readonly summaries: readonly HeadRow[];
  /** What is drawn still, and at first in pages. */
  readonly query: { readonly head: number; readonly token: number };
}

/** A head's summary, shares in thousandths; `null` where no query has such keys. */
export type HeadRow = readonly [
  layer: number,
  head: number,
  entropy: number,
  previous: number,
  first: number,
  self: number,
  sameName: number | null,
  sameNameEven: number | null,
  induction: number | null,
];
