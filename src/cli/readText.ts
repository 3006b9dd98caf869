import { readFileSync } from "node:fs";
import { decodeText } from "../program/decodeText.js";
import { SourceError } from "../program/SourceError.js";

/**
 * Text of a file the person named.
 *
 * @throws SourceError when it cannot be read or is not UTF-8.
 */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as NodeJS.ErrnoException).code}`, file);
  }
  return decodeText(bytes, file);
}
