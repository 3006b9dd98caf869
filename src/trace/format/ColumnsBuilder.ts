import type { Chunk, Columns } from "./Columns.js";
import { CHUNK_ROWS } from "./Kind.js";
import { packChunk, unpackChunk } from "./packChunk.js";

/** Bytes a row takes unpacked: op and frame (4 each) and value (8). */
export const ROW_BYTES = 16;

/** How a {@link ColumnsBuilder} keeps rows. */
export interface ColumnsBuilderOptions {
  /** Raw columns kept in memory, bytes; chunks beyond it are kept packed. Default 256 MiB. */
  readonly budget?: number;
  /** Unpacked chunks kept at hand when reading packed ones. Default 8. */
  readonly cache?: number;
  /** Takes every chunk as it is packed, and the builder forgets it: for writing while recording. Budget is then 0. */
  readonly onPacked?: (packed: Uint8Array, rows: number) => void;
}

/**
 * Takes rows in pieces of any length and keeps them as chunks of exactly CHUNK_ROWS. Chunks beyond the memory
 * budget are packed (0.2-0.9 bytes a row instead of 16) and unpacked again when asked for.
 */
export class ColumnsBuilder {
  private readonly done: (Chunk | Uint8Array)[] = [];
  private readonly budget: number;
  private readonly cache: number;
  private op: Int32Array = new Int32Array(0);
  private frame: Int32Array = new Int32Array(0);
  private value: Float64Array = new Float64Array(0);
  private fill = 0;
  private raw = 0;
  private readonly onPacked: ((packed: Uint8Array, rows: number) => void) | undefined;

  constructor(options: ColumnsBuilderOptions = {}) {
    this.budget = options.onPacked === undefined ? (options.budget ?? 256 * 1024 * 1024) : 0;
    this.onPacked = options.onPacked;
    this.cache = options.cache ?? 8;
  }

  /** Rows appended so far. */
  get rows(): number {
    return this.done.length * CHUNK_ROWS + this.fill;
  }

  /** Rows of the chunk that is not full yet. */
  get waiting(): number {
    return this.fill;
  }

  /** Appends rows; the arrays must be of one length and belong to the builder from now on. */
  append(op: Int32Array, frame: Int32Array, value: Float64Array): void {
    const n = op.length;
    if (frame.length !== n || value.length !== n) {
      throw new RangeError(`columns of different lengths: ${n}, ${frame.length}, ${value.length}`);
    }
    if (this.fill === 0 && n === CHUNK_ROWS) {
      this.close({ rows: n, op, frame, value });
      return;
    }
    let from = 0;
    while (from < n) {
      const count = Math.min(n - from, CHUNK_ROWS - this.fill);
      this.reserve(this.fill + count);
      this.op.set(op.subarray(from, from + count), this.fill);
      this.frame.set(frame.subarray(from, from + count), this.fill);
      this.value.set(value.subarray(from, from + count), this.fill);
      this.fill += count;
      from += count;
      if (this.fill === CHUNK_ROWS) {
        this.close({ rows: CHUNK_ROWS, op: this.op, frame: this.frame, value: this.value });
        this.op = new Int32Array(0);
        this.frame = new Int32Array(0);
        this.value = new Float64Array(0);
        this.fill = 0;
      }
    }
  }

  /** The rows appended so far. The builder may go on; the result does not change with it. */
  finish(): Columns {
    const chunks = this.done.slice();
    if (this.fill > 0) {
      chunks.push({
        rows: this.fill,
        op: this.op.slice(0, this.fill),
        frame: this.frame.slice(0, this.fill),
        value: this.value.slice(0, this.fill),
      });
    }
    return new PackedColumns(chunks, this.rows, this.cache);
  }

  /** Packs the last, short chunk for `onPacked`; nothing may be appended after it. */
  flush(): void {
    if (this.fill === 0) return;
    const { op, frame, value, fill } = this;
    this.onPacked?.(
      packChunk({
        rows: fill,
        op: op.subarray(0, fill),
        frame: frame.subarray(0, fill),
        value: value.subarray(0, fill),
      }),
      fill,
    );
    this.fill = 0;
  }

  private reserve(length: number): void {
    if (length <= this.op.length) return;
    const size = Math.min(CHUNK_ROWS, Math.max(length, this.op.length * 2, 1024));
    const op = new Int32Array(size);
    const frame = new Int32Array(size);
    const value = new Float64Array(size);
    op.set(this.op.subarray(0, this.fill));
    frame.set(this.frame.subarray(0, this.fill));
    value.set(this.value.subarray(0, this.fill));
    this.op = op;
    this.frame = frame;
    this.value = value;
  }

  private close(chunk: Chunk): void {
    if (this.onPacked !== undefined) {
      this.onPacked(packChunk(chunk), chunk.rows);
      return;
    }
    if (this.raw + CHUNK_ROWS * ROW_BYTES > this.budget) {
      this.done.push(packChunk(chunk));
      return;
    }
    this.raw += CHUNK_ROWS * ROW_BYTES;
    this.done.push(chunk);
  }
}

/** Columns over chunks of which some are packed; unpacked ones are kept in a small least-recently-used list. */
export class PackedColumns implements Columns {
  readonly rows: number;
  private readonly chunks: readonly (Chunk | Uint8Array)[];
  private readonly recent: Map<number, Chunk> = new Map();
  private readonly cache: number;

  constructor(chunks: readonly (Chunk | Uint8Array)[], rows: number, cache = 8) {
    this.chunks = chunks;
    this.rows = rows;
    this.cache = Math.max(1, cache);
  }

  get chunkCount(): number {
    return this.chunks.length;
  }

  chunk(index: number): Chunk {
    const kept = this.chunks[index];
    if (kept === undefined) throw new RangeError(`no chunk ${index} of ${this.chunks.length}`);
    if (!(kept instanceof Uint8Array)) return kept;
    const found = this.recent.get(index);
    if (found !== undefined) {
      this.recent.delete(index);
      this.recent.set(index, found);
      return found;
    }
    const chunk = unpackChunk(kept);
    this.recent.set(index, chunk);
    if (this.recent.size > this.cache) {
      const oldest = this.recent.keys().next().value;
      if (oldest !== undefined) this.recent.delete(oldest);
    }
    return chunk;
  }

  /** The packed bytes of chunk `index`, when it is kept packed. */
  packed(index: number): Uint8Array | undefined {
    const kept = this.chunks[index];
    return kept instanceof Uint8Array ? kept : undefined;
  }
}
