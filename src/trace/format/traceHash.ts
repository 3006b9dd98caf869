import type { Trace } from "./Trace.js";
import { TraceHasher } from "./TraceHasher.js";

/** Strings hashed at a time. */
const PORTION = 4096;

/**
 * SHA-256 (hex) of what a trace says: header without `environment`, tables, strings, decoded columns, outcome and
 * rejections. The same whatever container the trace was read from, and on every machine.
 */
export function traceHash(trace: Trace): string {
  const hasher = new TraceHasher();
  const { strings, columns } = trace;
  for (let i = 0; i < strings.length; i += PORTION) hasher.strings(strings.slice(i, i + PORTION));
  for (let c = 0; c < columns.chunkCount; c++) {
    const { op, frame, value } = columns.chunk(c);
    hasher.rows(op, frame, value);
  }
  return hasher.digest(trace.header, trace.tables, trace.footer);
}
