import type { Limits, RecordOptions } from "../format/TraceHeader.js";

/** One file as the child runs it. */
export interface JobModule {
  /** File name shown in the program's own stack traces. */
  readonly file: string;
  /**
   * Instrumented code of the module body, to be compiled as
   * `(function (<prefix+hook names>) { return [async] function[*] (exports, require, module, __filename, __dirname) { <code>\n} })`
   * and called with the hooks. The code itself holds the frame of the module and, for the main module, `c(...)`.
   * That of an ES module without top-level `await` is a generator: up to its one `yield` it names the exports.
   */
  readonly code: string;
  readonly kind: "script" | "commonjs" | "module";
  /** It has a top-level `await`: the inner function is async. */
  readonly async: boolean;
  /** Prefix of the hook names in `code`, such as `$$`. */
  readonly prefix: string;
  /** Static imports (in source order: modules evaluate them first, depth first) and literal `require`s: specifier → module index, or the name of a built-in the realm offers. */
  readonly imports: readonly (readonly [specifier: string, target: number | string])[];
}

/** Original text of a function, for `Function.prototype.toString`: the code carries `/*<prefix><id>*\/` behind the first token of each function and class. */
export interface FunctionText {
  readonly module: number;
  readonly start: number;
  readonly end: number;
}

/** Everything a child needs to run one program. Serialised as JSON plus the code texts. */
export interface Job {
  readonly modules: readonly JobModule[];
  /** Original sources by program index (FunctionText.module points here). */
  readonly sources: readonly string[];
  /** By marker id (function ids, then class ids). */
  readonly texts: readonly FunctionText[];
  readonly main: number;
  /** Function id of the call, -1 when there is none. */
  readonly callFunction: number;
  readonly seed: number;
  readonly epoch: number;
  readonly limits: Limits;
  readonly record: RecordOptions;
}

/** Takes what a child sends, in order. */
export interface RowSink {
  /** Rows as raw columns; may hold any number of rows. The arrays belong to the sink. */
  rows(op: Int32Array, frame: Int32Array, value: Float64Array): void;
  /** New strings; the first has the next free string id. */
  strings(texts: readonly string[]): void;
}

/** How the child ended the job. `row` counts rows of this job. */
export interface JobResult {
  readonly outcome: import("../format/TraceHeader.js").Outcome;
  readonly rejections: readonly string[];
  readonly steps: number;
  readonly frames: number;
}
