import type { FileHandle } from "node:fs/promises";
import { numbersOf } from "./numbersOf.js";
import { openFile } from "./openFile.js";
import { readBytes } from "./readBytes.js";
import type { TensorEntry } from "./Weights.js";

/** Bytes of a file read at a time, about: what is held beside the result. */
const PART = 2 ** 21;

/** All numbers of a tensor, in the order of the file. @throws SourceError where the file ends before. */
export async function readNumbers(entry: TensorEntry): Promise<Float32Array> {
  const { numbers, bytes, decode } = numbersOf(entry.type);
  const out = new Float32Array((entry.bytes / bytes) * numbers);
  await eachPart(entry, bytes, (part, done) => decode(part, out, (done / bytes) * numbers));
  return out;
}

/**
 * Numbers of a tensor part by part, in the order of the file: what `visit` is given is overwritten when it is done.
 *
 * @throws SourceError where the file ends before.
 */
export async function streamNumbers(
  entry: TensorEntry,
  visit: (numbers: Float32Array, at: number) => Promise<void> | void,
): Promise<void> {
  const { numbers, bytes, decode } = numbersOf(entry.type);
  let scratch: Float32Array | undefined;
  await eachPart(entry, bytes, async (part, done) => {
    const count = (part.length / bytes) * numbers;
    // The first part is the largest.
    scratch ??= new Float32Array(count);
    decode(part, scratch, 0);
    await visit(scratch.subarray(0, count), (done / bytes) * numbers);
  });
}

/** Reads whole blocks of `block` bytes, about {@link PART} at a time; `done`: bytes before. */
async function eachPart(
  entry: TensorEntry,
  block: number,
  visit: (part: Uint8Array, done: number) => Promise<void> | void,
): Promise<void> {
  const step = Math.floor(PART / block) * block;
  const buffer = new Uint8Array(Math.min(step, entry.bytes));
  const handle: FileHandle = await openFile(entry.file);
  try {
    for (let done = 0; done < entry.bytes; done += step) {
      const part = buffer.subarray(0, Math.min(step, entry.bytes - done));
      await readBytes(handle, part, entry.offset + done, `tensor ${entry.name}`, entry.file);
      await visit(part, done);
    }
  } finally {
    await handle.close();
  }
}
