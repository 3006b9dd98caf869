import type { FileHandle } from "node:fs/promises";
import { crc32, inflateRawSync } from "node:zlib";
import { SourceError } from "../../../../program/SourceError.js";
import { readBytes } from "../../../weights/readBytes.js";
import type { ZipEntry } from "./ZipEntry.js";

/** Largest entry that is taken out whole, bytes: what one buffer of Node holds at least. */
const LARGEST = 2 ** 31 - 1;

/**
 * Byte of the archive at which an entry's data begins.
 *
 * @throws SourceError where the local header is no header, names another entry, or the data would reach beyond the file.
 */
export async function zipDataOffset(handle: FileHandle, entry: ZipEntry, file: string): Promise<number> {
  const quoted = JSON.stringify(entry.name);
  const head = Buffer.alloc(30);
  await readBytes(handle, head, entry.header, `header of the zip entry ${quoted}`, file);
  if (head.readUInt32LE(0) !== 0x04034b50) {
    throw new SourceError(`zip entry ${quoted}: byte ${entry.header} begins no entry`, file);
  }
  const nameBytes = head.readUInt16LE(26);
  const offset = entry.header + 30 + nameBytes + head.readUInt16LE(28);
  const name = Buffer.alloc(nameBytes);
  await readBytes(handle, name, entry.header + 30, `name of the zip entry ${quoted}`, file);
  if (name.toString("utf8") !== entry.name) {
    throw new SourceError(
      `zip entry ${quoted}: at its place is ${JSON.stringify(name.toString("utf8").slice(0, 80))}`,
      file,
    );
  }
  const { size } = await handle.stat();
  if (offset + entry.packed > size) {
    throw new SourceError(
      `cut short: zip entry ${quoted} ends at byte ${offset + entry.packed}, the file has ${size}`,
      file,
    );
  }
  return offset;
}

/**
 * The bytes of an entry, taken out and checked by their CRC-32.
 *
 * @param most largest size that makes sense for this entry, bytes
 * @throws SourceError naming file, entry and numbers: too large, damaged, more or fewer bytes than it promises.
 */
export async function readZipEntry(
  handle: FileHandle,
  entry: ZipEntry,
  file: string,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const quoted = JSON.stringify(entry.name);
  const limit = Math.min(most, LARGEST);
  if (entry.size > limit || entry.packed > LARGEST) {
    throw new SourceError(`zip entry ${quoted}: ${entry.size} bytes; at most ${limit} are read`, file);
  }
  const offset = await zipDataOffset(handle, entry, file);
  const packed = new Uint8Array(entry.packed);
  await readBytes(handle, packed, offset, `zip entry ${quoted}`, file);
  const bytes = entry.method === "stored" ? packed : inflated(packed, entry, file);
  if (crc32(bytes) !== entry.crc)
    throw new SourceError(`zip entry ${quoted}: damaged (CRC-32 differs)`, file);
  return bytes;
}

function inflated(packed: Uint8Array, entry: ZipEntry, file: string): Uint8Array<ArrayBuffer> {
  const quoted = JSON.stringify(entry.name);
  let out: Buffer;
  try {
    // One byte more, so that what unfolds to more than it says is seen, and stopped there.
    out = inflateRawSync(packed, { maxOutputLength: entry.size + 1 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "ERR_BUFFER_TOO_LARGE" ? `unfolds to more than the ${entry.size} bytes it says` : message;
    throw new SourceError(`zip entry ${quoted}: ${why}`, file);
  }
  if (out.length !== entry.size) {
    throw new SourceError(`zip entry ${quoted}: ${out.length} bytes unfolded; it says ${entry.size}`, file);
  }
  // A buffer of its own: tensors are views of it, aligned from 0.
  const bytes = new Uint8Array(out.length);
  bytes.set(out);
  return bytes;
}

/** Bytes of an entry that are read at a time, where it is stored as it is. */
const PART = 2 ** 23;

/**
 * The bytes of an entry from its first on, part by part, so that one of many gigabytes needs no buffer of its size; `at` counts
 * those before. What is deflated comes in one part.
 *
 * @param most largest size that makes sense for this entry, bytes
 * @throws SourceError as {@link readZipEntry}, for damage behind the last part.
 */
export async function streamZipEntry(
  handle: FileHandle,
  entry: ZipEntry,
  file: string,
  most: number,
  visit: (part: Uint8Array, at: number) => void,
): Promise<void> {
  if (entry.method === "deflated") {
    visit(await readZipEntry(handle, entry, file, most), 0);
    return;
  }
  const quoted = JSON.stringify(entry.name);
  if (entry.size > most)
    throw new SourceError(`zip entry ${quoted}: ${entry.size} bytes; at most ${most} are read`, file);
  const offset = await zipDataOffset(handle, entry, file);
  const buffer = new Uint8Array(Math.min(PART, entry.size));
  let crc = 0;
  for (let at = 0; at < entry.size; at += buffer.length) {
    const part = buffer.subarray(0, Math.min(buffer.length, entry.size - at));
    await readBytes(handle, part, offset + at, `zip entry ${quoted}`, file);
    crc = crc32(part, crc);
    visit(part, at);
  }
  if (crc !== entry.crc) throw new SourceError(`zip entry ${quoted}: damaged (CRC-32 differs)`, file);
}
