import { SourceError } from "../../../../program/SourceError.js";
import { SAFETENSORS_BYTES, type SafetensorsType } from "../../../weights/safetensors/SafetensorsHeader.js";

/** What an .npy file says about the array in it. */
export interface NpyHeader {
  readonly type: SafetensorsType;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  readonly bigEndian: boolean;
  /** Byte at which the numbers begin, and how many bytes they take. */
  readonly data: number;
  readonly bytes: number;
}

/** numpy's names of types without their byte order. */
const TYPES: Readonly<Record<string, SafetensorsType>> = {
  f2: "F16",
  f4: "F32",
  f8: "F64",
  i1: "I8",
  i2: "I16",
  i4: "I32",
  i8: "I64",
  u1: "U8",
  u2: "U16",
  u4: "U32",
  u8: "U64",
  b1: "BOOL",
};
/** Longest header that is read, bytes: those of plain arrays have 118. */
export const LONGEST_HEADER = 65_536;

/**
 * Reads the head of an .npy file (numpy's format 1.0, 2.0, 3.0): plain numbers only.
 *
 * @param bytes the file's beginning, whole or {@link LONGEST_HEADER} bytes of it
 * @param size bytes of the whole
 * @param name of the array, for messages
 * @throws SourceError naming file and array: no .npy, an array of Python objects (they would be unpickled) or records, a shape
 * that does not fit the size.
 */
export function npyHeader(bytes: Uint8Array, size: number, name: string, file: string): NpyHeader {
  const fail = (reason: string): never => {
    throw new SourceError(`array ${JSON.stringify(name)}: ${reason}`, file);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte)) fail("is no .npy array");
  const version = bytes[6]!;
  if (version < 1 || version > 3) fail(`.npy format ${version}.${bytes[7]}; expected 1.0 to 3.0`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : bytes.length < 12 ? 0 : view.getUint32(8, true);
  const data = start + length;
  if (data > bytes.length) fail(`its header ends at byte ${data}; ${bytes.length} were expected at most`);
  const text = Buffer.from(bytes.subarray(start, data)).toString("latin1");
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const axes = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || axes === undefined) {
    return fail(
      `its header is ${JSON.stringify(text.trim().slice(0, 120))}; expected descr, fortran_order and shape`,
    );
  }
  const type = TYPES[descr.slice(1)];
  if (!type || !/^[<>|=]/.test(descr)) {
    const objects = descr.includes("O") ? " (Python objects, which only running a pickle would read)" : "";
    return fail(`has type ${JSON.stringify(descr)}${objects}; expected plain numbers`);
  }
  const shape = axes.split(",").flatMap(axis => (axis.trim() === "" ? [] : [Number.parseInt(axis, 10)]));
  const wanted = shape.reduce((product, n) => product * n, SAFETENSORS_BYTES[type]);
  if (wanted !== size - data) {
    fail(`has ${size - data} bytes of numbers; ${descr} of shape [${shape.join(", ")}] takes ${wanted}`);
  }
  return { type, shape, fortranOrder: order === "True", bigEndian: descr[0] === ">", data, bytes: wanted };
}
