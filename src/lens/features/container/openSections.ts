import { type FileHandle, open } from "node:fs/promises";
import { SourceError } from "../../../program/SourceError.js";
import {
  aligned,
  arrayOf,
  bytesOf,
  CONTAINER,
  MAGIC,
  type Section,
  type SectionArray,
  type SectionHeader,
} from "./SectionLayout.js";

/** An opened file of sections: only its header has been read. */
export interface SectionsFile {
  readonly header: SectionHeader;
  /** Numbers `from` to `to` of a section; all of it where they are left out. */
  read(section: string, from?: number, to?: number): Promise<SectionArray>;
  close(): Promise<void>;
}

/** Headers longer than these bytes are no headers of ours. */
const MOST_HEADER = 2 ** 28;

/**
 * Opens a file that {@link createSections} wrote.
 *
 * @param schema what it must be.
 * @throws SourceError where it is another file, another version, or not whole.
 */
export async function openSections(path: string, schema: string): Promise<SectionsFile> {
  const handle = await open(path, "r").catch(error => {
    throw new SourceError(
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message,
      path,
    );
  });
  try {
    const { size } = await handle.stat();
    const { header, start } = await readHeader(handle, size, path, schema);
    for (const [name, { type, offset, count }] of Object.entries(header.sections)) {
      const end = start + offset + bytesOf(type) * count;
      if (!(end <= size))
        throw new SourceError(`is cut off: section ${name} ends at byte ${end} of ${size}`, path);
    }
    return {
      header,
      read: async (name, from = 0, to) => {
        const { type, offset, count } = header.sections[name] as Section;
        const numbers = arrayOf(type, (to ?? count) - from);
        const raw = new Uint8Array(numbers.buffer);
        await readAt(handle, raw, start + offset + bytesOf(type) * from, path);
        return numbers;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readHeader(
  handle: FileHandle,
  size: number,
  path: string,
  schema: string,
): Promise<{ header: SectionHeader; start: number }> {
  const head = Buffer.alloc(16);
  if (size < 16) throw new SourceError("is no file of arrays: it is too short", path);
  await readAt(handle, head, 0, path);
  if (head.toString("latin1", 0, 8) !== MAGIC) throw new SourceError("is no file of arrays", path);
  const version = head.readUInt32LE(8);
  if (version !== CONTAINER)
    throw new SourceError(`has layout ${version}; this version reads ${CONTAINER}`, path);
  const length = head.readUInt32LE(12);
  if (length > MOST_HEADER || 16 + length > size) throw new SourceError("is cut off in its header", path);
  const json = Buffer.alloc(length);
  await readAt(handle, json, 16, path);
  let header: SectionHeader;
  try {
    header = JSON.parse(json.toString("utf8")) as SectionHeader;
  } catch {
    throw new SourceError("has a header that is no JSON", path);
  }
  if (header.schema !== schema) throw new SourceError(`is ${header.schema}, not ${schema}`, path);
  return { header, start: aligned(16 + length) };
}

async function readAt(handle: FileHandle, bytes: Uint8Array, position: number, path: string): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const size = Math.min(bytes.length - done, 2 ** 30);
    const { bytesRead } = await handle.read(bytes, done, size, position + done);
    if (bytesRead === 0) throw new SourceError(`is cut off at byte ${position + done}`, path);
    done += bytesRead;
  }
}
