import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import {
  aligned,
  bytesOf,
  CONTAINER,
  layOut,
  MAGIC,
  type Section,
  type SectionArray,
  type SectionHeader,
  type SectionType,
} from "./SectionLayout.js";

/** A file of sections that is being written; nobody sees it before it is whole. */
export interface SectionsDraft {
  /** Writes numbers of a section from its `at`-th on, in any order. */
  write(section: string, at: number, numbers: SectionArray): Promise<void>;
  /** Puts the file in its place. */
  finish(): Promise<void>;
  /** Takes back what was written. */
  abort(): Promise<void>;
}

/**
 * Begins a file of typed arrays: magic, version, length of the header, header (JSON), then the sections. It is written beside its
 * place and moved there when it is whole, so that a process that is killed leaves no half file under the name.
 */
export async function createSections(
  path: string,
  { schema, about }: Pick<SectionHeader, "schema" | "about">,
  sizes: Readonly<Record<string, { readonly type: SectionType; readonly count: number }>>,
): Promise<SectionsDraft> {
  const { sections, bytes } = layOut(sizes);
  const header = Buffer.from(JSON.stringify({ schema, about, sections } satisfies SectionHeader), "utf8");
  const start = aligned(16 + header.length);
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  const head = Buffer.alloc(start);
  head.write(MAGIC, 0, "latin1");
  head.writeUInt32LE(CONTAINER, 8);
  head.writeUInt32LE(header.length, 12);
  header.copy(head, 16);
  const handle = await open(part, "w");
  const abort = async (): Promise<void> => {
    await handle.close();
    await rm(part, { force: true });
  };
  try {
    // Its full size from the start, so that the padding at the end is there.
    await handle.truncate(start + bytes);
  } catch (error) {
    await abort();
    throw error;
  }
  return {
    write: (name, at, numbers) => {
      const { type, offset, count } = sections[name] as Section;
      if (at < 0 || at + numbers.length > count || numbers.BYTES_PER_ELEMENT !== bytesOf(type))
        throw new RangeError(`${numbers.length} numbers at ${at} are not in section ${name} of ${count}`);
      const raw = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
      return writeAt(handle, raw, start + offset + bytesOf(type) * at);
    },
    finish: async () => {
      try {
        // Last: a file that was left half written is no file of arrays.
        await writeAt(handle, head, 0);
        // On disk before it has its name: else a power cut could leave the name with other bytes.
        await handle.sync();
      } catch (error) {
        await abort();
        throw error;
      }
      await handle.close();
      await rename(part, path);
    },
    abort,
  };
}

async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    // One write takes at most 2 GiB.
    const size = Math.min(bytes.length - done, 2 ** 30);
    done += (await handle.write(bytes, done, size, position + done)).bytesWritten;
  }
}
