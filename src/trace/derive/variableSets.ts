import { ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import { ownerOf } from "./Facts.js";
import { frames } from "./frames.js";

/** Every SET row of a trace that writes a variable, in order, as parallel lists. */
export interface VariableSets {
  readonly row: readonly number[];
  /** Write id of the tables. */
  readonly write: readonly number[];
  /** Activation that executed the write. */
  readonly frame: readonly number[];
  /** Indexes of the sets of a variable in the activation that owns it, ascending; empty when there are none. */
  of(owner: number, variable: number): readonly number[];
}

const cache: WeakMap<Trace, VariableSets> = new WeakMap();
const NONE: readonly number[] = [];

/** The variable writes of a trace; one linear pass, kept with the trace. */
export function variableSets(trace: Trace): VariableSets {
  const known = cache.get(trace);
  if (known !== undefined) return known;
  const { writes, variables } = trace.tables;
  const all = frames(trace);
  const row: number[] = [];
  const write: number[] = [];
  const frame: number[] = [];
  const lists = new Map<number, number[]>();
  let base = 0;
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++) {
      const op = chunk.op[i];
      if ((op & KIND_MASK) !== Kind.SET) continue;
      const id = op >>> ID_SHIFT;
      const variable = writes[id]?.variable ?? -1;
      if (variable < 0) continue;
      const owner = ownerOf(all, chunk.frame[i], variables[variable].function);
      const key = owner * variables.length + variable;
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [row.length]);
      else list.push(row.length);
      row.push(base + i);
      write.push(id);
      frame.push(chunk.frame[i]);
    }
    base += chunk.rows;
  }
  const made: VariableSets = {
    row,
    write,
    frame,
    of: (owner, variable) => lists.get(owner * variables.length + variable) ?? NONE,
  };
  cache.set(trace, made);
  return made;
}
