import type { Trace } from "../format/Trace.js";
import type { Value } from "../format/Value.js";

/** One activation on the stack. */
export interface StackFrame {
  readonly frame: number;
  /** Function id of the tables. */
  readonly function: number;
  readonly name: string;
  /** Site of the last statement or head begun in it; -1 before the first. */
  readonly site: number;
  /** Program and 1-based line of that site (of the function before the first). */
  readonly program: number;
  readonly line: number;
  /** Depth: 0 for the outermost. */
  readonly depth: number;
}

/** A variable and what it holds. */
export interface Binding {
  /** Variable id of the tables. */
  readonly variable: number;
  readonly name: string;
  /** Activation that owns it. */
  readonly frame: number;
  readonly value: Value;
}

/** What the rows between two positions of a {@link Replay} touched. */
export interface Changes {
  /** Variables written: owner frame and variable id. */
  readonly variables: readonly { readonly frame: number; readonly variable: number; readonly name: string }[];
  /** Heap ids of objects made or changed, ascending. */
  readonly objects: readonly number[];
  /** Something was printed. */
  readonly output: boolean;
}

/** Bounds of value snapshots. */
export interface SnapshotOptions {
  /** Objects and primitives in one snapshot; beyond it `elided`. Default 10 000. */
  readonly nodes?: number;
  /** Levels of objects within objects. Default 64. */
  readonly depth?: number;
}

/** A cursor over a trace that knows the whole state at its row, forward and backward. */
export class Replay {
  readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /** Rows applied: the state is the one in which row `row` is about to happen. */
  get row(): number {
    throw new Error("being built");
  }

  /** Goes to the state in which rows `0 .. row - 1` have happened; 0 <= row <= rows. */
  seek(_row: number): this {
    throw new Error("being built");
  }

  /** Activations being executed, innermost first; suspended ones are not on it. */
  stack(): StackFrame[] {
    throw new Error("being built");
  }

  /** Variables of an activation visible at its current statement: name → value. */
  variables(_frame: number, _options: SnapshotOptions = {}): Map<string, Value> {
    throw new Error("being built");
  }

  /** All variables an activation owns that have been written, whether visible or not. */
  bindings(_frame: number, _options: SnapshotOptions = {}): Binding[] {
    throw new Error("being built");
  }

  /** The object with this heap id. */
  heap(_id: number, _options: SnapshotOptions = {}): Value {
    throw new Error("being built");
  }

  /** Text printed so far, stdout and stderr in order. */
  output(_stream?: "stdout" | "stderr"): string {
    throw new Error("being built");
  }

  /** What changed since the position before the last `seek`. */
  get changed(): Changes {
    throw new Error("being built");
  }
}
