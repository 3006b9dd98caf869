import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import type { PublishedSet } from "./PublishedSet.js";
import { publishedSet } from "./publishedSets.js";

/**
 * Folders in which copies of published data sets are looked for, first to last: `TRACEBOOK_DATA` where it is set, then
 * `tracebook/datasets` in the user's cache (`XDG_CACHE_HOME`, else `~/.cache`). New copies go to the first.
 */
export function dataRoots(
  env: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const { TRACEBOOK_DATA: data, XDG_CACHE_HOME: cache } = env;
  // A relative XDG_CACHE_HOME is to be ignored, says its specification.
  const base = cache?.startsWith("/") ? cache : join(homedir(), ".cache");
  const roots = [join(base, "tracebook", "datasets")];
  return data === undefined || data === "" ? roots : [resolve(data), ...roots];
}

/** Names of the files of a set, those that are put together by `fetchPublished` too. */
export function filesOf({ files, assembled }: PublishedSet): readonly string[] {
  return [...files.map(({ name }) => name), ...(assembled === undefined ? [] : [assembled.name])];
}

/** Folder of the first copy that holds every file of a set; undefined where there is none. */
export function findPublished(set: PublishedSet, roots: readonly string[] = dataRoots()): string | undefined {
  return roots
    .map(root => join(root, set.folder))
    .find(folder => filesOf(set).every(name => existsSync(join(folder, name))));
}

/**
 * Folder on this machine that holds the files of a published data set.
 *
 * @throws SourceError that says how to fetch it, when it is not there; for an unknown name.
 */
export function publishedFolder(name: string): string {
  const set = publishedSet(name);
  const roots = dataRoots();
  const found = findPublished(set, roots);
  if (found !== undefined) return found;
  const looked = roots.map(root => join(root, set.folder)).join(" and ");
  throw new SourceError(
    `not on this machine (looked in ${looked}): run tracebook datasets fetch ${name}`,
    name,
  );
}
