import type { FileHandle } from "node:fs/promises";
import { SourceError } from "../../program/SourceError.js";

/** Most bytes of one read: `read` of some systems takes no more than 2 GiB. */
const PART = 2 ** 30;

/**
 * Fills `into` from byte `offset` of a file.
 *
 * @param what for messages (`tensor model.norm.weight`)
 * @throws SourceError where the file ends before.
 */
export async function readBytes(
  handle: FileHandle,
  into: Uint8Array,
  offset: number,
  what: string,
  file: string,
): Promise<void> {
  let done = 0;
  while (done < into.length) {
    const length = Math.min(PART, into.length - done);
    const { bytesRead } = await handle.read(into, done, length, offset + done);
    if (bytesRead === 0) {
      const { size } = await handle.stat();
      throw new SourceError(
        `cut short: ${what} ends at byte ${offset + into.length}, the file has ${size}`,
        file,
      );
    }
    done += bytesRead;
  }
}
