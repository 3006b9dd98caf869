import { readFileSync } from "node:fs";
import { SourceError } from "../../program/SourceError.js";
import { jsonSpans } from "./jsonSpans.js";
import type { CodeCell, MultiLine, Notebook } from "./Notebook.js";
import { validateNotebook } from "./NotebookSchema.js";
import { toleranceOf } from "./Tolerance.js";

/**
 * Reads a notebook of nbformat 4.
 *
 * @throws SourceError for a file that cannot be read, is no JSON (with the place), no notebook or one of another
 *   version, lacks a field (named), or declares a tolerance that is none.
 */
export function readNotebook(path: string): Notebook {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as NodeJS.ErrnoException).code}`, path);
  }
  return parseNotebook(text, path);
}

/** {@link readNotebook} for a text; `path` is named in messages. */
export function parseNotebook(text: string, path: string): Notebook {
  const value = parseJson(text, path);
  const major = (value as { nbformat?: unknown } | null)?.nbformat;
  if (typeof major !== "number") throw new SourceError("not a notebook: it has no field nbformat", path);
  if (major !== 4)
    throw new SourceError(
      `nbformat ${major} is not read, 4 is: jupyter nbconvert --to notebook --nbformat 4 converts it`,
      path,
    );
  const { cells, metadata } = validateNotebook(value, path);
  const span = jsonSpans(text);
  const spans = span.members?.get("cells")?.items ?? [];
  return {
    path,
    text,
    span,
    kernel: metadata.kernelspec?.name,
    language: metadata.language_info,
    cells: cells.flatMap((cell, index): CodeCell[] => {
      if (cell.cell_type !== "code") return [];
      const source = joined(cell.source);
      return [
        {
          cell: index + 1,
          id: cell.id,
          source,
          tags: cell.metadata.tags ?? [],
          outputs: cell.outputs ?? [],
          count: cell.execution_count ?? null,
          tolerance: toleranceOf(source, `${path}: cell ${index + 1}`),
          span: spans[index],
        },
      ];
    }),
  };
}

/** A text as one string. */
export function joined(text: MultiLine): string {
  return typeof text === "string" ? text : text.join("");
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = faultOffset(text, message);
    const before = text.slice(0, offset).split("\n");
    const reason = message.replace(/ in JSON\b.*$|, (?:\.\.\.)?".*is not valid JSON$/s, "");
    throw new SourceError(`not JSON: ${reason}`, path, before.length, before[before.length - 1].length);
  }
}

/** Where a text stops to be JSON. Node 20 does not say it of an unexpected token. */
function faultOffset(text: string, message: string): number {
  const found = positionIn(message);
  if (found !== undefined) return found;
  if (message.startsWith("Unexpected end")) return text.length;
  // The longest start of the text that only lacks its end.
  let [fine, wrong] = [0, text.length];
  while (wrong - fine > 1) {
    const middle = (fine + wrong) >> 1;
    if (isStart(text.slice(0, middle))) fine = middle;
    else wrong = middle;
  }
  return fine;
}

function isStart(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith("Unexpected end") || (positionIn(message) ?? -1) >= text.length;
  }
}

function positionIn(message: string): number | undefined {
  const found = /\bat position (\d+)/.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}
