import { existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { assembleSources } from "./assembleSources.js";
import { type DownloadOptions, download, hashOf } from "./download.js";
import type { PublishedFile, PublishedLicence, PublishedSet } from "./PublishedSet.js";
import { dataRoots, filesOf } from "./publishedFolder.js";
import { publishedSet } from "./publishedSets.js";

/** The home of the published files. */
export const HOME = "https://raw.githubusercontent.com";

/** How {@link fetchPublished} works. */
export interface FetchPublishedOptions extends Pick<DownloadOptions, "signal" | "idleMs"> {
  /** Folder that gets the folder of the work. Default: `TRACEBOOK_DATA`, else the user's cache. */
  readonly out?: string;
  /** Address of a mirror that holds `/<owner>/<repository>/<commit>/<path>`. Default: {@link HOME}. */
  readonly home?: string;
  /** Told as files arrive. */
  readonly onProgress?: (file: string, bytes: number, total: number | undefined) => void;
}

/** A file of a fetched set. */
export interface FetchedFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
  /** `unverified` where nobody has said which checksum is right. */
  readonly check: "verified" | "unverified";
  /** It was there before. */
  readonly kept: boolean;
}

/** Where a published set lies on this machine. */
export interface FetchedSet {
  readonly name: string;
  readonly folder: string;
  readonly licence: PublishedLicence;
  readonly files: readonly FetchedFile[];
}

/**
 * Downloads a published data set from its home, or finds that it is there: every file with a known checksum is checked,
 * one that is there but wrong is told, not replaced.
 *
 * @throws SourceError for an unknown name or mirror, and for a file that is there with other content. Error of one line when the
 *   download fails, see {@link download}.
 */
export async function fetchPublished(name: string, options: FetchPublishedOptions = {}): Promise<FetchedSet> {
  const set = publishedSet(name);
  const { home = HOME, signal } = options;
  if (!/^https?:\/\/[^\s/]/.test(home)) {
    throw new SourceError(
      `expected an address that begins with https://, got ${JSON.stringify(home)}`,
      "--from",
    );
  }
  const folder = join(resolve(options.out ?? dataRoots()[0]), set.folder);
  mkdirSync(folder, { recursive: true });
  const base = `${home.replace(/\/+$/, "")}/${set.repository}/${set.commit}`;
  const files: FetchedFile[] = [];
  for (const file of set.files) {
    signal?.throwIfAborted();
    files.push(await fetchFile(file, `${base}/${file.path}`, folder, options));
  }
  if (set.assembled !== undefined) {
    const target = join(folder, set.assembled.name);
    const kept = existsSync(target);
    if (!kept) await assembleSources(set.assembled, base, folder, options);
    const content = { bytes: statSync(target).size, sha256: await hashOf(target) };
    files.push({ name: set.assembled.name, ...content, check: "unverified", kept });
  }
  return { name, folder, licence: set.licence, files };
}

async function fetchFile(
  { name, bytes, sha256 }: PublishedFile,
  url: string,
  folder: string,
  { signal, idleMs, onProgress }: FetchPublishedOptions,
): Promise<FetchedFile> {
  const target = join(folder, name);
  const kept = existsSync(target);
  if (kept) {
    const found = await hashOf(target);
    if (found !== sha256) {
      throw new SourceError(
        `this file is not the published one: expected sha256 ${sha256}, found ${found}; move it away and fetch again`,
        target,
      );
    }
  } else {
    const onBytes = (done: number, total: number | undefined): void => onProgress?.(name, done, total);
    await download(url, target, { bytes, sha256 }, { signal, idleMs, onBytes });
  }
  return { name, bytes, sha256, check: "verified", kept };
}

/** Names of the files of a set that are not in a folder. */
export function missingFiles(set: PublishedSet, folder: string): readonly string[] {
  return filesOf(set).filter(name => !existsSync(join(folder, name)));
}
