import type { Column } from "../report/plainTable.js";

/** A table as texts: its caption, columns and rows. */
export interface FigureTable {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}
