import { readFileSync } from "node:fs";
import { SourceError } from "../program/SourceError.js";

/**
 * Text of a file the person named.
 *
 * @throws SourceError when it cannot be read.
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as NodeJS.ErrnoException).code}`, file);
  }
}
