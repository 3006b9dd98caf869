import { happensBefore } from "../derive/happensBefore.js";
import { occurrences } from "../derive/occurrences.js";
import type { Trace } from "../format/Trace.js";
import { calledSteps } from "./calledLines.js";

/** Options of {@link toCoconut}. */
export interface CoconutOptions {
  /**
   * Line of the main program, as of `if __name__ == '__main__':`. Leading lines up to it are left out, as CoCoNUT
   * does; later returns to lines before it stay. Without it everything since the call is listed.
   */
  readonly main?: number;
  /** Collapse runs of one line into one, as CoCoNUT's `NoReps` files. Default false. */
  readonly noReps?: boolean;
  /** Mark the concurrent region by `(` and `)`, as CoCoNUT's concurrency files. Default true; synchronous programs have none. */
  readonly concurrency?: boolean;
}

/**
 * The line list of CoCoNUT: 1-based lines over all activations, one per statement begun, by CPython's rules
 * (tracing.md C5): a loop header stands n + 1 times, a statement on the line of the one before it adds
 * nothing. The concurrent region reaches from the first to the last segment that is not ordered after the
 * segment before it.
 */
export function toCoconut(trace: Trace, options: CoconutOptions = {}): (number | "(" | ")")[] {
  const { main, noReps = false, concurrency = true } = options;
  const { sites } = trace.tables;
  const all = occurrences(trace);
  const region = concurrency ? concurrentRows(trace) : undefined;
  let found: (number | "(" | ")")[] = [];
  let opened = false;
  let closed = false;
  for (const index of calledSteps(trace)) {
    const row = all.begin[index];
    if (region !== undefined && !opened && row >= region.begin) {
      found.push("(");
      opened = true;
    }
    if (region !== undefined && opened && !closed && row >= region.end) {
      found.push(")");
      closed = true;
    }
    found.push(sites[all.site[index]].line);
  }
  if (opened && !closed) found.push(")");
  if (main !== undefined) {
    const start = found.findIndex(item => item === "(" || (typeof item === "number" && item > main));
    found = start < 0 ? [] : found.slice(start);
  }
  return noReps ? found.filter((item, i) => i === 0 || found[i - 1] !== item) : found;
}

/** Rows of the concurrent region: from the first segment that runs beside its predecessor's, to the last. */
function concurrentRows(trace: Trace): { begin: number; end: number } | undefined {
  const order = happensBefore(trace);
  const { segments } = order;
  let begin = -1;
  let end = -1;
  for (let i = 1; i < segments.length; i++) {
    if (order.before(segments[i - 1].begin, segments[i].begin)) continue;
    if (begin < 0) begin = segments[i - 1].begin;
    end = segments[i].end;
  }
  return begin < 0 ? undefined : { begin, end };
}
