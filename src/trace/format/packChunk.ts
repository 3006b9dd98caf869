import { deflateRawSync, inflateRawSync } from "node:zlib";
import { ByteSink, ByteSource } from "./ByteSink.js";
import type { Chunk } from "./Columns.js";
import { CHUNK_ROWS, KIND_MASK, Kind, TAG_MASK, TAG_SHIFT, Tag } from "./Kind.js";

/*
 * A packed chunk is one deflated block of split streams:
 *   rows, length of each stream (varints), then the streams
 *   op      varint of the whole op column
 *   frame   zig-zag delta to the last frame (heap ids: to the last heap id)
 *   integer zig-zag delta to the last value with the same op; only rows whose kind and tag carry a value;
 *           for numbers doubled, so that 1 can say "eight bytes in the next stream"
 *   float   numbers that are no small integers, 8 bytes each
 *   odd     rows whose value is not what kind and tag say (row delta, 8 bytes): none in a sound trace
 */

/** What the value column of a row holds, by kind. */
const NONE = 0;
const INTEGER = 1;
const TAGGED = 2;
const NUMBER = 3;

const CARRIES = new Uint8Array(32).fill(TAGGED);
for (const kind of [Kind.BEGIN, Kind.END, Kind.RESUME_THROW, Kind.RESUME_RETURN, Kind.DELETE, Kind.SETTLE]) {
  CARRIES[kind] = NONE;
}
for (const kind of [
  Kind.CALL,
  Kind.SCOPE,
  Kind.BRANCH,
  Kind.NEW,
  Kind.MUTATE,
  Kind.TIMER,
  Kind.JOB,
  Kind.THREAD,
  Kind.SYNC,
]) {
  CARRIES[kind] = INTEGER;
}
CARRIES[Kind.CLOCK] = NUMBER;

const TAG_CARRIES = new Uint8Array(16);
TAG_CARRIES[Tag.NUMBER] = NUMBER;
for (const tag of [Tag.STRING, Tag.BIGINT, Tag.SYMBOL, Tag.OBJECT, Tag.FUNCTION, Tag.INT, Tag.LONG])
  TAG_CARRIES[tag] = INTEGER;

/** Kinds whose frame column holds a heap id. */
const HEAP = new Uint8Array(32);
for (const kind of [Kind.KEY, Kind.NEW, Kind.ENTRY, Kind.MUTATE, Kind.ARG, Kind.SETTLE]) HEAP[kind] = 1;

/** Table of the last value by op: direct mapped, so that both sides forget the same. */
const SLOTS = 4096;
const slotOf = (op: number): number => ((op ^ (op >>> 12)) * 0x9e37) & (SLOTS - 1);

/** Integers beyond this go as floats: keeps every delta exact. */
const SMALL = 2 ** 48;

/** Packs a chunk (0.2-0.9 bytes a row on loops). */
export function packChunk(chunk: Chunk): Uint8Array {
  const { rows, op, frame, value } = chunk;
  const ops = new ByteSink(rows * 3 + 16);
  const frames = new ByteSink(rows + 16);
  const integers = new ByteSink(rows + 16);
  const floats = new ByteSink(64);
  const odd = new ByteSink(16);
  const last = new Float64Array(SLOTS);
  let lastFrame = 0;
  let lastHeap = 0;
  let lastOdd = 0;
  for (let i = 0; i < rows; i++) {
    const o = op[i];
    const kind = o & KIND_MASK;
    const f = frame[i];
    ops.varint(o >>> 0);
    if (HEAP[kind] === 1) {
      frames.signed(f - lastHeap);
      lastHeap = f;
    } else {
      frames.signed(f - lastFrame);
      lastFrame = f;
    }
    let carries = CARRIES[kind];
    if (carries === TAGGED) carries = kind === 0 ? NUMBER : TAG_CARRIES[(o >>> TAG_SHIFT) & TAG_MASK];
    const v = value[i];
    const small = v === Math.trunc(v) && v <= SMALL && v >= -SMALL && !(v === 0 && 1 / v < 0);
    if (carries === NONE) {
      if (v === 0 && small) continue;
    } else if (small) {
      const slot = slotOf(o);
      const delta = v - last[slot];
      last[slot] = v;
      if (carries === NUMBER) integers.varint(2 * (delta < 0 ? -2 * delta - 1 : 2 * delta));
      else integers.signed(delta);
      continue;
    } else if (carries === NUMBER) {
      integers.varint(1);
      double(floats, v);
      continue;
    } else {
      // An id that is no integer: leave the id stream a zero step and say the truth in `odd`.
      integers.signed(0);
    }
    odd.varint(i - lastOdd);
    lastOdd = i;
    double(odd, v);
  }
  const streams = [ops, frames, integers, floats, odd];
  const all = new ByteSink(64 + streams.reduce((n, s) => n + s.length, 0));
  all.varint(rows);
  for (const stream of streams) all.varint(stream.length);
  for (const stream of streams) all.raw(stream.taken());
  const packed = deflateRawSync(all.taken(), { level: 6 });
  return new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
}

/** Restores a chunk. RangeError when the bytes are not a packed chunk. */
export function unpackChunk(packed: Uint8Array): Chunk {
  let inflated: Uint8Array;
  try {
    inflated = inflateRawSync(packed, { maxOutputLength: CHUNK_ROWS * 40 });
  } catch (error) {
    throw new RangeError(`not a packed chunk: ${error instanceof Error ? error.message : String(error)}`);
  }
  const head = new ByteSource(inflated);
  const rows = head.varint();
  if (rows > CHUNK_ROWS) throw new RangeError(`a chunk of ${rows} rows`);
  const lengths = [head.varint(), head.varint(), head.varint(), head.varint(), head.varint()];
  const [ops, frames, integers, floats, odd] = lengths.map(n => new ByteSource(head.take(n)));
  const op = new Int32Array(rows);
  const frame = new Int32Array(rows);
  const value = new Float64Array(rows);
  const last = new Float64Array(SLOTS);
  let lastFrame = 0;
  let lastHeap = 0;
  for (let i = 0; i < rows; i++) {
    const o = ops.varint() | 0;
    const kind = o & KIND_MASK;
    op[i] = o;
    if (HEAP[kind] === 1) frame[i] = lastHeap += frames.signed();
    else frame[i] = lastFrame += frames.signed();
    let carries = CARRIES[kind];
    if (carries === TAGGED) carries = kind === 0 ? NUMBER : TAG_CARRIES[(o >>> TAG_SHIFT) & TAG_MASK];
    if (carries === NONE) continue;
    if (carries === INTEGER) {
      value[i] = last[slotOf(o)] += integers.signed();
      continue;
    }
    const token = integers.varint();
    if (token === 1) {
      value[i] = readDouble(floats);
      continue;
    }
    const zigzag = token / 2;
    value[i] = last[slotOf(o)] += zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
  }
  let row = 0;
  while (odd.at < odd.bytes.length) {
    row += odd.varint();
    if (row >= rows) throw new RangeError(`row ${row} of ${rows}`);
    value[row] = readDouble(odd);
  }
  return { rows, op, frame, value };
}

const scratch = new Float64Array(1);
const scratchBytes = new Uint8Array(scratch.buffer);

function double(sink: ByteSink, value: number): void {
  // One bit pattern for NaN, so that equal traces have equal bytes.
  scratch[0] = Number.isNaN(value) ? Number.NaN : value;
  sink.raw(scratchBytes);
}

function readDouble(source: ByteSource): number {
  scratchBytes.set(source.take(8));
  return scratch[0];
}
