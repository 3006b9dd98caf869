import type { Program } from "../../program/Program.js";
import type { Columns } from "./Columns.js";
import type { TraceFooter, TraceHeader } from "./TraceHeader.js";
import type { Tables } from "./tables.js";

/** The recorded execution of one program and call: plain data over typed columns. */
export interface Trace {
  readonly header: TraceHeader;
  readonly tables: Tables;
  readonly columns: Columns;
  /** String table: tags STRING and BIGINT hold indexes into it. */
  readonly strings: readonly string[];
  readonly footer: TraceFooter;
  /** The parsed programs, in the order of `header.programs`. */
  readonly programs: readonly Program[];
}
