import type { Trace } from "../../../trace/format/Trace.js";

/** Features (or codes) over one prompt that holds a program and its trace. */
export interface FeaturesOnSourceData {
  readonly model?: string;
  /** Name of the program. */
  readonly program: string;
  /** The call, as it stands in the prompt. */
  readonly call: string;
  /** The prompt, and what the model wrote after it where that was read too. */
  readonly text: string;
  /** Tokens in order: UTF-16 offsets into the text, end exclusive. */
  readonly tokens: readonly (readonly [start: number, end: number])[];
  /** Lines of the program inside the text, labels such as `@3` included. */
  readonly lines: readonly OnSourceLine[];
  /** Steps of the trace inside the text, in order. */
  readonly steps: readonly OnSourceStep[];
  readonly features: readonly OnSourceFeature[];
  /** The trace itself: the page then holds its viewer, and both sliders move together. */
  readonly trace?: Trace;
}

/** A line of the program: its number from 1, and where it stands in the text. */
export interface OnSourceLine {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A step of the trace: its line, and where it stands in the text. */
export interface OnSourceStep {
  readonly line: number;
  /** Iteration of the innermost loop around the line, from 1; 1 outside of loops. */
  readonly iteration: number;
  readonly start: number;
  readonly end: number;
}

/** One feature's activations over the tokens. */
export interface OnSourceFeature {
  /** Short name, unique among them: `L2 #143`, `L1 H3 code 40`. */
  readonly name: string;
  /** What it is known to stand for. */
  readonly note?: string;
  /** Greatest activation in the corpus, which is where the scale ends. Default: the greatest here. */
  readonly max?: number;
  /**
   * Size (L2 norm) of what an activation of 1 writes. Where not every feature has a `max`, features are compared by their greatest activation
   * times this. Default 1.
   */
  readonly size?: number;
  /** Features are compared within their group only, such as a layer, and as many of each group are kept. Default: all are one. */
  readonly group?: string;
  /** Tokens it fires on, ascending, and how strongly (> 0). */
  readonly firings: readonly (readonly [token: number, value: number])[];
}

/** How features on source are drawn. */
export interface FeaturesOnSourceOptions {
  readonly title?: string;
  readonly source?: string;
  /** Features kept in the page, the strongest of each group first, 1..1000; how many fire besides is said. Default 200. */
  readonly features?: number;
  /** Features named per line and step in the tables, 1..10. Default 3. */
  readonly named?: number;
  /** Rows of the timeline in the picture, 1..60. Default 16. */
  readonly rows?: number;
  /** Width of the picture in pixels, 640..2400. Default 960. */
  readonly width?: number;
}

/** Options with nothing left open. */
export type OnSourceSettings = Required<Omit<FeaturesOnSourceOptions, "title" | "source">>;
