import { SourceError } from "../../../../program/SourceError.js";
import { openFile } from "../../../weights/openFile.js";
import type { TensorFile, TensorInfo } from "../tensors/TensorFile.js";
import { readZipDirectory } from "../zip/readZipDirectory.js";
import { streamZipEntry } from "../zip/readZipEntry.js";
import { readZipEntryStart } from "../zip/readZipEntryStart.js";
import type { ZipEntry } from "../zip/ZipEntry.js";
import { LONGEST_HEADER, type NpyHeader, npyHeader } from "./npyHeader.js";
import { npyNumbers } from "./npyNumbers.js";

/** Most arrays of a file. */
const MOST = 1000;

/**
 * Opens a file of numpy arrays (`numpy.savez`, `savez_compressed`): any plain type, C and Fortran order, zip64. The numbers of
 * an array are read when asked for; before, only the head of each array is taken out, which says how many bytes there may be.
 *
 * @throws SourceError naming file, array and numbers for what is no archive of plain arrays.
 */
export async function npzFile(file: string): Promise<TensorFile> {
  const arrays = new Map<string, { entry: ZipEntry; header: NpyHeader }>();
  const handle = await openFile(file);
  try {
    const entries = await readZipDirectory(handle, file);
    if (entries.size > MOST)
      throw new SourceError(`has ${entries.size} arrays; at most ${MOST} are read`, file);
    for (const entry of entries.values()) {
      const name = entry.name.replace(/\.npy$/, "");
      if (name === entry.name) {
        throw new SourceError(`has ${JSON.stringify(name)} in it; expected .npy arrays only`, file);
      }
      const head = await readZipEntryStart(handle, entry, file, LONGEST_HEADER);
      arrays.set(name, { entry, header: npyHeader(head, entry.size, name, file) });
    }
  } finally {
    await handle.close();
  }
  const tensors = new Map<string, TensorInfo>();
  for (const [name, { header }] of arrays) tensors.set(name, header);
  return {
    file,
    tensors,
    numbers: async name => {
      const found = arrays.get(name);
      if (!found) throw new SourceError(`has no array ${JSON.stringify(name)}`, file);
      const { header, entry } = found;
      const raw = new Uint8Array(header.bytes);
      const opened = await openFile(file);
      try {
        await streamZipEntry(opened, entry, file, header.data + header.bytes, (part, at) => {
          const skip = Math.max(0, header.data - at);
          if (skip < part.length) raw.set(part.subarray(skip), at + skip - header.data);
        });
      } finally {
        await opened.close();
      }
      return npyNumbers(raw, header);
    },
  };
}
