import type { FunctionEntry, Read, Site, Variable, Write } from "../../format/tables.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Tables under construction, shared by all files of one trace. */
export interface TableBuilder {
  readonly functions: Mutable<FunctionEntry>[];
  readonly sites: Site[];
  readonly variables: Variable[];
  readonly writes: Write[];
  readonly reads: Read[];
  /** Source slice of each function and class, by function id. */
  readonly texts: { module: number; start: number; end: number }[];
}

/** Empty tables to fill. */
export function tableBuilder(): TableBuilder {
  return { functions: [], sites: [], variables: [], writes: [], reads: [], texts: [] };
}
