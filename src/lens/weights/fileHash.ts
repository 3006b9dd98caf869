import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../program/hash.js";
import { SourceError } from "../../program/SourceError.js";
import { openFile } from "./openFile.js";
import { weightsCache } from "./weightsCache.js";

/** Bytes hashed at a time. */
const PART = 2 ** 22;

/**
 * SHA-256 of a file's contents, hex; what `sha256sum` prints. Reading gigabytes takes seconds, so the answer is kept in
 * {@link weightsCache} for as long as path, size and time of change are the same; a cache that cannot be written is done without.
 *
 * @throws SourceError where it cannot be read, or changes meanwhile.
 */
export async function fileHash(file: string, cache: string = weightsCache()): Promise<string> {
  const handle = await openFile(file);
  try {
    const stat = await handle.stat({ bigint: true });
    const state = `${stat.size} ${stat.mtimeNs}`;
    const note = join(cache, "hashes", sha256(file).slice(0, 32));
    const [kept, hash] = (await readFile(note, "utf8").catch(() => "")).split("\n");
    if (kept === state && /^[0-9a-f]{64}$/.test(hash ?? "")) return hash!;
    const digest = createHash("sha256");
    const buffer = Buffer.allocUnsafe(PART);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PART, null);
      if (bytesRead === 0) break;
      digest.update(buffer.subarray(0, bytesRead));
    }
    const after = await handle.stat({ bigint: true });
    if (`${after.size} ${after.mtimeNs}` !== state) {
      throw new SourceError("changed while it was read", file);
    }
    const found = digest.digest("hex");
    await keep(note, `${state}\n${found}\n`);
    return found;
  } finally {
    await handle.close();
  }
}

async function keep(note: string, text: string): Promise<void> {
  const part = `${note}.${process.pid}.part`;
  try {
    await mkdir(join(note, ".."), { recursive: true });
    await writeFile(part, text);
    await rename(part, note);
  } catch {
    await rm(part, { force: true }).catch(() => {});
  }
}
