import type { Lines } from "../Draft.js";

/** Where a running value lives: a variable, a field, a private field. */
export interface Storage {
  /** Declares it; `type` is its TypeScript type. */
  declare(name: string, initial: string, type: string, constant: boolean): string;
  /** The expression it is read and written by. */
  ref(name: string): string;
}

/** A running value: what it starts as, what one item does to it, what comes of it. */
export interface Accumulator {
  readonly initial: readonly string[];
  readonly step: Lines;
  readonly result: string;
  readonly type: string;
}
