import type { Trace } from "../format/Trace.js";
import { type Frames, frames } from "./frames.js";

/** Facts about a trace that every state of it shares. */
export interface Facts {
  readonly trace: Trace;
  readonly frames: Frames;
  /** Position of a variable among those of its function. */
  readonly position: Int32Array;
  /** Variable ids of a function, by position. */
  readonly variables: readonly (readonly number[])[];
  /** By function: 1 when functions are written inside of it, which may keep its variables alive. */
  readonly captures: Uint8Array;
  /** String ids printed and their streams (1 stdout, 2 stderr), in order; grows as rows are first applied. */
  readonly output: number[];
  readonly streams: number[];
}

/** Gathers the facts; one pass over the tables. */
export function facts(trace: Trace): Facts {
  const variables: number[][] = trace.tables.functions.map(() => []);
  const position = new Int32Array(trace.tables.variables.length);
  for (const variable of trace.tables.variables) {
    const own = variables[variable.function] ?? variables[0] ?? [];
    position[variable.id] = own.length;
    own.push(variable.id);
  }
  const captures = new Uint8Array(trace.tables.functions.length);
  for (const { parent } of trace.tables.functions) if (parent >= 0) captures[parent] = 1;
  return { trace, frames: frames(trace), position, variables, captures, output: [], streams: [] };
}

/** Activation that owns a variable of function `fn` written or read in `frame`; -1 when there is none. */
export function ownerOf(all: Frames, frame: number, fn: number): number {
  let at = frame;
  while (at >= 0 && all.function[at] !== fn) at = all.scope[at];
  // Imports and globals belong to a module that is no lexical ancestor; modules are activated once.
  return at >= 0 ? at : all.function.indexOf(fn);
}
