import { createHash } from "node:crypto";
import { createReadStream, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";

/** What a download must come to, where that is known. */
export interface Expected {
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** How {@link download} works. */
export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** Gives up when nothing arrives for so long, ms. Default 30,000. */
  readonly idleMs?: number;
  /** Told as bytes arrive; the total is undefined where nobody says. */
  readonly onBytes?: (bytes: number, total: number | undefined) => void;
}

/** How often a transfer that broke off is taken up again while it gets on. */
const ATTEMPTS = 5;

/**
 * Downloads a file. It grows as `<target>.part` and gets its name when it is whole and, where that is known, has the
 * right SHA-256: a file that is there is a good one. A part left by a stopped download is gone on with when the checksum is
 * known, else it is fetched anew.
 *
 * @returns the SHA-256 and the size of what was saved.
 * @throws Error of one line that names the address: no connection, a status other than 200, a transfer that breaks off, a
 *   wrong checksum (with both). What `signal` gives, when it is aborted; the part stays.
 */
export async function download(
  url: string,
  target: string,
  expected: Expected | undefined,
  options: DownloadOptions = {},
): Promise<Expected> {
  const part = `${target}.part`;
  if (expected === undefined) rmSync(part, { force: true });
  let resumed = sizeOf(part) > 0;
  for (let attempt = 1; ; attempt++) {
    const before = sizeOf(part);
    const whole = expected !== undefined && before >= expected.bytes;
    const broken = whole ? undefined : await transfer(url, part, expected, options);
    if (broken !== undefined) {
      const grew = sizeOf(part) > before;
      if (expected === undefined) rmSync(part, { force: true });
      if (!grew || attempt === ATTEMPTS) throw broken;
      continue;
    }
    const found = { bytes: sizeOf(part), sha256: await hashOf(part) };
    if (expected === undefined || found.sha256 === expected.sha256) {
      renameSync(part, target);
      return found;
    }
    rmSync(part, { force: true });
    if (!resumed) throw wrong(url, expected, found);
    // What an earlier try left was of no use.
    resumed = false;
  }
}

function wrong(url: string, expected: Expected, found: Expected): Error {
  return new Error(
    `${url}: wrong checksum: expected sha256 ${expected.sha256} (${expected.bytes} bytes), found ${found.sha256} ` +
      `(${found.bytes} bytes); nothing was kept`,
  );
}

/** Appends what is missing to a part; the fault when it broke off on the way. Other faults are thrown. */
async function transfer(
  url: string,
  part: string,
  expected: Expected | undefined,
  { signal, idleMs = 30_000, onBytes }: DownloadOptions,
): Promise<Error | undefined> {
  signal?.throwIfAborted();
  const idle = new AbortController();
  const tooSlow = (): void => idle.abort(new Error(`nothing arrived for ${idleMs / 1000} s`));
  let timer = setTimeout(tooSlow, idleMs);
  const either = AbortSignal.any(signal === undefined ? [idle.signal] : [idle.signal, signal]);
  const start = sizeOf(part);
  try {
    let response: Response;
    try {
      response = await fetch(url, {
        headers: { "accept-encoding": "identity", ...(start > 0 ? { range: `bytes=${start}-` } : {}) },
        signal: either,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new Error(`${url}: no answer (${why(error)}); fetching needs a network`);
    }
    const goesOn =
      response.status === 206 && response.headers.get("content-range")?.startsWith(`bytes ${start}-`);
    if (!goesOn && response.status !== 200) {
      await response.body?.cancel();
      // The file there is shorter than the part.
      if (response.status === 416) rmSync(part, { force: true });
      throw new Error(`${url}: the server says ${`${response.status} ${response.statusText}`.trim()}`);
    }
    const length = Number(response.headers.get("content-length") ?? Number.NaN);
    let bytes = goesOn ? start : 0;
    const total = expected?.bytes ?? (Number.isNaN(length) ? undefined : bytes + length);
    const file = await open(part, goesOn ? "a" : "w");
    try {
      for await (const chunk of response.body ?? []) {
        clearTimeout(timer);
        timer = setTimeout(tooSlow, idleMs);
        await file.write(chunk);
        bytes += chunk.length;
        onBytes?.(bytes, total);
        // Another file: its end need not be waited for.
        if (expected !== undefined && bytes > expected.bytes) break;
      }
    } catch (error) {
      signal?.throwIfAborted();
      const of = total === undefined ? "" : ` of ${total}`;
      return new Error(`${url}: broke off after ${bytes}${of} bytes (${why(error)})`);
    } finally {
      await file.close();
    }
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The innermost reason: a code such as ECONNREFUSED, else the message. */
function why(error: unknown): string {
  const cause = (error as { cause?: unknown })?.cause ?? error;
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  return String(typeof code === "string" ? code : (message ?? cause));
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** SHA-256 of a file, hex. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
