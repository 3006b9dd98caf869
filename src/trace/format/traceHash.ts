import { createHash } from "node:crypto";
import { CHUNK_ROWS } from "./Kind.js";
import type { Trace } from "./Trace.js";

/**
 * SHA-256 (hex) of what a trace says: header without `environment`, tables, strings, decoded columns, outcome and
 * rejections. The same whatever container the trace was read from, and on every machine.
 */
export function traceHash(trace: Trace): string {
  const hash = createHash("sha256");
  const { environment: _left, ...header } = trace.header;
  const add = (json: string): void => {
    hash.update(`${Buffer.byteLength(json)}:`).update(json);
  };
  const text = (value: unknown): void => add(canonical(value));
  text(header);
  text(trace.tables);
  text(trace.strings.length);
  // In blocks: a trace may have a million strings, but one JSON text has a length limit.
  for (let i = 0; i < trace.strings.length; i += 4096) add(JSON.stringify(trace.strings.slice(i, i + 4096)));
  text(trace.footer.outcome);
  text(trace.footer.rejections);
  text(trace.columns.rows);
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const { rows, op, frame, value } = trace.columns.chunk(c);
    if (rows !== CHUNK_ROWS && c !== trace.columns.chunkCount - 1)
      throw new RangeError(`chunk ${c} has ${rows} rows`);
    hash
      .update(bytesOf(op))
      .update(bytesOf(frame))
      .update(bytesOf(oneNaN(value)));
  }
  return hash.digest("hex");
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
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    const copy = values.slice();
    const words = new Uint32Array(copy.buffer);
    for (let j = i; j < copy.length; j++) {
      if (!Number.isNaN(copy[j])) continue;
      words[2 * j] = 0;
      words[2 * j + 1] = 0x7ff80000;
    }
    return copy;
  }
  return values;
}

function bytesOf(array: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
