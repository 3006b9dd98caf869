import { Replay } from "../../trace/derive/Replay.js";
import { CHUNK_ROWS, TAG_MASK, TAG_SHIFT } from "../../trace/format/Kind.js";
import type { Trace } from "../../trace/format/Trace.js";
import { previewValue } from "./previewValue.js";
import { rowValue } from "./rowValue.js";

/** How a run ended, in words; unhandled rejections included. A replay that is given is moved, and saves the walk. */
export function outcomeText(trace: Trace, limit: number, replay: Replay = new Replay(trace)): string {
  const { outcome, rejections } = trace.footer;
  const tail = rejections.map(text => `; unhandled rejection: ${text}`).join("");
  switch (outcome.kind) {
    case "return":
      if (trace.header.call === "") return `the module ran to its end${tail}`;
      return `the call returned ${returned(replay, outcome.row, limit)}${tail}`;
    case "throw":
      return `an exception left the program: ${outcome.name}: ${outcome.message}${tail}`;
    case "pending":
      return `the event loop ran dry while a promise was pending${tail}`;
    case "interrupted":
      return `interrupted${tail}`;
    case "limit":
      return `stopped at the limit of ${outcome.limit} (${outcome.value})${tail}`;
  }
}

function returned(replay: Replay, row: number, limit: number): string {
  const chunk = replay.trace.columns.chunk(Math.floor(row / CHUNK_ROWS));
  const tag = (chunk.op[row % CHUNK_ROWS] >>> TAG_SHIFT) & TAG_MASK;
  return previewValue(
    rowValue(replay.seek(row), tag, chunk.value[row % CHUNK_ROWS]),
    limit,
    replay.trace.header.language,
  );
}
