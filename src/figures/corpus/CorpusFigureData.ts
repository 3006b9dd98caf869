import type { CorpusTable } from "../../evaluate/logits/CorpusTable.js";
import type { CorpusComparison } from "../../evaluate/logits/corpusComparison.js";

/** What a corpus figure shows. */
export interface CorpusFigureData {
  /** One or two models over the same programs. */
  readonly models: readonly { readonly name: string; readonly scores: CorpusTable }[];
  /** Where the second saves bits over the first (`a` is the first), exactly. */
  readonly comparison?: CorpusComparison;
}

/** How it is drawn. */
export interface CorpusFigureOptions {
  readonly title?: string;
  /** Name of the data set, for the provenance line. Default: the number of programs. */
  readonly source?: string;
  /** On the axis of the dot plot; every number is in the tables. Default `bitsPerByte`. */
  readonly measure?: CorpusMeasure;
  /** `micro`: all tokens pooled (default); `macro`: mean over programs. */
  readonly mean?: "micro" | "macro";
  /** Node types in the picture, those with most bits, 0..60. Default 16; all are in the tables. */
  readonly types?: number;
  /** Width of the SVG in pixels, 640..2400. Default 900. */
  readonly width?: number;
}

/** Bits a byte, or the geometric or arithmetic mean of the tokens' probabilities. */
export type CorpusMeasure = "bitsPerByte" | "geometricP" | "meanP";

/** Options with nothing left open. */
export type CorpusSettings = Required<Omit<CorpusFigureOptions, "title" | "source">>;
