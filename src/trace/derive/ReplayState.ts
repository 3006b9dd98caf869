import type { Value } from "../format/Value.js";

/** One activation on the stack. */
export interface StackFrame {
  readonly frame: number;
  /** Function id of the tables. */
  readonly function: number;
  readonly name: string;
  /** Site of the last statement or head begun in it; -1 before the first. */
  readonly site: number;
  /** Program, node and 1-based line of that site (of the function before the first). */
  readonly program: number;
  readonly node: number;
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
  /** Variables written: owner frame and variable id, in order of their first write. */
  readonly variables: readonly { readonly frame: number; readonly variable: number; readonly name: string }[];
  /** Heap ids of objects made or changed, ascending. */
  readonly objects: readonly number[];
  /** Something was printed. */
  readonly output: boolean;
}

/** What a name means somewhere. */
export interface Resolved {
  /** Activation that owns the variable. */
  readonly frame: number;
  /** Variable id of the tables. */
  readonly variable: number;
  /** It has no known value there: declared further on, or one of several that a loop made. */
  readonly dead: boolean;
}
