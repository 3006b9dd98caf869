import type { CoconutStep } from "../data/CoconutData.js";

/** How the run of a program ended. The list is closed. */
export const COCONUT_OUTCOMES = [
  "returns",
  /** An exception left it; the lines before it are its trace, as published */
  "throws",
  /** The wall time or memory of a run was used up */
  "limit",
  /** More lines were executed than are kept */
  "too long",
  "cannot compile",
  /** Only the text without indentation is known */
  "no source",
  /** The interpreter ended without a word, or the program broke the recorder */
  "died",
] as const;

/** The executed lines of one program. */
export interface CoconutTruthRow {
  readonly id: string;
  readonly task: string;
  readonly trace: number;
  /** 1-based data row of the file of traces. */
  readonly row: number;
  readonly outcome: (typeof COCONUT_OUTCOMES)[number];
  /** Class of the exception, or what the limit was. */
  readonly error?: string;
  readonly steps: readonly CoconutStep[];
  /** Thread of each step, numbered in the order in which they execute a line; empty in `strict`. */
  readonly threads: readonly number[];
}

/** Traces recorded by ourselves. */
export interface CoconutTruth {
  readonly profile: "compat" | "strict";
  /** Implementation and version of Python, `cpython 3.11.7`; in `strict` the engine, on which nothing depends. */
  readonly python: string;
  readonly rows: readonly CoconutTruthRow[];
  /** Conditions under which the traces are not the published ones. */
  readonly warnings: readonly string[];
}
