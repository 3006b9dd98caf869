import type { FileHandle } from "node:fs/promises";
import { SourceError } from "../../../../program/SourceError.js";
import { openFile } from "../../../weights/openFile.js";
import { readBytes } from "../../../weights/readBytes.js";
import { readZipDirectory } from "../zip/readZipDirectory.js";
import { readZipEntry, zipDataOffset } from "../zip/readZipEntry.js";
import { storageOf } from "./storageOf.js";
import type { TorchFile } from "./TorchFile.js";
import { numberBytes, storageSpan, tensorNumbers } from "./tensorNumbers.js";
import { unpickle } from "./unpickle.js";

/** Largest `data.pkl`: names and shapes of a large model take a few hundred kilobytes. */
const LARGEST_PICKLE = 64 * 2 ** 20;

/** `torch.save` since 1.6: a zip archive of `<name>/data.pkl` and one entry a storage, `<name>/data/<key>`, stored as it is. */
export async function zippedTorchFile(
  handle: FileHandle,
  file: string,
  records: boolean,
): Promise<TorchFile> {
  const entries = await readZipDirectory(handle, file);
  const names = [...entries.keys()].filter(name => /^[^/]+\/data\.pkl$/.test(name));
  if (names.length !== 1) {
    throw new SourceError(`has ${names.length} entries …/data.pkl; a file of torch.save has one`, file);
  }
  const [name] = names as [string];
  const folder = name.slice(0, -"data.pkl".length);
  const order = entries.get(`${folder}byteorder`);
  if (order) {
    const text = Buffer.from(await readZipEntry(handle, order, file, 16)).toString("latin1");
    if (text !== "little")
      throw new SourceError(`its byteorder is ${JSON.stringify(text)}; expected "little"`, file);
  }
  const pickle = await readZipEntry(handle, entries.get(name)!, file, LARGEST_PICKLE);
  const { value } = unpickle(pickle, file, { records, storage: storageOf });
  return {
    file,
    value,
    numbers: async tensor => {
      const key = tensor.storage.key;
      const entry = entries.get(`${folder}data/${key}`);
      if (!entry) throw new SourceError(`has no storage ${JSON.stringify(`${folder}data/${key}`)}`, file);
      const width = numberBytes(tensor);
      const { from, count } = storageSpan(tensor);
      if (entry.size < (from + count) * width || entry.size < tensor.storage.count * width) {
        throw new SourceError(
          `storage ${JSON.stringify(entry.name)} has ${entry.size} bytes; ${tensor.storage.count} numbers of ${tensor.storage.type} take ${tensor.storage.count * width}`,
          file,
        );
      }
      const opened = await openFile(file);
      try {
        let bytes: Uint8Array<ArrayBuffer>;
        if (entry.method === "deflated") {
          const most = tensor.storage.count * width;
          bytes = (await readZipEntry(opened, entry, file, most)).slice(from * width, (from + count) * width);
        } else {
          bytes = new Uint8Array(count * width);
          const offset = await zipDataOffset(opened, entry, file);
          await readBytes(opened, bytes, offset + from * width, `storage ${JSON.stringify(key)}`, file);
        }
        return tensorNumbers(tensor, bytes);
      } finally {
        await opened.close();
      }
    },
  };
}
