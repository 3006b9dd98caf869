/** A model's own trace of a call beside the true one. */
export interface FreeRunningFigureData {
  readonly model?: string;
  /** Name of the program, its source and the call. */
  readonly program: string;
  readonly source: string;
  readonly call: string;
  /** Names of the slots in order; `.` for one that is not used. */
  readonly slots: readonly string[];
  readonly truth: FreeRunningTrace;
  readonly own: FreeRunningTrace;
  /** Where they first differ; undefined where they do not. */
  readonly divergence?: FreeRunningDivergence;
}

/** Rows of a trace, and how it ends. */
export interface FreeRunningTrace {
  readonly rows: readonly FreeRunningRow[];
  /** What is returned as it stands behind `#return`; undefined where the trace stops without it. */
  readonly returned?: string;
  /** Why it stops without a return, or what stands there that is no row. */
  readonly note?: string;
}

/** One row: line from 1, values after the step in the order of the slots (`.`: none), and `;` or the branch. */
export interface FreeRunningRow {
  readonly line: number;
  readonly values: readonly string[];
  readonly mark: ";" | "T" | "F";
}

/** The first difference of two traces: `end` is one that stops, goes on, or returns another value. */
export interface FreeRunningDivergence {
  readonly kind: "line" | "value" | "branch" | "end";
  /** Row from 0; the number of rows of the shorter where it is the end. */
  readonly row: number;
  /** Slot from 0, of a value. */
  readonly slot?: number;
}

/** How free-running traces are drawn. */
export interface FreeRunningFigureOptions {
  readonly title?: string;
  readonly source?: string;
  /** Rows shown, 10..2000; around the divergence where there are more. Default 200. */
  readonly rows?: number;
  /** Width of the picture in pixels, 640..2400. Default 960. */
  readonly width?: number;
}
