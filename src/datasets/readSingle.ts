import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { decodeText } from "../program/decodeText.js";
import { SourceError } from "../program/SourceError.js";
import type { Dataset } from "./Dataset.js";
import { languageOf } from "./fields.js";
import { finish } from "./finish.js";
import { siblingsOf } from "./siblings.js";

/**
 * One source file as a data set of one program.
 *
 * @param shownAs How the person named the file; used in messages.
 * @throws SourceError when there is no call.
 */
export function readSingle(path: string, shownAs: string, calls: readonly string[] | undefined): Dataset {
  if (calls === undefined || calls.length === 0) {
    throw new SourceError("a single source file needs the call to make on it (--call EXPR)", shownAs);
  }
  const blank = calls.findIndex(call => call.trim() === "");
  if (blank >= 0)
    throw new SourceError(`call ${blank + 1} is blank: ${JSON.stringify(calls[blank])}`, shownAs);
  const file = basename(path);
  const id = file.replace(/\.\w+$/, "");
  const source = decodeText(readFileSync(path), shownAs);
  const licence = { code: "unknown", data: "unknown" };
  const program = {
    id,
    file,
    language: languageOf(file),
    family: "all",
    cluster: id,
    title: id,
    source,
    calls,
    tags: [],
    siblings: siblingsOf(file, source, dirname(path)),
    path,
  };
  return finish({ name: id, version: "0", title: id, licence }, [program], () => ({ file: shownAs }));
}
