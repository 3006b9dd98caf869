import type { Outcome } from "../../trace/format/TraceHeader.js";

/**
 * What the trace viewer draws: plain JSON, indexes instead of names, steps as differences. The static picture,
 * the tables and the script in the page are all made from this and nothing else.
 */
export interface ViewerModel {
  /** Files in the order of the trace; the call expression last. */
  readonly files: readonly ViewerFile[];
  /** Functions that were called. */
  readonly functions: readonly ViewerFunction[];
  /** Activations in order of first appearance. */
  readonly frames: readonly ViewerFrame[];
  readonly names: readonly string[];
  /** Texts of values and notes, each once. */
  readonly texts: readonly string[];
  readonly steps: readonly ViewerStep[];
  /** Steps of the whole run; more than `steps.length` when cut. */
  readonly totalSteps: number;
  /** Activations of the whole run, modules and the call expression not counted. */
  readonly totalCalls: number;
  /** How the run ended, in words. */
  readonly outcome: { readonly kind: Outcome["kind"]; readonly text: string };
  /** Output of the whole run up to a bound, in order: stream 1 or 2, text. */
  readonly output: readonly (readonly [stream: number, text: string])[];
  /** Characters of output left out. */
  readonly outputCut: number;
  /** Tasks of the event loop; empty when there is only one. */
  readonly lanes: readonly ViewerLane[];
}

/** One file with its counts. */
export interface ViewerFile {
  readonly name: string;
  /** Lines without their ends. Lines over a bound are cut, see `cut`. */
  readonly lines: readonly string[];
  /** 1-based line → characters left out of it. */
  readonly cut: Readonly<Record<number, number>>;
  /** Colours of the code: 1-based line → triples of first column, column past the last, index into `TONES`. */
  readonly tones: Readonly<Record<number, readonly number[]>>;
  /** Nodes that may run, in order of position. */
  readonly marks: readonly ViewerMark[];
  /** 1-based line → what was assigned or returned there over the whole run, such as `i = 0, 1, … 9 (10×)`. */
  readonly writes: Readonly<Record<number, string>>;
}

/** A node with its count: 1-based lines, 0-based UTF-16 columns, end exclusive. `what` says what was counted; `""` for a plain statement. */
export type ViewerMark = readonly [
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
  count: number,
  what: string,
];

/** `outer` is 1 for modules and the call expression, whose variables stay in view to the end; `calls`: activations in the whole run. */
export type ViewerFunction = readonly [
  name: string,
  file: number,
  line: number,
  outer: number,
  calls: number,
];

/** An activation: its function, which call of it (1-based), and the activation of its lexical parent (-1 for none). */
export type ViewerFrame = readonly [fn: number, instance: number, scope: number];

/** What happens at a step. */
export const StepKind = {
  LINE: 0,
  RETURN: 1,
  THROW: 2,
  CATCH: 3,
  AWAIT: 4,
  YIELD: 5,
  RESUME: 6,
  END: 7,
} as const;

/**
 * One step. The state is the one before it happens.
 * - `mark`: index into the file's marks, -1 where the step has no node of its own;
 * - `keep`: activations at the outer end of the stack that stay from the step before; `push` come on top;
 * - `changes`: triples of activation, name, text (-1: gone);
 * - `output`: entries of {@link ViewerModel.output} printed before it;
 * - `note`: text index, -1 for none.
 */
export type ViewerStep = readonly [
  kind: number,
  file: number,
  line: number,
  mark: number,
  keep: number,
  push: readonly number[],
  changes: readonly number[],
  output: number,
  note: number,
];

/** A task: its name, the activation it stands for (-1 for the main program), and what it does over steps. */
export interface ViewerLane {
  readonly name: string;
  readonly frame: number;
  /** Runs from step to step, end exclusive. */
  readonly runs: readonly (readonly [from: number, to: number])[];
  /** Waits: from the step of the await to the step that resumes it; -1 when it never does. */
  readonly waits: readonly (readonly [from: number, to: number])[];
}
