import type { AlignPolicy } from "../../lens/align/Aligned.js";
import type { StructuralAlternatives } from "../../lens/align/structuralAlternatives.js";
import type { Granularity } from "./levels.js";
import type { Statistic } from "./statistics.js";

/** A sample of other texts to hold this one against. */
export interface ReferenceSample {
  readonly name: string;
  /** Bits of tokens of the corpus, in any order; at least 20. */
  readonly bitsPerToken: readonly number[];
}

/** How logits on the syntax tree are shown. */
export interface LogitsFigureOptions {
  readonly title?: string;
  /** Name of the file or data set, for the provenance line. Default `source`. */
  readonly source?: string;
  /** What is painted first; the slider changes it. Default `token` (of two models `expression`). */
  readonly granularity?: Granularity;
  /** What the shade stands for at first. Default `bits/token`; comparisons take `bits/byte`. */
  readonly statistic?: Statistic;
  /** Bits of a token at which the shade ends, 2..40. Default 12 (p = 1/4096). */
  readonly maxBits?: number;
  /** Which tokens count for which node. Default `primary`; comparisons need `split`. */
  readonly policy?: AlignPolicy;
  /** Share of the tokens that counts as weak, 0..1: outlined, and with alternatives at once. Default .1. */
  readonly weakShare?: number;
  /** Nodes to which the outline is opened, 0..20. Default 3. */
  readonly openWorst?: number;
  /** Alternatives kept of each token, 0..20. Default 5. */
  readonly alternatives?: number;
  /** Whether the strip of nested nodes beside the lines is shown at first. Default false. */
  readonly icicle?: boolean;
  /** Tokens drawn, 100..50 000; of longer texts the first. Numbers are always of the whole. Default 20 000. */
  readonly maxTokens?: number;
  /** Source lines in the still picture, 10..2000. Default 160. */
  readonly maxLines?: number;
  /** Width of the SVG in pixels, 640..2400. Default 960. */
  readonly width?: number;
  /** Where given, the threshold can be a quantile of this in place of the text's own. */
  readonly reference?: ReferenceSample;
  /** What syntax could have begun at some tokens, as `structuralAlternatives` gives it. */
  readonly structural?: readonly StructuralAlternatives[];
  /** Names of two models, where the scored texts do not tell. */
  readonly names?: readonly [a: string, b: string];
}
