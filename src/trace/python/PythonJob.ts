import type { LimitName } from "../format/TraceHeader.js";

/** Python source of ours under the name other Python code of ours imports it by. */
export interface PythonModule {
  readonly name: string;
  readonly source: string;
}

/** Bounds of one job. */
export interface PythonLimits {
  /** Wall time, ms: a child still busy then is killed. */
  readonly wallMs: number;
  /** Memory of the interpreter, MiB. */
  readonly memoryMiB: number;
}

/**
 * Trusted Python of ours to be run in the sandbox, on data that is not trusted. The driver defines
 * `main(payload, host)` and returns what JSON can say; `host` has
 *
 * - `tables(value)`: static tables, once, before any row;
 * - `rows(op, frame, value)`: three `array.array` of typecodes `i`, `i`, `d` and equal length;
 * - `strings(texts)`: a list of `str`, the first with the next free id.
 */
export interface PythonJob {
  readonly driver: PythonModule;
  /** What the driver imports besides the standard library; not visible to programs it runs. */
  readonly modules?: readonly PythonModule[];
  /** Handed to `main` as JSON says it. */
  readonly payload: unknown;
  readonly limits: PythonLimits;
}

/** How a job ended. A fault of the driver itself is thrown, not returned. */
export type PythonOutcome =
  /** `value` is what `main` returned. */
  | { readonly kind: "done"; readonly value: unknown }
  /** A bound was reached, or the interpreter died of memory. */
  | { readonly kind: "limit"; readonly limit: LimitName; readonly value: number };

/** Takes what a driver sends, in order. The arrays belong to the sink. */
export interface PythonSink {
  tables?(value: unknown): void;
  rows?(op: Int32Array, frame: Int32Array, value: Float64Array): void;
  strings?(texts: readonly string[]): void;
}
