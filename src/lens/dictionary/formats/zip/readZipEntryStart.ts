import type { FileHandle } from "node:fs/promises";
import { constants, createInflateRaw } from "node:zlib";
import { SourceError } from "../../../../program/SourceError.js";
import { readBytes } from "../../../weights/readBytes.js";
import { zipDataOffset } from "./readZipEntry.js";
import type { ZipEntry } from "./ZipEntry.js";

/**
 * The first bytes of an entry, not checked by its CRC-32: for what a header says of the rest. Hardly more is taken out than is asked for.
 *
 * @param most bytes; fewer where the entry has fewer
 * @throws SourceError naming file and entry where these bytes are damaged.
 */
export async function readZipEntryStart(
  handle: FileHandle,
  entry: ZipEntry,
  file: string,
  most: number,
): Promise<Uint8Array> {
  const quoted = JSON.stringify(entry.name);
  const wanted = Math.min(most, entry.size);
  const offset = await zipDataOffset(handle, entry, file);
  // DEFLATE makes bytes that cannot be made fewer a few more in each block, by no more than a tenth.
  const packed = new Uint8Array(
    entry.method === "stored" ? wanted : Math.min(entry.packed, wanted + Math.ceil(wanted / 8) + 1024),
  );
  await readBytes(handle, packed, offset, `zip entry ${quoted}`, file);
  if (entry.method === "stored") return packed;
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  inflate.end(packed);
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of inflate) {
      parts.push(part);
      length += part.length;
      if (length >= wanted) break;
    }
  } catch (error) {
    throw new SourceError(`zip entry ${quoted}: ${(error as Error).message}`, file);
  }
  return new Uint8Array(Buffer.concat(parts).subarray(0, wanted));
}
