import { readFile } from "node:fs/promises";
import { SourceError } from "../../program/SourceError.js";

/**
 * The JSON object in a file; undefined where there is no such file.
 *
 * @throws SourceError where it cannot be read, is no JSON, or no object.
 */
export async function readJson(file: string): Promise<Record<string, unknown> | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new SourceError(error.code === "EACCES" ? "may not be read" : error.message, file);
  });
  return text === undefined ? undefined : jsonObject(text, file);
}

/** The JSON object a text of a file is. @throws SourceError where it is no JSON, or no object. */
export function jsonObject(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SourceError(`is no JSON: ${(error as Error).message}`, file);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SourceError("is no JSON object", file);
  }
  return value as Record<string, unknown>;
}
