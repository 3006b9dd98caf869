/** What a trace viewer shows, and how much of it. Whatever is cut is said in the figure. */
export interface TraceViewerOptions {
  readonly title?: string;
  /** Name of the data set or file the trace is of, for the provenance line. Default: the main file and call. */
  readonly source?: string;
  /** Steps kept for stepping through, 1..20 000. Counts are always of the whole run. Default 2 000. */
  readonly maxSteps?: number;
  /** Steps in the table that is there without scripts. Default 50. */
  readonly tableSteps?: number;
  /** Characters shown of one value. Default 160. */
  readonly valueChars?: number;
  /** Characters of output kept. Default 20 000. */
  readonly outputChars?: number;
  /** Source lines in the picture; of longer programs only executed stretches are drawn. Default 160. */
  readonly maxLines?: number;
  /** Width of the SVG in pixels, 640..2400. Default 960. */
  readonly width?: number;
}

/** Options with nothing left open. */
export type ViewerSettings = Required<Omit<TraceViewerOptions, "title" | "source">>;
