import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { SourceError } from "../program/SourceError.js";
import type { DatasetProgram } from "./Dataset.js";
import type { DatasetHead } from "./finish.js";

/** Files of a data set folder: path relative to it → text. */
export type FolderFiles = Readonly<Record<string, string>>;

/**
 * Files of a data set that `loadDataset` reads: `index.json` and the sources with their siblings.
 *
 * @param extra Fields of the index beside those every data set has.
 * @param extraOf Fields of the entry of program `i` beside those every program has.
 */
export function datasetFiles(
  head: DatasetHead,
  programs: readonly DatasetProgram[],
  extra: Readonly<Record<string, unknown>> = {},
  extraOf: (index: number) => Readonly<Record<string, unknown>> = () => ({}),
): FolderFiles {
  const files: Record<string, string> = {};
  const entries = programs.map(
    ({ id, file, language, family, cluster, title, source, calls, tags, siblings, twin }, i) => {
      files[file] = source;
      for (const sibling of siblings) files[sibling.file] = sibling.source;
      return {
        id,
        file,
        language,
        family,
        cluster,
        title,
        calls,
        tags,
        ...(twin === undefined ? {} : { twin }),
        ...extraOf(i),
      };
    },
  );
  const index = { schema: "tracebook/dataset@1", ...head, ...extra, programs: entries };
  return { "index.json": `${JSON.stringify(index, null, 2)}\n`, ...files };
}

/**
 * Writes a folder of files so that it is there whole or not at all: everything goes into a folder beside it first,
 * which then takes the name. A folder that is there is replaced if `mayReplace` says so.
 *
 * @throws SourceError when the folder cannot be written, or something else has its name.
 */
export function saveFolder(
  folder: string,
  files: FolderFiles,
  mayReplace: (folder: string) => boolean,
): void {
  const target = resolve(folder);
  if (existsSync(target) && !mayReplace(target)) {
    throw new SourceError(
      "is there already and was not written by this command: name another folder",
      folder,
    );
  }
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.${process.pid}.part`;
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(part, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    if (existsSync(target)) renameSync(target, `${part}.old`);
    renameSync(part, target);
    rmSync(`${part}.old`, { recursive: true, force: true });
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw new SourceError(`cannot be written: ${(error as NodeJS.ErrnoException).code ?? error}`, folder);
  }
}
