import type { Trace } from "./Trace.js";
import type { Value } from "./Value.js";

/** A step of the log as a reader sees it: one object, whatever the number of rows it takes. */
export interface LogicalEvent {
  /** Counts events from 0. */
  readonly index: number;
  /** First row of the event. */
  readonly row: number;
  readonly kind: string;
  /** 1-based line and node id in `programs[program]`, where the event has a place. */
  readonly line?: number;
  readonly node?: number;
  readonly program?: number;
  /** Activation it happened in; -1 outside of any. */
  readonly frame: number;
  /** Activations below it on the stack. */
  readonly depth: number;
  /** Variable, function or property. */
  readonly name?: string;
  /** Objects are given as `ref`; see Replay for their content. */
  readonly value?: Value;
}

/** Which rows to give. */
export interface EventOptions {
  /** First row; default 0. */
  readonly from?: number;
  /** Row to stop before; default all. */
  readonly to?: number;
}

/** The events of a trace in order. */
export function* events(
  _trace: Trace,
  _options: EventOptions = {},
): Generator<LogicalEvent, void, undefined> {
  yield* [];
  throw new Error("being built");
}
