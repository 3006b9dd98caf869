import type { FileHandle } from "node:fs/promises";
import { readBytes } from "./readBytes.js";
import type { TensorEntry } from "./Weights.js";
import { widenBrains, widenHalves } from "./widen.js";

/** Numbers widened at a time: what is held beside the result stays at 2 MiB. */
const PART = 2 ** 20;

/** The numbers of a tensor stored as f32, f16 or bf16. @throws SourceError where the file ends before. */
export async function readPlain(handle: FileHandle, entry: TensorEntry): Promise<Float32Array> {
  const what = `tensor ${entry.name}`;
  const bytesEach = entry.type === "f32" ? 4 : 2;
  const out = new Float32Array(entry.bytes / bytesEach);
  if (entry.type === "f32") {
    await readBytes(handle, new Uint8Array(out.buffer), entry.offset, what, entry.file);
    return out;
  }
  const widen = entry.type === "f16" ? widenHalves : widenBrains;
  const part = new Uint16Array(Math.min(PART, out.length));
  for (let at = 0; at < out.length; at += PART) {
    const length = Math.min(PART, out.length - at);
    const bytes = new Uint8Array(part.buffer, 0, length * 2);
    await readBytes(handle, bytes, entry.offset + at * 2, what, entry.file);
    widen(part.subarray(0, length), out, at);
  }
  return out;
}
