import { SAFETENSORS_BYTES } from "../../../weights/safetensors/SafetensorsHeader.js";
import { floatsOf } from "../tensors/floatsOf.js";
import type { NpyHeader } from "./npyHeader.js";

/** Numbers of an .npy array as float32 in row-major order. `raw` holds its numbers, nothing else; it may be overwritten. */
export function npyNumbers(raw: Uint8Array<ArrayBuffer>, header: NpyHeader): Float32Array {
  const width = SAFETENSORS_BYTES[header.type];
  if (header.bigEndian && width > 1) {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
    if (width === 2) bytes.swap16();
    else if (width === 4) bytes.swap32();
    else bytes.swap64();
  }
  const numbers = floatsOf(raw, header.type)!;
  return header.fortranOrder && header.shape.length > 1 ? rowMajor(numbers, header.shape) : numbers;
}

/** Numbers whose first axis runs fastest, with the last running fastest. */
function rowMajor(numbers: Float32Array, shape: readonly number[]): Float32Array {
  const out = new Float32Array(numbers.length);
  const strides: number[] = [];
  let stride = 1;
  for (const axis of shape) {
    strides.push(stride);
    stride *= axis;
  }
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = numbers[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      index[axis]!++;
      if (index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
