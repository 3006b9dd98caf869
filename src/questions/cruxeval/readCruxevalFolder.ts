import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import type { CruxevalItem } from "./CruxevalItem.js";
import { readCruxeval } from "./readCruxeval.js";

/** Reads `cruxeval.jsonl` of a folder. */
export function readCruxevalFolder(folder: string): readonly CruxevalItem[] {
  const file = join(folder, "cruxeval.jsonl");
  return readCruxeval(readText(file), file);
}

/**
 * The text of a file.
 *
 * @throws SourceError when it cannot be read.
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as Error).message}`, file);
  }
}
