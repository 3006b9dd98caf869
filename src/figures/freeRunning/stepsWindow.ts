import type { RunningRow } from "./runningRows.js";

/** At most `most` steps around the first divergence, or the first of them, and how many are left out on either side. */
export function stepsWindow(
  rows: readonly RunningRow[],
  most: number,
): { readonly shown: readonly RunningRow[]; readonly before: number; readonly after: number } {
  const first = rows.findIndex(({ state }) => state === "first");
  const from = first < 0 ? 0 : Math.max(0, Math.min(first - Math.floor(most / 2), rows.length - most));
  const shown = rows.slice(from, from + most);
  return { shown, before: from, after: rows.length - from - shown.length };
}
