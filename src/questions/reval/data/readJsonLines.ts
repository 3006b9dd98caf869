import { readFileSync } from "node:fs";
import { SourceError } from "../../../program/SourceError.js";

/** A row of a file of JSON lines with its 1-based line. */
export interface JsonLine {
  readonly value: unknown;
  readonly line: number;
}

/**
 * Reads a file of JSON lines; blank lines are skipped.
 *
 * @throws SourceError for a file that cannot be read or has no rows, and naming the line of a row that is no JSON.
 */
export function readJsonLines(file: string): readonly JsonLine[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as Error).message}`, file);
  }
  const rows: JsonLine[] = [];
  for (const [i, row] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (row.trim() === "") continue;
    try {
      rows.push({ value: JSON.parse(row), line: i + 1 });
    } catch {
      throw new SourceError(`not JSON: ${row.slice(0, 60)}`, file, i + 1);
    }
  }
  if (rows.length === 0) throw new SourceError("no rows", file);
  return rows;
}
