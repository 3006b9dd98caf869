/** How a notebook run ended. */
export type NotebookStatus =
  /** Every output is as committed; no file was changed. */
  | "same"
  /** Some output is not as committed. */
  | "different"
  /** New outputs were written into the notebook. */
  | "updated"
  /** Executed, and written elsewhere. */
  | "executed"
  /** A cell or the kernel failed. */
  | "failed"
  /** Nothing to compare with: no code cell has an output or a count. */
  | "never executed";

/** What became of a cell. */
export type CellStatus =
  | "same"
  | "different"
  /** Executed where nothing is compared: with `out`. */
  | "executed"
  | "failed"
  /** Tagged `skip-execution`. */
  | "skipped"
  /** An earlier cell failed. */
  | "not run";

/** Something in a cell that is not as committed. */
export interface CellDifference {
  /** Number of the output in its cell, from 1; 0 for the cell itself: its execution count. */
  readonly output: number;
  /** MIME type, `stdout`, `stderr`, `error`, `metadata of …`, `execution count`, or `output` for one more or less. */
  readonly kind: string;
  /** First differing line, from 1; null where there are no lines to tell apart. */
  readonly line: number | null;
  /** That line, or sizes and hashes of what is not text; null for nothing. */
  readonly committed: string | null;
  readonly now: string | null;
}

/** Why a cell counts as failed. */
export interface CellFault {
  readonly kind: /** It raised an error, and is not tagged `raises-exception`. */
    | "error"
    /** It is tagged so and raised none. */
    | "no error"
    | "timeout"
    /** The kernel ended, or does not answer. */
    | "kernel"
    /** The kernel lost output on the way. */
    | "lost output";
  /** Name and message of the error; "" for the name where it has none. */
  readonly ename: string;
  readonly evalue: string;
  /** Line of the cell it comes from, 1-based, where the kernel says it; and the text of that line. */
  readonly line: number | null;
  readonly source: string | null;
  /** As the kernel gave it, with its colours. */
  readonly traceback: readonly string[];
}

/** One code cell of a run. */
export interface CellRun {
  /** Its place among all cells of the notebook, from 1. */
  readonly cell: number;
  readonly id: string | null;
  readonly status: CellStatus;
  /** Execution count; null when it did not run. */
  readonly count: number | null;
  readonly durationMs: number;
  readonly differences: readonly CellDifference[];
  readonly fault: CellFault | null;
}

/** What running a notebook gave. */
export interface NotebookRun {
  readonly path: string;
  readonly status: NotebookStatus;
  /** Name of the kernel, such as `tracebook`. */
  readonly kernel: string;
  /** Code cells that hold code, in order. */
  readonly cells: readonly CellRun[];
  /** Cells of each status that occurs. */
  readonly counts: Readonly<Partial<Record<CellStatus, number>>>;
  /** Start of the kernel included. */
  readonly durationMs: number;
  /** The file that was written; null for none. */
  readonly written: string | null;
  /** Why the notebook could not be run at all, such as a kernel that does not start; null when it could. */
  readonly fault: string | null;
}

/** How a notebook is run. */
export interface RunNotebookOptions {
  /** Write new outputs into the notebook; what is equal to what is committed stays to the byte. */
  readonly update?: boolean;
  /** Write the executed notebook to this file instead, and compare nothing. */
  readonly out?: string;
  /** Name of the kernel. Default the one the notebook names, or `tracebook`. */
  readonly kernel?: string;
  /** Working directory. Default the folder of the notebook. */
  readonly cwd?: string;
  /** Milliseconds a cell may take. Default no limit. */
  readonly timeoutMs?: number;
  /** Take errors as outputs of their cells and go on. Default false. */
  readonly allowErrors?: boolean;
  /** Interrupts the kernel and ends the run; nothing is written. */
  readonly signal?: AbortSignal;
  /** Called before each cell that is executed, with its place among all cells and how many code cells there are. */
  readonly onCell?: (cell: number, done: number, total: number) => void;
}
