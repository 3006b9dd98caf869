import type { Program } from "../../program/Program.js";
import type { Tables } from "../format/tables.js";
import { DEFAULT_RECORD } from "../TraceOptions.js";
import { instrument } from "./instrument/instrument.js";
import { tableBuilder } from "./instrument/TableBuilder.js";

const known = new WeakMap<Program, Tables>();

/**
 * Static tables of one program (functions, sites, variables), as its traces have them for program 0, made without
 * running it. Ids are those of these tables, not of a trace that has a call.
 *
 * @throws SourceError at the place of a construct that cannot be traced.
 */
export function tablesOf(program: Program): Tables {
  const before = known.get(program);
  if (before !== undefined) return before;
  const tables = tableBuilder();
  instrument(program, 0, tables, DEFAULT_RECORD);
  known.set(program, tables);
  return tables;
}
