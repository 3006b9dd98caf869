import type { FileHandle } from "node:fs/promises";
import { readBytes } from "../readBytes.js";
import type { TensorEntry } from "../Weights.js";
import { dequantize, type QuantizedType } from "./dequantize.js";
import { blockOf } from "./ggmlTypes.js";

/** Bytes read at a time, about: what is held beside the result. */
const PART = 2 ** 21;

/** The numbers of a quantised tensor, in the order of the file. @throws SourceError where the file ends before. */
export async function readQuantized(handle: FileHandle, entry: TensorEntry): Promise<Float32Array> {
  const block = blockOf(entry.type);
  const unpack = dequantize[entry.type as QuantizedType];
  const blocks = entry.bytes / block.bytes;
  const out = new Float32Array(blocks * block.numbers);
  const step = Math.floor(PART / block.bytes);
  const buffer = new Uint8Array(Math.min(step, blocks) * block.bytes);
  for (let done = 0; done < blocks; done += step) {
    const now = Math.min(step, blocks - done);
    const bytes = buffer.subarray(0, now * block.bytes);
    await readBytes(handle, bytes, entry.offset + done * block.bytes, `tensor ${entry.name}`, entry.file);
    unpack(bytes, out, done * block.numbers, now);
  }
  return out;
}
