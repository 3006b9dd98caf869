/** A column of a {@link Table}. */
export interface TableColumn {
  /** Field of the records. */
  readonly key: string;
  /** Heading. Default: the key. */
  readonly label?: string;
  /** Digits behind the point of numbers. Default: as many as are needed, six significant ones at most. */
  readonly digits?: number;
  /** Default: numbers to the right, everything else to the left. */
  readonly align?: "left" | "right";
}

/** How {@link table} shows records. */
export interface TableOptions {
  readonly caption?: string;
  /** Columns to show, in this order. Default: every field of any record, in the order in which they first occur. */
  readonly columns?: readonly (string | TableColumn)[];
  /** Rows shown; how many there are in all is said below. Default 50. */
  readonly limit?: number;
}

/** Records as a table: a cell's last expression, or to be written to a file. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Required<TableColumn>[];
  /** The cells shown, as text. */
  readonly cells: readonly (readonly string[])[];
  /** Records there are, shown or not. */
  readonly total: number;
  /** HTML that can be read without styles and scripts. */
  toHTML(): string;
  /** Columns aligned for a fixed-width font. */
  toText(): string;
}
