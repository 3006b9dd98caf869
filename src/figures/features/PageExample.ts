/** A stretch of a program on which a feature or a code fires, as it stands in the source. */
export interface PageExample {
  /** Name of the program: a file, or the row of a data set. */
  readonly program: string;
  /** Whole lines of the program (or of the prompt), with their indentation. */
  readonly text: string;
  /** Number of the first line of {@link PageExample.text}, from 1. */
  readonly firstLine: number;
  /** Tokens that fire, in order, not overlapping. */
  readonly tokens: readonly PageToken[];
  /** The token the example is about: index into {@link PageExample.tokens}. Default: the first of the highest activation. */
  readonly peak?: number;
  /** The innermost named syntax node around the peak. */
  readonly node?: PageNode;
  /** What the run says at the peak, such as `iteration 2, x = 3 before`. */
  readonly state?: string;
}

/** A token that fires: UTF-16 offsets into the example's text, end exclusive. */
export interface PageToken {
  readonly start: number;
  readonly end: number;
  /** Activation of a feature, above 0; of a code (k − rank) / k, as in the index of firings. */
  readonly value: number;
  /** Place of a code among the k of its token, from 0. */
  readonly rank?: number;
  /** Similarity of a code to what it was chosen for, where it was read. */
  readonly similarity?: number;
}

/** A syntax node of an example. */
export interface PageNode {
  readonly type: string;
  /** Field of its parent it stands in, such as `right`. */
  readonly field?: string;
  /** UTF-16 offsets into the example's text, cut to it; end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Examples of one stretch of activations: the strongest, a quantile, a band. */
export interface PageBand {
  /** What they have in common, such as `strongest` or `second quartile`. */
  readonly name: string;
  /** Activations in it, both ends included. */
  readonly from: number;
  readonly to: number;
  /** Firings in it over the whole corpus. */
  readonly firings: number;
  readonly examples: readonly PageExample[];
}
