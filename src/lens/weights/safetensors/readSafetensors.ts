import { SourceError } from "../../../program/SourceError.js";
import { openFile } from "../openFile.js";
import { readBytes } from "../readBytes.js";
import { readSafetensorsHeader } from "./readSafetensorsHeader.js";
import type { SafetensorsEntry, SafetensorsType } from "./SafetensorsHeader.js";
import type { NumberArray } from "./writeSafetensors.js";

/** A tensor in memory. */
export interface ReadTensor {
  readonly type: SafetensorsType;
  readonly shape: readonly number[];
  /** Row-major; bits in a Uint16Array for F16 and BF16, in a Uint8Array for the 8-bit floats. */
  readonly data: NumberArray;
}

/** A safetensors file in memory. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, ReadTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const ARRAYS = {
  F64: Float64Array,
  I64: BigInt64Array,
  U64: BigUint64Array,
  F32: Float32Array,
  I32: Int32Array,
  U32: Uint32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I16: Int16Array,
  U16: Uint16Array,
  F8_E4M3: Uint8Array,
  F8_E5M2: Uint8Array,
  I8: Int8Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
} as const satisfies Record<SafetensorsType, unknown>;

/**
 * Reads a safetensors file whole, or the tensors named.
 *
 * @throws SourceError naming file, tensor and numbers for what the header says wrongly, and for names there are none of.
 */
export async function readSafetensors(file: string, names?: readonly string[]): Promise<Safetensors> {
  const header = await readSafetensorsHeader(file);
  const tensors = new Map<string, ReadTensor>();
  const handle = await openFile(file);
  try {
    for (const name of names ?? header.tensors.keys()) {
      const entry: SafetensorsEntry | undefined = header.tensors.get(name);
      if (!entry) throw new SourceError(`has no tensor ${JSON.stringify(name)}`, file);
      const bytes = new Uint8Array(entry.bytes);
      await readBytes(handle, bytes, entry.offset, `tensor ${JSON.stringify(name)}`, file);
      const data = new ARRAYS[entry.type](bytes.buffer);
      tensors.set(name, { type: entry.type, shape: entry.shape, data });
    }
  } finally {
    await handle.close();
  }
  return { tensors, metadata: header.metadata };
}
