import { open, rename, rm } from "node:fs/promises";
import { SourceError } from "../../../program/SourceError.js";
import { SAFETENSORS_BYTES, type SafetensorsType } from "./SafetensorsHeader.js";

/** An array of numbers that a file holds. */
export type NumberArray =
  | Float64Array
  | Float32Array
  | BigInt64Array
  | BigUint64Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** A tensor to be written. */
export interface TensorData {
  readonly shape: readonly number[];
  /** Row-major; or a function that gives it when its turn comes, so that not all are in memory together. */
  readonly data: NumberArray | (() => NumberArray | Promise<NumberArray>);
  /** Default: that of the array (F32 for a Float32Array). F16 and BF16 are given as bits in a Uint16Array; a function needs it. */
  readonly type?: SafetensorsType;
}

/** From wide to narrow, as the reference implementation orders data, so that everything is aligned. */
const ORDER: readonly SafetensorsType[] = [
  "U64",
  "I64",
  "F64",
  "F32",
  "U32",
  "I32",
  "BF16",
  "F16",
  "U16",
  "I16",
  "F8_E4M3",
  "F8_E5M2",
  "I8",
  "U8",
  "BOOL",
];

const OF_ARRAY: Readonly<Record<string, SafetensorsType>> = {
  Float64Array: "F64",
  Float32Array: "F32",
  BigInt64Array: "I64",
  BigUint64Array: "U64",
  Int32Array: "I32",
  Uint32Array: "U32",
  Int16Array: "I16",
  Uint16Array: "U16",
  Int8Array: "I8",
  Uint8Array: "U8",
};

/**
 * Writes a safetensors file, byte for byte as the reference implementation does: data by type and name, a header padded with
 * blanks. The file appears under its name when it is whole.
 *
 * @param tensors by name: a Map, or `Object.entries`
 * @param metadata texts for the header's `__metadata__`
 * @throws SourceError naming tensor and numbers where data and shape do not fit, or a name is there twice.
 */
export async function writeSafetensors(
  tensors: Iterable<readonly [string, TensorData]>,
  path: string,
  metadata?: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = [...tensors].map(([name, tensor]) => ({ name, tensor, ...sizeOf(name, tensor, path) }));
  entries.sort(
    (a, b) =>
      ORDER.indexOf(a.type) - ORDER.indexOf(b.type) ||
      Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
  );
  const head: [string, unknown][] = metadata ? [["__metadata__", metadata]] : [];
  let end = 0;
  for (const { name, type, tensor, bytes } of entries) {
    head.push([name, { dtype: type, shape: tensor.shape, data_offsets: [end, end + bytes] }]);
    end += bytes;
  }
  const names = new Set<string>(["__metadata__"]);
  for (const { name } of entries) {
    if (names.has(name))
      throw new SourceError(`tensor ${JSON.stringify(name)} may not be there (again)`, path);
    names.add(name);
  }
  const text = Buffer.from(
    `{${head.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)}}`,
  );
  const header = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8, " ");
  header.writeBigUInt64LE(BigInt(header.length - 8));
  text.copy(header, 8);
  const part = `${path}.${process.pid}.part`;
  const file = await open(part, "w").catch((error: Error) => {
    throw new SourceError(`cannot be written: ${error.message}`, path);
  });
  try {
    await file.writeFile(header);
    for (const { name, tensor, bytes } of entries) {
      const data = typeof tensor.data === "function" ? await tensor.data() : tensor.data;
      if (data.byteLength !== bytes) throw wrongSize(name, data, tensor, bytes, path);
      await file.writeFile(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

function sizeOf(name: string, tensor: TensorData, path: string): { type: SafetensorsType; bytes: number } {
  const { data, shape } = tensor;
  const type = tensor.type ?? (typeof data === "function" ? undefined : OF_ARRAY[data.constructor.name]);
  const quoted = JSON.stringify(name);
  if (!type) throw new SourceError(`tensor ${quoted} has no type`, path);
  if (!shape.every(n => Number.isSafeInteger(n) && n >= 0)) {
    throw new SourceError(
      `tensor ${quoted} has shape [${shape.join(", ")}]; expected whole numbers from 0`,
      path,
    );
  }
  const bytes = shape.reduce((product, n) => product * n, SAFETENSORS_BYTES[type]);
  if (typeof data !== "function" && data.byteLength !== bytes)
    throw wrongSize(name, data, tensor, bytes, path);
  return { type, bytes };
}

function wrongSize(
  name: string,
  data: NumberArray,
  { shape }: TensorData,
  bytes: number,
  path: string,
): SourceError {
  return new SourceError(
    `tensor ${JSON.stringify(name)} has ${data.byteLength} bytes; shape [${shape.join(", ")}] takes ${bytes}`,
    path,
  );
}
