import { z } from "zod";
import { SourceError } from "../../program/SourceError.js";
import type { CruxevalItem } from "./CruxevalItem.js";

const Row = z.object({ id: z.string().min(1), code: z.string(), input: z.string(), output: z.string() });

/**
 * Reads `cruxeval.jsonl`: one JSON object a row with the texts `id`, `code`, `input` and `output`; other fields are left
 * alone, blank rows skipped.
 *
 * @param file How the person named the file; used in messages.
 * @throws SourceError naming file, row and field: a row that is no JSON, a missing or mistyped field, an id given twice.
 */
export function readCruxeval(text: string, file: string): readonly CruxevalItem[] {
  const items: CruxevalItem[] = [];
  const rows = new Map<string, number>();
  for (const [i, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const row = i + 1;
    const item = readRow(line, file, row);
    const first = rows.get(item.id);
    if (first !== undefined) throw new SourceError(`id "${item.id}" stands in row ${first} too`, file, row);
    rows.set(item.id, row);
    items.push(item);
  }
  if (items.length === 0) throw new SourceError("no rows", file);
  return items;
}

function readRow(line: string, file: string, row: number): CruxevalItem {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch (error) {
    throw new SourceError(`not a JSON object: ${(error as Error).message}`, file, row);
  }
  const read = Row.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue.path.join(".");
  throw new SourceError(field === "" ? issue.message : `field "${field}": ${issue.message}`, file, row);
}
