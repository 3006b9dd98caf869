import type { Language, SourceType } from "../program/Program.js";
import type { Limits, RecordOptions } from "./format/TraceHeader.js";

/** How {@link trace} is to run a program. Every option has a default. */
export interface TraceOptions {
  /** Call to make once the program is loaded, one expression in its top-level scope: `f([1, 2])`. Default none: the module alone. */
  readonly call?: string;
  /** File name for messages and tables. Default `program.js`. */
  readonly file?: string;
  /** Default by file name, else JavaScript. */
  readonly language?: Language;
  /** Default by file name and text. */
  readonly sourceType?: SourceType;
  /** Texts of files the program may import: path relative to it → source. Looked at before {@link TraceOptions.folder}. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folder of the program on disk; it may import files in it and below. Default none. */
  readonly folder?: string;
  /** Packages the program may import besides its own files, as `name` or `name=path`; they are traced too. */
  readonly modules?: readonly string[];
  /** Seed of `Math.random`, 0 to 2^32 - 1. Default 0. */
  readonly seed?: number;
  /** Virtual time at the start, ms since 1970. Default 2000-01-01T00:00:00Z. */
  readonly epoch?: number;
  /** Bounds; see {@link Limits} for the defaults. */
  readonly limits?: Partial<Limits>;
  /** What is recorded; see {@link RecordOptions} for the defaults. */
  readonly record?: Partial<RecordOptions>;
  /**
   * What runs Python programs: `pyodide` (locked, needs nothing installed), `cpython` (`python3` of the system) or
   * `cpython:<path of the interpreter>`. Default `pyodide`.
   */
  readonly python?: string;
  /** Ends the run and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Bounds of a run unless the options say otherwise. */
export const DEFAULT_LIMITS: Limits = {
  steps: 1_000_000,
  wallMs: 10_000,
  heapMiB: 256,
  bufferMiB: 256,
  outputChars: 1_000_000,
  depth: 8_000,
  stringChars: 10_000,
  entries: 1_000,
  objects: 10_000,
};

/** What is recorded unless the options say otherwise. */
export const DEFAULT_RECORD: RecordOptions = { reads: false, heap: true, audit: false };

/** Default virtual time: a date long past, so that no program mistakes it for now. */
export const DEFAULT_EPOCH: number = Date.UTC(2000, 0, 1);
