import { CHUNK_ROWS, ID_SHIFT } from "../trace/format/Kind.js";
import type { Trace } from "../trace/format/Trace.js";

/** A name a call uses that the program does not have. */
export interface MissingName {
  readonly name: string;
  /** 1-based line and 0-based column in the call. */
  readonly line: number;
  readonly column: number;
}

/**
 * The name a call failed on because nothing is called so: a ReferenceError (in Python a NameError) thrown by the call
 * expression itself, not inside the program.
 */
export function missingName(trace: Trace): MissingName | undefined {
  const { outcome } = trace.footer;
  const { callProgram } = trace.header;
  if (callProgram < 0 || outcome.kind !== "throw" || !/^(?:Reference|Name)Error$/.test(outcome.name))
    return undefined;
  const chunk = trace.columns.chunk(Math.floor(outcome.row / CHUNK_ROWS));
  const thrower = trace.tables.functions[chunk.op[outcome.row % CHUNK_ROWS] >>> ID_SHIFT];
  if (thrower?.kind !== "call") return undefined;
  const { nodes, source } = trace.programs[callProgram];
  const name = /^(?:name ')?([^\s']+)'? is not defined$/.exec(outcome.message)?.[1];
  const node = nodes.find(
    ({ type, start, end }) => /^identifier$/i.test(type) && source.slice(start, end) === name,
  );
  return node && name ? { name, line: node.line, column: node.column } : undefined;
}
