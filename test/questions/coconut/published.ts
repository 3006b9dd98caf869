import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATA } from "../../program/published.js";
import { pyenvPython } from "../../trace/python/pyenv.js";

interface Skips {
  skip(note?: string): never;
}

/** Path of a published file; skips the test, and says why, when it is absent. */
export function publishedFile(name: string, context: Skips): string {
  const path = join(DATA, "coconut", name);
  if (!existsSync(path)) {
    console.warn(`skipped: no published data at ${path} (set TRACEBOOK_DATA)`);
    context.skip(`no published data at ${path}`);
  }
  return path;
}

const PLACES = ["python3", pyenvPython("3.11.7"), pyenvPython("3.10.13")];

function versionOf(python: string): string {
  return (
    spawnSync(python, ["-c", "import platform; print(platform.python_version())"], { encoding: "utf8" })
      .stdout ?? ""
  );
}

/** An engine that gives the published line events, CPython 3.10 or 3.11; skips the test when there is none. */
export function compatPython(context: Skips): string {
  const found = PLACES.find(place => /^3\.1[01]\./.test(versionOf(place)));
  if (found === undefined) {
    console.warn("skipped: neither CPython 3.10 nor 3.11 found");
    context.skip("neither CPython 3.10 nor 3.11 found");
  }
  return `cpython:${found}`;
}

/** An engine with other line events; undefined when there is none. */
export function laterPython(): string | undefined {
  const places = ["python3.12", "python3.13", pyenvPython("3.12.1")];
  const found = places.find(place => /^3\.1[2-9]\./.test(versionOf(place)));
  return found === undefined ? undefined : `cpython:${found}`;
}

/** Writes a CSV file of its own folder and gives its path. */
export function csvFile(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const path = join(mkdtempSync(join(tmpdir(), "coconut-")), name);
  writeFileSync(path, [columns, ...rows].map(row => row.map(cell).join(",")).join("\n"));
  return path;
}
