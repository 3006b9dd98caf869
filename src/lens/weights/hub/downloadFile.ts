import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { SourceError } from "../../../program/SourceError.js";
import { type Asked, hubError } from "./hubError.js";
import type { RepoFile } from "./RepoFile.js";

/** Tries of a file whose connection breaks. */
const TRIES = 4;
/** Waiting before the second try, ms; twice as long before each further one. */
const PAUSE = 500;

/** Where a file comes from and goes to. */
export interface FileDownload {
  readonly url: string;
  /** Absolute path. */
  readonly target: string;
  readonly file: RepoFile;
  readonly asked: Asked;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  /** Bytes of this file that are there. */
  readonly onBytes: (done: number) => void;
}

/**
 * Downloads a file next to its place, checks size and checksum, and only then gives it its name. What is there from a broken
 * connection or an earlier process is gone on from (HTTP ranges).
 *
 * @throws SourceError for a wrong checksum (what was loaded is removed), an answer that is no file, a connection that keeps breaking.
 */
export async function downloadFile(download: FileDownload): Promise<void> {
  const { target, file, asked, signal } = download;
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      await goOn(download, part);
      break;
    } catch (error) {
      if (signal?.aborted || error instanceof SourceError) throw error;
      const { size } = await stat(part).catch(() => ({ size: 0 }));
      if (attempt === TRIES) {
        const why = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
        throw new SourceError(
          `${file.path}: the connection broke ${TRIES} times, after ${size} of ${file.size} bytes (${why}); they are kept, and gone on from next time`,
          asked.repo,
        );
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE * 2 ** (attempt - 1)));
    }
  }
  const found = await checksum(part, file);
  if (found !== file.checksum.hex) {
    await rm(part, { force: true });
    throw new SourceError(
      `${file.path}: ${file.checksum.kind} is ${found}, the hub says ${file.checksum.hex}; it was removed`,
      asked.repo,
    );
  }
  await rename(part, target);
}

async function goOn(
  { url, file, asked, headers, signal, onBytes }: FileDownload,
  part: string,
): Promise<void> {
  let { size } = await stat(part).catch(() => ({ size: 0 }));
  if (size > file.size) {
    await rm(part);
    size = 0;
  }
  onBytes(size);
  if (size === file.size && size > 0) return;
  const range: Record<string, string> = size > 0 ? { Range: `bytes=${size}-` } : {};
  const response = await fetch(url, { headers: { ...headers, ...range }, ...(signal && { signal }) });
  if (!response.ok) {
    await response.body?.cancel();
    // The server is in trouble: that passes.
    if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
    throw hubError(response.status, asked);
  }
  // A server without ranges begins anew.
  const handle: FileHandle = await open(part, response.status === 206 ? "a" : "w");
  let done = response.status === 206 ? size : 0;
  try {
    for await (const chunk of response.body ?? []) {
      done += chunk.length;
      if (done > file.size) break;
      await handle.writeFile(chunk);
      onBytes(done);
      // Node 20 waits for ever for the end of a body that was stopped when it had come in whole.
      signal?.throwIfAborted();
    }
  } finally {
    await handle.close();
  }
  if (done > file.size) {
    await rm(part);
    throw new SourceError(`${file.path}: has more than the ${file.size} bytes the hub says`, asked.repo);
  }
  if (done < file.size) throw new Error(`ended after ${done} bytes`);
}

/** What the hub gives as checksum of a file, of a file here. */
async function checksum(path: string, { checksum: { kind }, size }: RepoFile): Promise<string> {
  const hash: Hash = createHash(kind === "sha256" ? "sha256" : "sha1");
  if (kind === "git") hash.update(`blob ${size}\0`);
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
