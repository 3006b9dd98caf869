import { SAFETENSORS_BYTES } from "../../../weights/safetensors/SafetensorsHeader.js";
import { floatsOf } from "../tensors/floatsOf.js";
import type { PickleTensor } from "./PickleValue.js";

/** First number of its storage that a tensor reads, and how many from there to the last. */
export function storageSpan({ offset, shape, strides }: PickleTensor): { from: number; count: number } {
  if (shape.includes(0)) return { from: offset, count: 0 };
  return { from: offset, count: 1 + shape.reduce((at, n, axis) => at + (n - 1) * strides[axis]!, 0) };
}

/**
 * Numbers of a tensor as float32, row-major, whatever its strides (a transposed matrix is stored as the other one).
 *
 * @param bytes of its storage, those of {@link storageSpan}, in a buffer of their own
 */
export function tensorNumbers(tensor: PickleTensor, bytes: Uint8Array<ArrayBuffer>): Float32Array {
  const numbers = floatsOf(bytes, tensor.storage.type)!;
  const { shape, strides } = tensor;
  const count = shape.reduce((product, n) => product * n, 1);
  let dense = 1;
  let plain = true;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== dense) plain = false;
    dense *= shape[axis]!;
  }
  if (plain) return numbers;
  const out = new Float32Array(count);
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < count; to++) {
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

/** Bytes of a number of the tensor's storage. */
export function numberBytes(tensor: PickleTensor): number {
  return SAFETENSORS_BYTES[tensor.storage.type];
}
