import type { CoconutItem } from "../data/CoconutData.js";
import type { CoconutConventions } from "./Conventions.js";
import { cellOf, cleanCell, collapsed, elementsOf } from "./cells.js";
import { type LineRoles, lineRoles } from "./lineRoles.js";

const roles = new WeakMap<CoconutItem, LineRoles>();

/**
 * The two cells of a row as a set of conventions has them.
 *
 * @param item the published trace behind the row, where it is known: without it nothing is dropped or put back.
 */
export function rewriteCells(
  row: { readonly actual: string; readonly predicted: string },
  conventions: CoconutConventions,
  item: CoconutItem | undefined,
): { readonly actual: string; readonly predicted: string } {
  const { clean, truth, collapse } = conventions;
  const given = clean ? cleanCell(row.predicted) : row.predicted;
  const right = truth === "verbatim" && item !== undefined ? cellOf(item.steps) : row.actual;
  const drop = droppedLines(conventions, item);
  return {
    actual: rewrite(right, drop, collapse !== "none"),
    predicted: rewrite(given, drop, collapse === "both"),
  };
}

/** Nothing to do leaves a text as it is, blanks included. */
function rewrite(cell: string, drop: ReadonlySet<number>, collapse: boolean): string {
  if (drop.size === 0 && !collapse) return cell;
  const elements = elementsOf(cell);
  const written = rewriteSteps(elements, drop, collapse);
  return written.length === elements.length ? cell : cellOf(written);
}

/** A list without the lines to be left out, and with repetitions written once where that is asked for. */
export function rewriteSteps<T extends number | string>(
  steps: readonly T[],
  drop: ReadonlySet<number>,
  collapse: boolean,
): T[] {
  const kept = steps.filter(step => typeof step !== "number" || !drop.has(step));
  return collapse ? collapsed(kept) : kept;
}

/** The lines of a program that the conventions leave out. */
export function droppedLines(
  conventions: CoconutConventions,
  item: CoconutItem | undefined,
): ReadonlySet<number> {
  const lines = new Set<number>();
  if (item === undefined) return lines;
  const known = roles.get(item) ?? lineRoles(item.source);
  roles.set(item, known);
  if (conventions.dropGuard) for (const line of known.guard) lines.add(line);
  if (conventions.dropHeaders) for (const line of known.headers) lines.add(line);
  if (conventions.dropSilent) for (const line of known.silent) lines.add(line);
  return lines;
}
