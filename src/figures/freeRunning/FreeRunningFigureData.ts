import type { WrittenRows } from "../../questions/dialect/readTraceText.js";
import type { TraceRows } from "../../questions/dialect/TraceRow.js";

/** A model's own trace of a call, and the true one. */
export interface FreeRunningFigureData {
  readonly model?: string;
  /** Name of the program, its source and the call. */
  readonly program: string;
  readonly source: string;
  readonly call: string;
  /** What the interpreter did. */
  readonly truth: TraceRows;
  /** What the model wrote, read by `readTraceText`. */
  readonly written: WrittenRows;
}

/** How free-running traces are drawn. */
export interface FreeRunningFigureOptions {
  readonly title?: string;
  /** Name of the data set, for the provenance line. Default: program and call. */
  readonly source?: string;
  /** Steps shown, 10..2000; those around the divergence where there are more. Default 200. */
  readonly steps?: number;
  /** Width of the picture in pixels, 640..2400. Default 960. */
  readonly width?: number;
}

/** Options with nothing left open. */
export type FreeRunningSettings = Required<Omit<FreeRunningFigureOptions, "title" | "source">>;
