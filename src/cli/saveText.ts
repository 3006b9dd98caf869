import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { SourceError } from "../program/SourceError.js";

/** Writes pieces of text to a file as they come; the name appears only when all are written. */
export async function saveText(path: string, pieces: Iterable<string>): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  let file: number;
  try {
    file = openSync(part, "w");
  } catch (error) {
    throw new SourceError(`cannot be written: ${(error as NodeJS.ErrnoException).code}`, path);
  }
  try {
    try {
      for (const piece of pieces) writeSync(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
