import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Output } from "../../../src/notebook/run/Notebook.js";

/** A code cell to be put into a notebook. */
export interface CellParts {
  readonly id: string;
  readonly source: string;
  readonly tags?: readonly string[];
  readonly outputs?: readonly Output[];
  readonly count?: number;
}

/** The text of a notebook with these code cells, written as nbformat writes it. */
export function notebookOf(kernel: string, cells: readonly CellParts[]): string {
  const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];
  const notebook = {
    cells: cells.map(({ id, source, tags, outputs = [], count = null }) => ({
      cell_type: "code",
      execution_count: count,
      id,
      metadata: tags === undefined ? {} : { tags },
      outputs,
      source: lines(source),
    })),
    metadata: { kernelspec: { display_name: kernel, language: "typescript", name: kernel } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** What was printed to stdout, as an output. */
export function printed(text: string): Output {
  return { name: "stdout", output_type: "stream", text: text.match(/[^\n]*\n|[^\n]+/g) ?? [] };
}

/** Writes a notebook and returns its path. */
export function put(path: string, text: string): string {
  writeFileSync(path, text);
  return path;
}

const PYTHON = process.env.TRACEBOOK_PYTHON ?? "/usr/bin/python3";

/** Whether Python's nbformat is missing and nothing demands it. Prints the reason. */
export function withoutNbformat(): boolean {
  if (spawnSync(PYTHON, ["-c", "import nbformat"]).status === 0 || process.env.TRACEBOOK_REQUIRE === "all")
    return false;
  console.log(`skipped: ${PYTHON} has no nbformat (apt-get install python3-nbformat)`);
  return true;
}

/** What Python's nbformat has against a notebook file; "" for nothing, and for bytes it would write itself. */
export function nbformatFaults(path: string): string {
  const script = `
import sys, warnings, nbformat
warnings.simplefilter("error")
with open(sys.argv[1], encoding="utf8", newline="") as file: text = file.read()
notebook = nbformat.reads(text, 4)
nbformat.validate(notebook)
if nbformat.writes(notebook) + "\\n" != text: sys.exit("not the bytes nbformat writes")`;
  const { status, stderr } = spawnSync(PYTHON, ["-c", script, path], { encoding: "utf8" });
  return status === 0 ? "" : stderr.trim() || `exit code ${status}`;
}
