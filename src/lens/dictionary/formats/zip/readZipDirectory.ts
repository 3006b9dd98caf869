import type { FileHandle } from "node:fs/promises";
import { SourceError } from "../../../../program/SourceError.js";
import { readBytes } from "../../../weights/readBytes.js";
import type { ZipEntry } from "./ZipEntry.js";

/** Bytes of the record that ends an archive, without its comment; the comment has at most 65,535. */
const END = 22;
const LONGEST_END = END + 65_535;
/** Largest directory that is read, bytes, and most entries: a checkpoint has some hundred. */
const LARGEST = 64 * 2 ** 20;
const MOST = 100_000;
const METHODS: Readonly<Record<number, ZipEntry["method"]>> = { 0: "stored", 8: "deflated" };

/**
 * Reads the central directory of a zip archive (PKWARE APPNOTE 6.3, zip64 too); no entry is read. Names are keys here and
 * nothing more: no path is made of them.
 *
 * @throws SourceError naming file, entry and numbers: no zip file, cut short, encrypted, a method that is not stored or
 * deflated, an entry twice, places beyond the file, entries that share bytes.
 */
export async function readZipDirectory(
  handle: FileHandle,
  file: string,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const { size } = await handle.stat();
  const { offset, bytes, entries } = await directoryPlace(handle, size, file);
  if (bytes > LARGEST || entries > MOST) {
    throw new SourceError(
      `its zip directory has ${entries} entries in ${bytes} bytes; at most ${MOST} in ${LARGEST} are read`,
      file,
    );
  }
  if (offset + bytes > size) {
    throw new SourceError(
      `cut short: its zip directory ends at byte ${offset + bytes}, the file has ${size}`,
      file,
    );
  }
  const directory = Buffer.alloc(bytes);
  await readBytes(handle, directory, offset, "zip directory", file);
  const found = new Map<string, ZipEntry>();
  const spans: Span[] = [];
  let at = 0;
  for (let i = 0; i < entries; i++) {
    if (at + 46 > bytes || directory.readUInt32LE(at) !== 0x02014b50) {
      throw new SourceError(`its zip directory has ${i} entries; its end says ${entries}`, file);
    }
    const { entry, nameBytes, next } = entryAt(directory, at, file);
    if (found.has(entry.name))
      throw new SourceError(`has the zip entry ${JSON.stringify(entry.name)} twice`, file);
    if (entry.header + 30 + entry.packed > offset) {
      throw new SourceError(
        `zip entry ${JSON.stringify(entry.name)}: ${entry.packed} bytes from byte ${entry.header} reach into the directory at ${offset}`,
        file,
      );
    }
    found.set(entry.name, entry);
    spans.push({ entry, end: entry.header + 30 + nameBytes + entry.packed });
    at = next;
  }
  checkApart(spans, file);
  return found;
}

/** Bytes that an entry has at least: its local header, its name, its data. */
interface Span {
  readonly entry: ZipEntry;
  readonly end: number;
}

/** Entries that share bytes let a small archive unfold to anything (Fifield, "A better zip bomb", 2019). */
function checkApart(spans: Span[], file: string): void {
  spans.sort((a, b) => a.entry.header - b.entry.header);
  for (const [i, { entry, end }] of spans.entries()) {
    const next = spans[i + 1]?.entry;
    if (next !== undefined && next.header < end)
      throw new SourceError(
        `zip entries ${JSON.stringify(entry.name)} and ${JSON.stringify(next.name)} share bytes: the second begins at ${next.header}, the first ends at ${end}`,
        file,
      );
  }
}

async function directoryPlace(
  handle: FileHandle,
  size: number,
  file: string,
): Promise<{ offset: number; bytes: number; entries: number }> {
  const tail = Buffer.alloc(Math.min(size, LONGEST_END));
  await readBytes(handle, tail, size - tail.length, "end of the zip file", file);
  let at = tail.length - END;
  while (
    at >= 0 &&
    !(tail.readUInt32LE(at) === 0x06054b50 && at + END + tail.readUInt16LE(at + 20) === tail.length)
  ) {
    at--;
  }
  if (at < 0) throw new SourceError("is no zip file, or cut short: it has no end record", file);
  const entries = tail.readUInt16LE(at + 10);
  const bytes = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (entries !== 0xffff && bytes !== 0xffffffff && offset !== 0xffffffff) return { offset, bytes, entries };
  const locator = size - tail.length + at - 20;
  if (locator < 0) throw new SourceError("its zip64 end record is missing", file);
  const place = Buffer.alloc(20);
  await readBytes(handle, place, locator, "zip64 locator", file);
  if (place.readUInt32LE(0) !== 0x07064b50) throw new SourceError("its zip64 end record is missing", file);
  const end = Buffer.alloc(56);
  await readBytes(handle, end, whole(place, 8, "zip64 end record", file), "zip64 end record", file);
  if (end.readUInt32LE(0) !== 0x06064b50) throw new SourceError("its zip64 end record is missing", file);
  return {
    entries: whole(end, 32, "number of zip entries", file),
    bytes: whole(end, 40, "size of the zip directory", file),
    offset: whole(end, 48, "place of the zip directory", file),
  };
}

function entryAt(
  directory: Buffer,
  at: number,
  file: string,
): { entry: ZipEntry; nameBytes: number; next: number } {
  const nameBytes = directory.readUInt16LE(at + 28);
  const extraBytes = directory.readUInt16LE(at + 30);
  const extra = at + 46 + nameBytes;
  const next = extra + extraBytes + directory.readUInt16LE(at + 32);
  if (next > directory.length)
    throw new SourceError("cut short: its zip directory ends within an entry", file);
  const name = directory.toString("utf8", at + 46, extra);
  const fail = (reason: string): never => {
    throw new SourceError(`zip entry ${JSON.stringify(name)}: ${reason}`, file);
  };
  if (directory.readUInt16LE(at + 8) & 1) fail("is encrypted");
  const code = directory.readUInt16LE(at + 10);
  const method = METHODS[code] ?? fail(`has compression method ${code}; expected 0 (stored) or 8 (deflated)`);
  // Numbers that do not fit stand in the extra field 1, those only, in this order.
  const wide = zip64Field(directory, extra, extraBytes);
  let used = 0;
  const number = (value: number): number => {
    if (value !== 0xffffffff) return value;
    if (!wide || used + 8 > wide.length) return fail("its zip64 sizes are missing");
    used += 8;
    return whole(wide, used - 8, `size of ${JSON.stringify(name)}`, file);
  };
  const size = number(directory.readUInt32LE(at + 24));
  const packed = number(directory.readUInt32LE(at + 20));
  const header = number(directory.readUInt32LE(at + 42));
  if (method === "stored" && size !== packed) fail(`is stored as it is, with ${packed} bytes of ${size}`);
  // DEFLATE reaches 1032 to 1 and no more: what promises more is made to fill memory.
  if (method === "deflated" && size > 1032 * packed + 64)
    fail(`promises ${size} bytes of ${packed}; 1032 to 1 is the most`);
  const entry = { name, method, packed, size, crc: directory.readUInt32LE(at + 16), header };
  return { entry, nameBytes, next };
}

function zip64Field(directory: Buffer, start: number, bytes: number): Buffer | undefined {
  for (let at = start; at + 4 <= start + bytes; ) {
    const length = directory.readUInt16LE(at + 2);
    const end = at + 4 + length;
    if (end > start + bytes) return undefined;
    if (directory.readUInt16LE(at) === 1) return directory.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}

function whole(bytes: Buffer, at: number, what: string, file: string): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new SourceError(`${what} is ${value}`, file);
  return Number(value);
}
