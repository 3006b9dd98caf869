import { PackedColumns } from "./ColumnsBuilder.js";
import { CHUNK_ROWS } from "./Kind.js";
import { packChunk } from "./packChunk.js";
import type { Trace } from "./Trace.js";
import { TraceWriter } from "./TraceWriter.js";

/** Writes a trace to a `.trace` file. The file appears under its name only when it is whole. */
export function writeTrace(trace: Trace, path: string): void {
  const writer = new TraceWriter(path, trace.header, trace.tables);
  try {
    writer.strings(trace.strings);
    const { columns } = trace;
    for (let c = 0; c < columns.chunkCount; c++) {
      const packed = columns instanceof PackedColumns ? columns.packed(c) : undefined;
      if (packed !== undefined) writer.packed(packed, Math.min(columns.rows - c * CHUNK_ROWS, CHUNK_ROWS));
      else {
        const chunk = columns.chunk(c);
        writer.packed(packChunk(chunk), chunk.rows);
      }
    }
    writer.close(trace.footer);
  } catch (error) {
    writer.abort();
    throw error;
  }
}
