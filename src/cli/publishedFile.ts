import { existsSync } from "node:fs";
import { join } from "node:path";
import { SourceError } from "../program/SourceError.js";
import type { Library } from "./library.js";

/**
 * Path of a file of a published data set on this machine.
 *
 * @throws SourceError that says how to fetch the set, when it is not there.
 */
export function publishedFile(lib: Library, name: string, file: string): string {
  const path = join(lib.publishedFolder(name), file);
  if (!existsSync(path)) throw new SourceError(`is not there: tracebook datasets fetch ${name}`, path);
  return path;
}
