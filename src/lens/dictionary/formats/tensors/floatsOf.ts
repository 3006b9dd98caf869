import { SAFETENSORS_BYTES, type SafetensorsType } from "../../../weights/safetensors/SafetensorsHeader.js";
import { widenBrains, widenHalves } from "../../../weights/widen.js";

/**
 * Bytes of a tensor (little endian) as float32. Halves are widened exactly; doubles and long integers are rounded.
 *
 * @param bytes a buffer of their own, or a part of one that begins at a multiple of the type's size
 * @returns undefined for the 8-bit floats, which no dictionary is stored in.
 */
export function floatsOf(bytes: Uint8Array<ArrayBuffer>, type: SafetensorsType): Float32Array | undefined {
  const { buffer, byteOffset } = bytes;
  const count = bytes.length / SAFETENSORS_BYTES[type];
  switch (type) {
    case "F32":
      return new Float32Array(buffer, byteOffset, count);
    case "F16": {
      const out = new Float32Array(count);
      widenHalves(new Uint16Array(buffer, byteOffset, count), out, 0);
      return out;
    }
    case "BF16": {
      const out = new Float32Array(count);
      widenBrains(new Uint16Array(buffer, byteOffset, count), out, 0);
      return out;
    }
    case "F64":
      return Float32Array.from(new Float64Array(buffer, byteOffset, count));
    case "I64":
      return Float32Array.from(new BigInt64Array(buffer, byteOffset, count), Number);
    case "U64":
      return Float32Array.from(new BigUint64Array(buffer, byteOffset, count), Number);
    case "I32":
      return Float32Array.from(new Int32Array(buffer, byteOffset, count));
    case "U32":
      return Float32Array.from(new Uint32Array(buffer, byteOffset, count));
    case "I16":
      return Float32Array.from(new Int16Array(buffer, byteOffset, count));
    case "U16":
      return Float32Array.from(new Uint16Array(buffer, byteOffset, count));
    case "I8":
      return Float32Array.from(new Int8Array(buffer, byteOffset, count));
    case "U8":
    case "BOOL":
      return Float32Array.from(bytes);
    default:
      return undefined;
  }
}
