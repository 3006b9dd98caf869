import type { Accuracy } from "./ReportData.js";

/** `62.5 %`, or a dash. */
export function percent(share: number | undefined): string {
  return share === undefined ? "–" : `${(100 * share).toFixed(1)} %`;
}

/** `49.5 – 75.5`, with `(W)` where it is Wilson's. */
export function interval({ low, high, method }: Accuracy): string {
  if (low === undefined || high === undefined) return method === "none" ? "–" : method;
  return `${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)}${method === "CR2" ? "" : " (W)"}`;
}

/** Columns padded to their widest cell; the first to the left, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  return [line(rows[0]), widths.map(width => "-".repeat(width)).join("  "), ...rows.slice(1).map(line)].join(
    "\n",
  );
}
