import { Tag } from "../format/Kind.js";
import type { HeapObject } from "./HeapObject.js";
import { ELIDED, type Slot } from "./Slot.js";

/** How an element of a typed array stands in its buffer (little endian, as on every platform Node runs on). */
interface Element {
  readonly bytes: number;
  /** Writes through a view of the real type, which converts and wraps as the language says. */
  write(view: DataView, slot: Slot, strings: readonly string[]): void;
  read(view: DataView): number | bigint;
}

const number = (slot: Slot): number => (slot.tag === Tag.NUMBER ? slot.value : Number.NaN);
const big = (slot: Slot, strings: readonly string[]): bigint =>
  slot.tag === Tag.BIGINT ? BigInt(strings[slot.value] ?? "0") : 0n;

const ELEMENTS: Readonly<Record<string, Element>> = {
  Int8Array: { bytes: 1, write: (v, s) => v.setInt8(0, number(s)), read: v => v.getInt8(0) },
  Uint8Array: { bytes: 1, write: (v, s) => v.setUint8(0, number(s)), read: v => v.getUint8(0) },
  Uint8ClampedArray: {
    bytes: 1,
    write: (v, s) => {
      v.setUint8(0, new Uint8ClampedArray([number(s)])[0]);
    },
    read: v => v.getUint8(0),
  },
  Int16Array: { bytes: 2, write: (v, s) => v.setInt16(0, number(s), true), read: v => v.getInt16(0, true) },
  Uint16Array: {
    bytes: 2,
    write: (v, s) => v.setUint16(0, number(s), true),
    read: v => v.getUint16(0, true),
  },
  Int32Array: { bytes: 4, write: (v, s) => v.setInt32(0, number(s), true), read: v => v.getInt32(0, true) },
  Uint32Array: {
    bytes: 4,
    write: (v, s) => v.setUint32(0, number(s), true),
    read: v => v.getUint32(0, true),
  },
  Float32Array: {
    bytes: 4,
    write: (v, s) => v.setFloat32(0, number(s), true),
    read: v => v.getFloat32(0, true),
  },
  Float64Array: {
    bytes: 8,
    write: (v, s) => v.setFloat64(0, number(s), true),
    read: v => v.getFloat64(0, true),
  },
  BigInt64Array: {
    bytes: 8,
    write: (v, s, t) => v.setBigInt64(0, big(s, t), true),
    read: v => v.getBigInt64(0, true),
  },
  BigUint64Array: {
    bytes: 8,
    write: (v, s, t) => v.setBigUint64(0, big(s, t), true),
    read: v => v.getBigUint64(0, true),
  },
};

const scratch = new DataView(new ArrayBuffer(8));

/** Where a typed array lies in its buffer. */
export interface View {
  readonly buffer: number;
  readonly offset: number;
  readonly length: number;
}

/** The buffer, byte offset and element count of a typed array or DataView; undefined when they were not recorded. */
export function viewOf(object: HeapObject): View | undefined {
  const [buffer, offset, length] = object.internal;
  if (buffer?.tag !== Tag.OBJECT || offset === undefined || length === undefined) return undefined;
  return { buffer: buffer.value, offset: offset.value, length: length.value };
}

/** Reads an element; a bigint comes as a JavaScript bigint. `undefined` when its bytes are not known. */
export function readElement(
  className: string,
  view: View,
  buffer: HeapObject | undefined,
  index: number,
): number | bigint | undefined {
  const element = ELEMENTS[className];
  if (element === undefined || buffer?.bytes === undefined) return undefined;
  const start = view.offset + index * element.bytes;
  for (let i = 0; i < element.bytes; i++) {
    const byte = buffer.bytes.get(start + i);
    if (byte < 0) return undefined;
    scratch.setUint8(i, byte);
  }
  return element.read(scratch);
}

/** Writes an element into a buffer that belongs to the current edit; an elided value makes its bytes unknown. */
export function writeElement(
  className: string,
  view: View,
  buffer: HeapObject,
  index: number,
  slot: Slot,
  strings: readonly string[],
): void {
  const element = ELEMENTS[className];
  if (element === undefined || buffer.bytes === undefined || index < 0 || index >= view.length) return;
  const start = view.offset + index * element.bytes;
  if (slot === ELIDED || slot.tag === Tag.ELIDED) {
    for (let i = 0; i < element.bytes; i++) buffer.bytes.forget(start + i, buffer.edit);
    return;
  }
  element.write(scratch, slot, strings);
  for (let i = 0; i < element.bytes; i++) buffer.bytes.set(start + i, scratch.getUint8(i), buffer.edit);
}

/** Moves bytes of elements within a view: what FILL, REVERSE and COPY_WITHIN need, unknown bytes included. */
export function permute(className: string, view: View, buffer: HeapObject, from: readonly number[]): void {
  const width = ELEMENTS[className]?.bytes;
  if (width === undefined || buffer.bytes === undefined) return;
  const bytes: number[] = [];
  for (let i = 0; i < view.length * width; i++) bytes.push(buffer.bytes.get(view.offset + i));
  from.forEach((source, target) => {
    if (source === target) return;
    for (let i = 0; i < width; i++) {
      const byte = bytes[source * width + i];
      const at = view.offset + target * width + i;
      if (byte < 0) buffer.bytes?.forget(at, buffer.edit);
      else buffer.bytes?.set(at, byte, buffer.edit);
    }
  });
}
