/** The four tasks: is the line executed, the value after it, the next line, the output test. */
export const REVAL_TASKS = ["coverage", "state", "path", "output"] as const;

/** One of {@link REVAL_TASKS}. */
export type RevalTask = (typeof REVAL_TASKS)[number];

/** One answer with what the original wrote beside it. */
export interface RevalResult {
  /** The completion. */
  readonly generated: string;
  /** The original's own verdict, where the log holds one. */
  readonly logged?: boolean;
}

/** The answers about one pair: one a probe, or one about the output test. */
export interface RevalLogEntry {
  readonly idx: number;
  readonly inputIdx: number;
  readonly results: readonly RevalResult[];
}

/** A result file of the original. */
export interface RevalLog {
  readonly task: RevalTask;
  readonly entries: readonly RevalLogEntry[];
  /** The last row, as it stands. */
  readonly metrics?: Readonly<Record<string, unknown>>;
}
