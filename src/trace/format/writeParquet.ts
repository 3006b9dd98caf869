import { renameSync, rmSync } from "node:fs";
import { fileWriter, parquetWriteRows } from "hyparquet-writer";
import { events } from "./events.js";
import { toJSONValue } from "./jsonValue.js";
import type { Trace } from "./Trace.js";
import { partialPath } from "./TraceWriter.js";

/** A trace with the name it has in a file of many. */
export interface NamedTrace {
  /** Default: the trace's hash. */
  readonly id?: string;
  readonly trace: Trace;
}

/** Columns of the file; all may be null but the first three. */
const COLUMNS = [
  { name: "trace", type: "STRING", nullable: false },
  { name: "row", type: "INT32", nullable: false },
  { name: "kind", type: "STRING", nullable: false },
  { name: "program", type: "INT32" },
  { name: "line", type: "INT32" },
  { name: "node", type: "INT32" },
  { name: "frame", type: "INT32", nullable: false },
  { name: "depth", type: "INT32", nullable: false },
  { name: "name", type: "STRING" },
  { name: "object", type: "INT32" },
  { name: "type", type: "STRING" },
  { name: "value", type: "STRING" },
] as const;

/**
 * Writes the events of many traces as one Parquet table, for DuckDB, pandas and the like: one row per event (see
 * `events`), `value` as JSON text as in JSONL and its `type` beside. Streams; the file appears under its name
 * only when it is whole.
 */
export function writeParquet(traces: Iterable<NamedTrace>, path: string): void {
  const partial = partialPath(path);
  try {
    const done = parquetWriteRows({
      writer: fileWriter(partial),
      rows: rows(traces),
      columns: COLUMNS.map(column => ({ ...column })),
      rowGroupSize: 50_000,
      createdBy: "tracebook",
    });
    if (done !== undefined) throw new Error("the Parquet writer did not finish at once");
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  renameSync(partial, path);
}

function* rows(traces: Iterable<NamedTrace>): Generator<Record<string, unknown>, void, undefined> {
  for (const { id, trace } of traces) {
    const name = id ?? trace.footer.sha256;
    for (const event of events(trace)) {
      yield {
        trace: name,
        row: event.row,
        kind: event.kind,
        program: event.program ?? null,
        line: event.line ?? null,
        node: event.node ?? null,
        frame: event.frame,
        depth: event.depth,
        name: event.name ?? null,
        object: event.object ?? null,
        type: event.value?.type ?? null,
        value: event.value === undefined ? null : JSON.stringify(toJSONValue(event.value)),
      };
    }
  }
}
