import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { ColumnsBuilder } from "./ColumnsBuilder.js";
import {
  type BlockType,
  deflateJSON,
  END_MAGIC,
  encodeBlock,
  FILE_HEAD,
  FORMAT_VERSION,
  MAGIC,
} from "./container.js";
import type { TraceFooter, TraceHeader } from "./TraceHeader.js";
import type { Tables } from "./tables.js";

/** Strings of one block: bounds the JSON text that has to be held at once. */
const STRINGS_PER_BLOCK = 16384;
const CHARS_PER_BLOCK = 4_000_000;

/** Name of the file that is written until the trace is whole. */
export function partialPath(path: string): string {
  return `${path}.partial`;
}

/**
 * Writes a `.trace` file while the program runs: rows and strings in any portions, one chunk in memory. The file is
 * called `<path>.partial` until {@link TraceWriter.close}; what was written of an interrupted one can be
 * read with `readTrace(partialPath(path), { recover: true })`.
 */
export class TraceWriter {
  readonly path: string;
  private readonly fd: number;
  private at = 0;
  private builder: ColumnsBuilder;
  private pending: string[] = [];
  private pendingChars = 0;
  private readonly stringBlocks: number[] = [];
  private readonly chunkBlocks: number[] = [];
  private rowCount = 0;
  private open = true;

  constructor(path: string, header: TraceHeader, tables: Tables) {
    this.path = path;
    this.fd = openSync(partialPath(path), "w");
    this.builder = new ColumnsBuilder({ onPacked: (packed, rows) => this.packed(packed, rows) });
    const head = new Uint8Array(FILE_HEAD);
    head.set(MAGIC);
    new DataView(head.buffer).setUint32(8, FORMAT_VERSION, true);
    this.write(head);
    this.block("H", deflateJSON({ header, tables }));
  }

  /** Rows written and waiting. */
  get rows(): number {
    return this.rowCount + this.builder.waiting;
  }

  /** Appends rows; the arrays belong to the writer from now on. */
  append(op: Int32Array, frame: Int32Array, value: Float64Array): void {
    this.builder.append(op, frame, value);
  }

  /** Appends strings; the first has the next free id. */
  strings(texts: readonly string[]): void {
    for (const text of texts) {
      this.pending.push(text);
      this.pendingChars += text.length;
      if (this.pending.length >= STRINGS_PER_BLOCK || this.pendingChars >= CHARS_PER_BLOCK)
        this.flushStrings();
    }
  }

  /** Appends a chunk that is already packed; only when no rows are waiting, and only the last may be short. */
  packed(bytes: Uint8Array, rows: number): void {
    this.flushStrings();
    this.chunkBlocks.push(this.at);
    this.block("C", bytes);
    this.rowCount += rows;
  }

  /** Writes what is waiting, footer and index, and gives the file its name. */
  close(footer: TraceFooter): void {
    this.builder.flush();
    this.flushStrings();
    const index = {
      strings: this.stringBlocks,
      chunks: this.chunkBlocks,
      footer: this.at,
      rows: this.rowCount,
    };
    this.block("F", deflateJSON(footer));
    const at = this.at;
    this.block("I", deflateJSON(index));
    const tail = new Uint8Array(16);
    const view = new DataView(tail.buffer);
    view.setUint32(0, at % 2 ** 32, true);
    view.setUint32(4, Math.floor(at / 2 ** 32), true);
    tail.set(END_MAGIC, 8);
    this.write(tail);
    this.end();
    renameSync(partialPath(this.path), this.path);
  }

  /** Gives up: nothing is left behind. */
  abort(): void {
    if (!this.open) return;
    this.end();
    rmSync(partialPath(this.path), { force: true });
  }

  private end(): void {
    this.open = false;
    closeSync(this.fd);
  }

  private flushStrings(): void {
    if (this.pending.length === 0) return;
    this.stringBlocks.push(this.at);
    this.block("S", deflateJSON(this.pending));
    this.pending = [];
    this.pendingChars = 0;
  }

  private block(type: BlockType, payload: Uint8Array): void {
    this.write(encodeBlock(type, payload));
  }

  private write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done);
    this.at += bytes.length;
  }
}
