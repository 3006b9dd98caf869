import type { PageBand } from "../features/PageExample.js";
import type { PageAssociation, PageHistogram, PageLogits } from "../features/PageNumbers.js";

/** What a code page shows. */
export interface CodeFigureData {
  readonly model?: string;
  /** Name of the codebook for people. */
  readonly dictionary: string;
  /** The published name of its place, such as `mlp` or `attn_preproj`. */
  readonly at: string;
  readonly layer: number;
  /** Head or group of the codebook, where it has several. */
  readonly head?: number;
  readonly code: number;
  /** Codes of the codebook, and how many of them each token gets. */
  readonly codes: number;
  readonly k: number;
  readonly tokens: number;
  /** Firings at each rank, 0 first; k of them. */
  readonly ranks: readonly number[];
  readonly state: "dead" | "dense" | "live";
  readonly facts?: readonly (readonly [name: string, value: string])[];
  /** The search that found it. */
  readonly search?: CodeSearchResult;
  readonly bands: readonly PageBand[];
  /** Of its similarities to the inputs that chose it. */
  readonly similarities?: PageHistogram;
  readonly logits?: PageLogits;
  readonly associations?: readonly PageAssociation[];
  /** The nearest codes of the same codebook, nearest first: cosine. */
  readonly similar?: readonly {
    readonly code: number;
    readonly cosine: number;
    readonly firings?: number;
  }[];
}

/** Precision and recall of a code for what a search looked for. */
export interface CodeSearchResult {
  /** The question as it was put: a pattern, a node type, a state of the run. */
  readonly query: string;
  /** Tokens that match, and those of them on which the code is among the k. */
  readonly matches: number;
  readonly hits: number;
  readonly precision: number;
  readonly recall: number;
  /** Tokens searched that get the code, whether they match or not. */
  readonly firings?: number;
  /** Where all these numbers are of the half of the programs it was not chosen on: tokens of that half that were searched. */
  readonly halfTokens?: number;
}
