import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "../../program/decodeText.js";
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
 * @throws SourceError when it cannot be read or is not UTF-8.
 */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as Error).message}`, file);
  }
  return decodeText(bytes, file);
}
