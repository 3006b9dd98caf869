import { frames } from "../derive/frames.js";
import { lineSteps } from "../derive/linePath.js";
import { occurrences } from "../derive/occurrences.js";
import type { Trace } from "../format/Trace.js";

/** Row at which the call of the trace begins; 0 when only the module was run. */
export function callRow(trace: Trace): number {
  const all = frames(trace);
  for (let frame = 0; frame < all.count; frame++) {
    if (trace.tables.functions[all.function[frame]]?.kind === "call") return all.call[frame];
  }
  return 0;
}

/**
 * The line steps (occurrence indexes) the published works trace: those of one program, by the settrace-like
 * convention of `linePath`, from the call on; without a call, all.
 */
export function calledSteps(trace: Trace, program = 0): number[] {
  const from = callRow(trace);
  const { begin } = occurrences(trace);
  return lineSteps(trace, { convention: "lines", program }).filter(index => begin[index] >= from);
}
