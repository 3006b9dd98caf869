import { gunzip } from "node:zlib";
import { SourceError } from "../../../../program/SourceError.js";
import { openFile } from "../../../weights/openFile.js";
import { readBytes } from "../../../weights/readBytes.js";
import { legacyTorchFile } from "./legacyTorchFile.js";
import type { TorchFile } from "./TorchFile.js";
import { zippedTorchFile } from "./zippedTorchFile.js";

/** Largest file that is held in memory whole: the zipped layout is read by offset, the others must be. */
const LARGEST = 2 ** 31 - 1;

/**
 * Opens what PyTorch saved: the zip layout of `torch.save`, its older layout, or a pickle of tensors (`pickle.dump`), each also
 * behind gzip. Nothing of it is run ({@link unpickle}).
 *
 * @param options `records`: objects of unknown classes become plain records; else they are refused
 * @throws SourceError naming file, what was found, and where.
 */
export async function openTorchFile(
  file: string,
  options: { readonly records?: boolean } = {},
): Promise<TorchFile> {
  const { records = false } = options;
  const handle = await openFile(file);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, 4));
    await readBytes(handle, head, 0, "the first bytes", file);
    if (head.length === 4 && head.readUInt32LE(0) === 0x04034b50)
      return await zippedTorchFile(handle, file, records);
    if (size > LARGEST)
      throw new SourceError(`has ${size} bytes; at most ${LARGEST} are read of this layout`, file);
    bytes = new Uint8Array(size);
    await readBytes(handle, bytes, 0, "the file", file);
  } finally {
    await handle.close();
  }
  return legacyTorchFile(
    bytes[0] === 0x1f && bytes[1] === 0x8b ? await unzipped(bytes, file) : bytes,
    file,
    records,
  );
}

/** Bytes that gzip may make of one: weights hardly shrink, and what shrinks more than this is made to fill memory. */
const MOST_TO_ONE = 64;

async function unzipped(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const most = Math.min(LARGEST, MOST_TO_ONE * Math.max(bytes.length, 2 ** 18));
  const out = await new Promise<Buffer>((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: most }, (error, result) => (error ? reject(error) : resolve(result)));
  }).catch((error: NodeJS.ErrnoException) => {
    const large = error.code === "ERR_BUFFER_TOO_LARGE" || error instanceof RangeError;
    throw new SourceError(large ? `unfolds to more than ${most} bytes` : `gzip: ${error.message}`, file);
  });
  return new Uint8Array(out);
}
