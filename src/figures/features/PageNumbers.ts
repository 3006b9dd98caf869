/** Counts in bins: `edges` has one number more than `counts` and goes up; a value on an edge is in the bin that begins there. */
export interface PageHistogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** What a feature or code adds to each token's logit when it is written to the residual stream: W_dec[j]·W_U, or the code's. */
export interface PageLogits {
  /** Highest first. */
  readonly top: readonly PageLogit[];
  /** Lowest first. */
  readonly bottom: readonly PageLogit[];
  /** Over the whole vocabulary. */
  readonly histogram?: PageHistogram;
}

/** One token of the vocabulary and its weight. */
export interface PageLogit {
  readonly token: string;
  readonly weight: number;
}

/** How well firing says that a label holds, beside what the token alone says. Shares 0..1. */
export interface PageAssociation {
  /** Such as `node: ForStatement` or `iteration 2`. */
  readonly label: string;
  /** What kind of label: syntax, run, text. */
  readonly family?: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Precision over the share of tokens with the label. */
  readonly lift?: number;
  /** F1 of the best guess from the token alone, on the same tokens; undefined where it was not measured. */
  readonly tokenF1?: number;
  /** Tokens with the label. */
  readonly positives: number;
  /** It counts as firing at activations of at least this; of one below 0, at most this. Absent: at any. */
  readonly threshold?: number;
  /** Where all these numbers are of the half of the programs it was not chosen on: tokens of that half that were searched. */
  readonly halfTokens?: number;
  /** Ends of the 95 % interval of F1, where there is one. */
  readonly low?: number;
  readonly high?: number;
}
