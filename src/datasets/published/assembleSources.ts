import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { SourceError } from "../../program/SourceError.js";
import { download } from "./download.js";
import type { FetchPublishedOptions } from "./fetchPublished.js";
import type { AssembledFile } from "./PublishedSet.js";

/** Programs downloaded at the same time. */
const WIDTH = 4;

/**
 * Puts the programs that the rows of a CSV file name together in one JSON object `{file name: source}`, sorted by name.
 * Programs that came before the download was stopped are not fetched again.
 *
 * @param base Address of the repository at its commit.
 * @throws SourceError for a row that names no program. Error of one line when a download fails.
 */
export async function assembleSources(
  { name, rows, folder: path }: AssembledFile,
  base: string,
  folder: string,
  { signal, idleMs, onProgress }: FetchPublishedOptions,
): Promise<void> {
  const names = programNames(join(folder, rows));
  const parts = join(folder, `${name}.parts`);
  mkdirSync(parts, { recursive: true });
  const sources = new Map<string, string>();
  const waiting = names.values();
  // One that fails stops the others.
  const failed = new AbortController();
  const either = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
  const worker = async (): Promise<void> => {
    for (const each of waiting) {
      either.throwIfAborted();
      const part = join(parts, each);
      const source = readText(part);
      if (source === undefined)
        await download(`${base}/${path}/${each}`, part, undefined, { signal: either, idleMs });
      sources.set(each, source ?? (readText(part) as string));
      onProgress?.(`${name}: ${each}`, sources.size, names.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: WIDTH }, worker));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
  const sorted = [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
  const fresh = join(folder, `${name}.${process.pid}.new`);
  writeFileSync(fresh, JSON.stringify(Object.fromEntries(sorted)));
  renameSync(fresh, join(folder, name));
  rmSync(parts, { recursive: true, force: true });
}

/** `<Filename>_trace_<k>.py` of every row: the number of a trace is not written down, five follow each other. */
function programNames(file: string): readonly string[] {
  const rows = parse(readFileSync(file, "utf8"), { columns: true }) as Record<string, string>[];
  return rows.map(({ Filename: program }, i) => {
    if (!/^[\w-]+$/.test(program ?? "")) {
      throw new SourceError(`column Filename names no program: ${JSON.stringify(program)}`, file, i + 1);
    }
    return `${program}_trace_${(i % 5) + 1}.py`;
  });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
