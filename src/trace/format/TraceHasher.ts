import { createHash, type Hash } from "node:crypto";
import type { TraceFooter, TraceHeader } from "./TraceHeader.js";
import type { Tables } from "./tables.js";

/** What of a footer goes into the hash. */
type Ending = Pick<TraceFooter, "outcome" | "rejections">;

/**
 * Hash of a trace, fed while it is recorded or read. Columns and strings are hashed as streams of their own, so
 * the portions they come in make no difference.
 */
export class TraceHasher {
  private readonly op: Hash = createHash("sha256");
  private readonly frame: Hash = createHash("sha256");
  private readonly value: Hash = createHash("sha256");
  private readonly text: Hash = createHash("sha256");
  private rowCount = 0;
  private stringCount = 0;

  /** Takes the next rows. */
  rows(op: Int32Array, frame: Int32Array, value: Float64Array): void {
    this.op.update(bytesOf(op));
    this.frame.update(bytesOf(frame));
    this.value.update(bytesOf(oneNaN(value)));
    this.rowCount += op.length;
  }

  /** Takes the next strings. */
  strings(texts: readonly string[]): void {
    for (const text of texts) this.text.update(`${Buffer.byteLength(text)}:`).update(text);
    this.stringCount += texts.length;
  }

  /** The hash, hex. The hasher cannot be fed afterwards. */
  digest(header: TraceHeader, tables: Tables, { outcome, rejections }: Ending): string {
    const { environment: _left, ...said } = header;
    const parts = [said, tables, this.stringCount, this.rowCount, outcome, rejections];
    const hash = createHash("sha256");
    for (const part of parts) {
      const json = canonical(part);
      hash.update(`${Buffer.byteLength(json)}:`).update(json);
    }
    for (const stream of [this.text, this.op, this.frame, this.value]) hash.update(stream.digest());
    return hash.digest("hex");
  }
}

/** JSON with sorted keys, undefined left out, so that the order in which an object was built does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => {
    if (v === null || typeof v !== "object" || Array.isArray(v)) return v;
    const object = v as Record<string, unknown>;
    const keys = Object.keys(object);
    if (keys.every((key, i) => i === 0 || keys[i - 1] < key)) return v;
    return Object.fromEntries(keys.sort().map(key => [key, object[key]]));
  });
}

/** NaN has many bit patterns and the processor chooses; all count as one. */
function oneNaN(values: Float64Array): Float64Array {
  // A sum is NaN when one of them is (or infinities meet): one branchless pass tells most arrays apart.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  if (!Number.isNaN(sum)) return values;
  const copy = values.slice();
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < copy.length; i++) {
    if (!Number.isNaN(copy[i])) continue;
    words[2 * i] = 0;
    words[2 * i + 1] = 0x7ff80000;
  }
  return copy;
}

function bytesOf(array: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
