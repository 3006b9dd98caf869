import type { Language, SourceType } from "../../program/Program.js";

/** Bounds of a run. Reaching one ends the trace normally, with the outcome `limit`. */
export interface Limits {
  /** Statement begins and loop heads executed. Default 1 000 000. */
  readonly steps: number;
  /** Wall time of the program, ms. Default 10 000. */
  readonly wallMs: number;
  /** JavaScript heap of the child, MiB. Default 256. */
  readonly heapMiB: number;
  /** Memory outside the heap (ArrayBuffers), MiB. Default 256. */
  readonly bufferMiB: number;
  /** Characters printed. Default 1 000 000. */
  readonly outputChars: number;
  /** Depth of active calls; beyond it the program gets the engine's own RangeError. Default 8 000. */
  readonly depth: number;
  /** Characters recorded of one string; longer ones keep a prefix and their length. Default 10 000. */
  readonly stringChars: number;
  /** Entries recorded of one object. Default 1 000. */
  readonly entries: number;
  /** Objects recorded for the first sight of one value. Default 10 000. */
  readonly objects: number;
}

/** What is recorded. */
export interface RecordOptions {
  /** Variable and property reads too (for exact slices). Default false. */
  readonly reads: boolean;
  /** Property writes and built-in mutations; without them only variables. Default true. */
  readonly heap: boolean;
  /** Read every live variable back at each statement end, to check the log against the program. Default false. */
  readonly audit: boolean;
}

/** What a trace is of and how it was made. Everything here is deterministic except `environment`. */
export interface TraceHeader {
  readonly schema: "tracebook/trace@1";
  /** Programs in load order; 0 is the main file, the last is the call expression (file `<call>`) if there is one. */
  readonly programs: readonly TracedProgram[];
  /** The call expression, `""` when only the module was run. */
  readonly call: string;
  /** Program index of the call; -1 when there is none. */
  readonly callProgram: number;
  readonly language: Language;
  readonly seed: number;
  /** Virtual time at the start, ms since 1970. */
  readonly epoch: number;
  readonly limits: Limits;
  readonly record: RecordOptions;
  /** Left out of hashes and comparisons. */
  readonly environment: Environment;
}

/** Source of one traced file: enough to parse it again into the same nodes. */
export interface TracedProgram {
  readonly file: string;
  readonly language: Language;
  readonly sourceType: SourceType;
  readonly sha256: string;
  readonly source: string;
}

/** Where a trace was recorded. */
export interface Environment {
  readonly tracebook: string;
  readonly engine: string;
  readonly platform: string;
}

/** Which bound ended a run. */
export type LimitName = "steps" | "wall" | "heap" | "buffer" | "output";

/** How a run ended. */
export type Outcome =
  /** Module and call finished. `row` is the RETURN row of the value (the call's, or the module's). */
  | { readonly kind: "return"; readonly row: number }
  /** An exception left the program. `row` is the THROW row; `name` and `message` as strings. */
  | { readonly kind: "throw"; readonly row: number; readonly name: string; readonly message: string }
  /** The event loop ran dry while the call's promise (or a top-level await) was pending. */
  | { readonly kind: "pending" }
  /** A bound was reached; the trace holds what happened until then. */
  | { readonly kind: "limit"; readonly limit: LimitName; readonly value: number }
  /** Only in recovered files: the recording itself was cut off before its footer was written. */
  | { readonly kind: "interrupted" };

/** Written last. */
export interface TraceFooter {
  readonly outcome: Outcome;
  readonly rows: number;
  /** BEGIN rows. */
  readonly steps: number;
  readonly frames: number;
  /** Unhandled promise rejections, as text, in order. */
  readonly rejections: readonly string[];
  /** SHA-256 over the decoded columns, strings and tables; equal for equal runs whatever the container. */
  readonly sha256: string;
}
