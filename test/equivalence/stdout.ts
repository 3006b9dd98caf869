import { Kind } from "../../src/trace/format/Kind.js";
import { idOf, kindOf } from "../../src/trace/format/rowGroups.js";
import type { Trace } from "../../src/trace/format/Trace.js";

/** What the program printed to stdout. */
export function stdout({ columns, strings }: Trace): string {
  let text = "";
  for (let c = 0; c < columns.chunkCount; c++) {
    const { rows, op, value } = columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      if (kindOf(op[i]) === Kind.OUTPUT && idOf(op[i]) === 1) text += strings[value[i]];
    }
  }
  return text;
}
