import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { decodeText } from "../../../program/decodeText.js";
import { SourceError } from "../../../program/SourceError.js";

/** A row of a CSV file. */
export interface TableRow {
  /** 1-based, the header not counted. */
  readonly row: number;
  /** 1-based line of the file on which the row begins. */
  readonly line: number;
  /** By column; missing fields are absent. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields found, where that is not the number of columns. */
  readonly found?: number;
}

/** A CSV file with a header. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * Reads a CSV file (RFC 4180, UTF-8, line ends inside of quotes).
 *
 * @throws SourceError when the file cannot be read, has no header, names a column twice, or has a quote that is not
 *   closed: from there on no row can be told from another.
 */
export function readTable(path: string): Table {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as Error).message}`, path);
  }
  const text = decodeText(bytes, path);
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch (error) {
    const { lines, records: before } = error as { lines?: number; records?: number };
    const place = before === undefined ? "" : ` (data row ${Math.max(1, before)})`;
    throw new SourceError(`broken CSV${place}: ${(error as Error).message}`, path, lines);
  }
  if (records.length === 0) throw new SourceError("the file is empty: a header is expected", path);
  const columns = records[0].record;
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) throw new SourceError(`column ${JSON.stringify(twice)} stands twice`, path, 1);
  const rows = records.slice(1).map(({ record }, i): TableRow => {
    // `lines` is where a row ends.
    const line = records[i].info.lines + 1;
    const pairs = columns.slice(0, record.length).map((column, at) => [column, record[at]] as const);
    const row = { row: i + 1, line, fields: Object.fromEntries(pairs) };
    return record.length === columns.length ? row : { ...row, found: record.length };
  });
  return { columns, rows };
}

/** @throws SourceError naming the columns that are missing and those that are there. */
export function requireColumns(table: Table, columns: readonly string[], path: string): void {
  const missing = columns.filter(column => !table.columns.includes(column));
  if (missing.length === 0) return;
  throw new SourceError(
    `column${missing.length === 1 ? "" : "s"} ${missing.join(", ")} missing: the file has ${table.columns
      .map(column => (column === "" ? "(unnamed)" : column))
      .join(", ")}`,
    path,
    1,
  );
}
