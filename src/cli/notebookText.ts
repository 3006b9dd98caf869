import { stripVTControlCharacters } from "node:util";
import type { CellDifference, CellRun, NotebookRun } from "../notebook/run/NotebookRun.js";

/** What was done with a notebook: a line for it, one for each cell, and what is wrong in full. */
export function notebookText(
  run: NotebookRun,
  options: { readonly quiet?: boolean; readonly update?: boolean } = {},
): string {
  const { path, status, kernel, cells, fault } = run;
  const fine = status === "same" || status === "updated" || status === "executed";
  if (options.quiet && status === "same") return "";
  const lines = [
    `${path}: ${headline(run)}${options.update && status === "failed" ? "; nothing written" : ""}`,
  ];
  if (fault !== null)
    lines.push(
      ...`kernel ${kernel}: ${stripVTControlCharacters(fault)}`.split("\n").map(line => `  ${line}`),
    );
  for (const cell of cells)
    if (!options.quiet || !(cell.status === "same" || cell.status === "executed"))
      lines.push(cellLine(cell, fine));
  // After an update the differences are those to the outputs there were: they are in the file's own history.
  for (const cell of cells) {
    if (cell.fault !== null) lines.push(...faultLines(path, cell));
    if (!fine)
      for (const difference of cell.differences) lines.push(...differenceLines(path, cell, difference));
  }
  return lines.join("\n");
}

function headline({ status, cells, counts, written, durationMs, kernel }: NotebookRun): string {
  if (status === "never executed") return "never executed: run with --update";
  const parts = [`${cells.length} ${cells.length === 1 ? "cell" : "cells"}`];
  for (const name of ["different", "failed", "skipped", "not run"] as const)
    if (counts[name] !== undefined)
      parts.push(`${counts[name]} ${name === "different" && status === "updated" ? "new" : name}`);
  const what = {
    same: "as committed",
    different: "not as committed",
    failed: "failed",
    updated: "updated",
    executed: "executed",
  };
  const where = written !== null && status !== "updated" ? `, written to ${written}` : "";
  return `${what[status]} (${parts.join(", ")}; ${kernel}, ${(durationMs / 1000).toFixed(1)} s)${where}`;
}

function cellLine({ cell, id, status, durationMs }: CellRun, fine: boolean): string {
  // In a notebook that was updated a difference is what was asked for.
  const word = status === "different" && fine ? "new" : status;
  const time = status === "skipped" || status === "not run" ? "" : `${Math.round(durationMs)} ms`;
  return `  cell ${String(cell).padEnd(3)} ${word.padEnd(9)} ${time.padStart(9)}  ${id ?? ""}`.trimEnd();
}

/** `file.ipynb: cell 4 (id abc)`. */
function place(path: string, { cell, id }: CellRun): string {
  return `${path}: cell ${cell}${id === null ? "" : ` (id ${id})`}`;
}

function faultLines(path: string, cell: CellRun): readonly string[] {
  const { ename, evalue, line, source } = cell.fault ?? { ename: "", evalue: "", line: null, source: null };
  const at = line === null ? "" : `, line ${line}`;
  const [first, ...rest] = stripVTControlCharacters(evalue).split("\n");
  const lines = [`${place(path, cell)}${at}: ${ename === "" ? "" : `${ename}: `}${first}`];
  lines.push(...rest.map(text => `  ${text}`));
  if (source !== null) lines.push(`  ${line} | ${source}`);
  return lines;
}

function differenceLines(path: string, cell: CellRun, difference: CellDifference): readonly string[] {
  const { output, kind, line, committed, now } = difference;
  const where = output === 0 ? "" : `, output ${output}`;
  const at = line === null ? "" : `, line ${line}`;
  return [
    `${place(path, cell)}${where}: ${kind}${at}`,
    `  committed: ${committed ?? "(none)"}`,
    `  now:       ${now ?? "(none)"}`,
  ];
}
