import type { Cells, Place } from "./Cells.js";

/** Frames of what runs a cell: they say nothing about the cell. */
const MACHINERY = /[\\/]tslab[\\/]dist[\\/]|[\\/]dist[\\/]kernel\.cjs|^node:(vm|internal)/;

/** Places of the frames of an error, innermost first, for those that stand in a cell. */
const places = new WeakMap<object, readonly Place[]>();

/** Where in cells an error passed, innermost first; empty when it has no stack or met no cell. */
export function placesOf(error: unknown): readonly Place[] {
  if (typeof error !== "object" || error === null) return [];
  try {
    // The stack is only formatted, and the places only found, when somebody reads it.
    void (error as { readonly stack?: unknown }).stack;
  } catch {
    // A getter of its own, or a proxy.
  }
  return places.get(error) ?? [];
}

/**
 * Formats stacks with the lines of the cells as they were written, and without the frames of what runs them. Takes the
 * place of V8's own formatting through `Error.prepareStackTrace`, so that it holds for errors a cell catches and prints too.
 */
export function stackTraceOf(cells: Cells): (error: Error, sites: readonly NodeJS.CallSite[]) => string {
  return (error, sites) => {
    const lines: string[] = [];
    const found: Place[] = [];
    for (const site of sites) {
      const script = site.getScriptNameOrSourceURL() ?? "";
      if (MACHINERY.test(script) && found.length > 0) continue;
      const line = site.getLineNumber();
      const column = site.getColumnNumber();
      if (line !== null && cells.isCall(script, line)) continue;
      const place = line === null || column === null ? undefined : cells.locate(script, line, column);
      let text = String(site);
      if (place !== undefined) {
        if (place.source !== undefined) found.push(place);
        // Variables and functions of other cells are properties of a proxy.
        text = text
          .replace(/^(async )?Proxy\./, "$1")
          .replace(`${script}:${line}:${column}`, () => `${place.label}:${place.line}:${place.column}`);
      }
      lines.push(`\n    at ${text}`);
    }
    places.set(error, found);
    return `${headline(error)}${lines.join("")}`;
  };
}

/** Name and message as V8 puts them before the frames. */
function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
