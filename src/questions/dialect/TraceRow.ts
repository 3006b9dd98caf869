/** Slots of a row: a program of the dialect has at most so many parameters and variables, loop variables included. */
export const SLOTS = 4;
/** Stands in a slot that no variable has, or whose variable is not there (yet, or any more). */
export const EMPTY = ".";

/** One step of a written trace: a statement or head that was executed, and what the variables hold then. */
export interface TraceRow {
  /** 1-based line. */
  readonly line: number;
  /** 1-based: which time this line stands in the trace. */
  readonly k: number;
  /** A literal or {@link EMPTY} for each of the {@link SLOTS}: values when the step is done, of a head when it is decided. */
  readonly values: readonly string[];
  /** `T` or `F` for the condition of a branch or loop head, `;` for a statement. */
  readonly mark: ";" | "T" | "F";
}

/** A call's execution in the dialect. */
export interface TraceRows {
  /** Names of the slots, in order of declaration; {@link EMPTY} for a slot without a variable. */
  readonly slots: readonly string[];
  readonly rows: readonly TraceRow[];
  /** Literal of what the call returns. */
  readonly result: string;
}

/** Values a slot or result may hold: whole numbers 0 to 15 and the words of the family. */
export const DIALECT_VALUES: ReadonlySet<string> = new Set([
  ...Array.from({ length: 16 }, (_, n) => String(n)),
  ...["n", "e", "s", "w", "lo", "hi", "on", "off"].map(word => `"${word}"`),
]);
