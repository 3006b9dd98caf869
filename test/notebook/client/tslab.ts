import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { findTslab } from "../../../src/notebook/client/findTslab.js";

const root = join(import.meta.dirname, "../../..");

/** Folder of the tslab the tests use; `undefined` where none is installed. */
export const TSLAB: string | undefined = (() => {
  try {
    return findTslab(join(root, "notebooks"));
  } catch {
    return undefined;
  }
})();

/** Whether these tests must be skipped: no tslab, and nothing demands it. Prints the reason. */
export function withoutTslab(): boolean {
  if (TSLAB !== undefined || process.env.TRACEBOOK_REQUIRE === "all") return false;
  console.log("skipped: no tslab (npm ci --prefix notebooks, or set TRACEBOOK_TSLAB)");
  return true;
}

/** Command of plain tslab. */
export function tslabArgv(...more: readonly string[]): readonly string[] {
  const binary = join(TSLAB ?? "", "bin/tslab");
  return [process.execPath, binary, "kernel", "--config-path", "{connection_file}", ...more];
}

const folders: string[] = [];

/** A new folder in which cells find tslab and its types, as beside a notebook; removed after the tests. */
export function notebookFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tracebook-notebook-"));
  folders.push(folder);
  if (TSLAB !== undefined) symlinkSync(dirname(TSLAB), join(folder, "node_modules"));
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
