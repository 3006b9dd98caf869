import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Language } from "../program/Program.js";
import { SourceError } from "../program/SourceError.js";
import type { Dataset } from "./Dataset.js";
import { inLanguage } from "./inLanguage.js";
import { datasets, packagedFolder } from "./packaged.js";
import { loadPublished } from "./published/loadPublished.js";
import { publishedSets } from "./published/publishedSets.js";
import { readFolder } from "./readFolder.js";
import { readRows } from "./readRows.js";
import { readSingle } from "./readSingle.js";

/** What {@link loadDataset} cannot read from the data itself. */
export interface LoadOptions {
  /** Calls to make on a single source file. Required for one, refused for anything else. */
  readonly calls?: readonly string[];
  /** Only the programs in this language; the same as `:python` (and so on) behind the name or path. */
  readonly language?: Language;
}

const SUFFIX = /:(javascript|typescript|python)$/;

/**
 * Loads a data set: by the name of a packaged one (see {@link datasets}) or of a published one that was fetched (see
 * `publishedSets`), or by path. A path may lead to a folder with an `index.json`, a `.jsonl` file with one program a
 * row, or one JavaScript, TypeScript or Python file together with `calls`. Programs come in the order of the index or
 * the rows. A name goes before a path of the same text. Behind either, `:python`, `:javascript` or `:typescript` takes
 * only the programs in that language: `twins:python`.
 *
 * @throws SourceError that names the file, the row or field, and the offending value.
 */
export function loadDataset(nameOrPath: string, options: LoadOptions = {}): Dataset {
  const { calls, language } = options;
  if (language !== undefined) return inLanguage(loadDataset(nameOrPath, { calls }), language);
  const suffix = SUFFIX.exec(nameOrPath);
  if (suffix !== null) {
    return inLanguage(loadDataset(nameOrPath.slice(0, suffix.index), { calls }), suffix[1] as Language);
  }
  if (datasets().includes(nameOrPath)) {
    refuseCalls(nameOrPath, calls);
    return readFolder(join(packagedFolder(), nameOrPath), nameOrPath);
  }
  const published = publishedSets().map(({ name }) => name);
  if (published.includes(nameOrPath)) {
    refuseCalls(nameOrPath, calls);
    return loadPublished(nameOrPath);
  }
  const path = resolve(nameOrPath);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new SourceError(
      `no data set of this name and no file or folder there; packaged are: ${datasets().join(", ")}; published are: ${published.join(", ")}`,
      nameOrPath,
    );
  }
  if (!stat.isDirectory() && /\.(?:[mc]?[jt]s|py)$/i.test(path)) return readSingle(path, nameOrPath, calls);
  refuseCalls(nameOrPath, calls);
  if (stat.isDirectory()) return readFolder(path, nameOrPath);
  if (/\.jsonl$/i.test(path)) return readRows(path, nameOrPath);
  throw new SourceError(
    "expected a folder with index.json, a .jsonl file, or a .js, .ts or .py file",
    nameOrPath,
  );
}

function refuseCalls(name: string, calls: readonly string[] | undefined): void {
  if (calls === undefined) return;
  throw new SourceError("calls can be given for a single source file only: this data set has its own", name);
}
