import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import { cellText } from "./cellText.js";
import type { Table, TableColumn, TableOptions } from "./TableOptions.js";
import { tableHtml } from "./tableHtml.js";
import { tableText } from "./tableText.js";

const ROWS = 50;

/**
 * Shows any list of records as a table: `table(run.rows, { columns: ["task", "verdict"] })`. A list of plain values
 * becomes one column. Long tables are cut and say how many rows there are.
 *
 * @throws SourceError for rows that are no list, a column no record has, or options out of range.
 */
export function table(rows: Iterable<unknown>, options: TableOptions = {}): Table {
  const { caption = "", limit = ROWS } = options;
  if (typeof rows !== "object" || rows === null || !(Symbol.iterator in rows)) {
    throw new SourceError(`rows must be a list of records, not ${describe(rows)}`, "table");
  }
  if (!(Number.isInteger(limit) && limit >= 1)) {
    throw new SourceError(`limit must be a whole number of at least 1, not ${limit}`, "table");
  }
  const records = Array.from(rows, record);
  const columns = (options.columns ?? keysOf(records)).map(column => settle(column, records));
  const shown = records.slice(0, limit);
  const cells = shown.map(row => columns.map(({ key, digits }) => cellText(row[key], digits)));
  const parts = { caption, columns, cells, total: records.length };
  return showable("table", {
    ...parts,
    toHTML: () => tableHtml(parts),
    toText: () => tableText(parts),
  });
}

type Record = Readonly<{ [key: string]: unknown }>;

/** Objects by their fields, lists by position; everything else, maps and sets too, is one value. */
function record(row: unknown): Record {
  if (Array.isArray(row)) return Object.fromEntries(row.map((value, i) => [String(i + 1), value]));
  if (typeof row === "object" && row !== null && !(Symbol.iterator in row)) return row as Record;
  return { value: row };
}

function keysOf(records: readonly Record[]): string[] {
  return [...new Set(records.flatMap(row => Object.keys(row)))];
}

/** Fills in what a column leaves open, from the values it holds. */
function settle(given: string | TableColumn, records: readonly Record[]): Required<TableColumn> {
  const column: TableColumn = typeof given === "string" ? { key: given } : given;
  const { key, label = key, digits = -1 } = column;
  if (records.length > 0 && !records.some(row => key in row)) {
    const known = keysOf(records).slice(0, 20).join(", ");
    throw new SourceError(`no record has the field ${JSON.stringify(key)} (fields: ${known})`, "table");
  }
  if (!(Number.isInteger(digits) && digits >= -1 && digits <= 20)) {
    throw new SourceError(
      `digits must be within 0..20, not ${digits}`,
      `table column ${JSON.stringify(key)}`,
    );
  }
  const values = records.map(row => row[key]).filter(value => value !== undefined && value !== null);
  const numbers = values.every(value => typeof value === "number" || typeof value === "bigint");
  return { key, label, digits, align: column.align ?? (numbers && values.length > 0 ? "right" : "left") };
}

function describe(value: unknown): string {
  return value === null
    ? "null"
    : typeof value === "object"
      ? "an object"
      : `${typeof value} ${String(value)}`;
}
