import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { SourceError } from "../../../program/SourceError.js";
import type { CoconutKind } from "./CoconutData.js";

/** Text of a traced program by its file name, `Account_2_trace_1.py`. */
export type Sources = (file: string) => string | undefined;

/**
 * The programs behind the traces of a file.
 *
 * @param given a JSON file `{file name: text}`, or a folder of the programs. Default: `<kind>_sources.json` beside the
 *   traces, else the folder of the published repository.
 * @throws SourceError when what is given cannot be read.
 */
export function readSources(kind: CoconutKind, traces: string, given?: string): Sources | undefined {
  const topic = { humaneval: "", oop: "OOP", recursion: "Recursion", concurrency: "Concurrency" }[kind];
  const here = dirname(traces);
  const places =
    given === undefined
      ? [join(here, `${kind}_sources.json`), join(here, "..", "Test", `${topic}_prepared`, "Python")]
      : [given];
  const place = places.find(path => existsSync(path));
  if (place === undefined) {
    if (given !== undefined)
      throw new SourceError("the programs behind the traces: no such file or folder", given);
    return undefined;
  }
  if (statSync(place).isDirectory()) {
    return file => {
      const path = join(place, file);
      return existsSync(path) ? readFileSync(path, "utf8") : undefined;
    };
  }
  const texts = readJson(place);
  return file => (Object.hasOwn(texts, file) ? texts[file] : undefined);
}

function readJson(path: string): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new SourceError(`the programs behind the traces: ${(error as Error).message}`, path);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new SourceError("the programs behind the traces: an object {file name: text} is expected", path);
  for (const [file, text] of Object.entries(value))
    if (typeof text !== "string")
      throw new SourceError(`the program ${JSON.stringify(file)} is not a text`, path);
  return value as Record<string, string>;
}
