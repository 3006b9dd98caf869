import { happensBefore } from "../derive/happensBefore.js";
import { occurrences } from "../derive/occurrences.js";
import type { Trace } from "../format/Trace.js";
import { calledSteps } from "./calledSteps.js";

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
 * nothing. The concurrent region reaches from the first to the last segment (see `happensBefore`) that is not ordered
 * with some other.
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

/** Segments looked at on either side when a region's edge is sought: bounds the search in long traces. */
const REACH = 64;

/** Rows of the concurrent region: from the first to the last segment that is not ordered with some other. */
function concurrentRows(trace: Trace): { begin: number; end: number } | undefined {
  const order = happensBefore(trace);
  const { segments } = order;
  const ordered = (a: number, b: number): boolean => order.before(segments[a].begin, segments[b].begin);
  let first = -1;
  let last = -1;
  // If every segment is after its predecessor, all are in one line.
  for (let i = 1; i < segments.length; i++) {
    if (ordered(i - 1, i)) continue;
    if (first < 0) first = i;
    last = i;
  }
  if (first < 0) return undefined;
  let begin = first - 1;
  for (let t = first; t < Math.min(first + REACH, segments.length); t++) {
    for (let s = Math.max(0, first - REACH); s < begin; s++) if (!ordered(s, t)) begin = s;
  }
  let end = last;
  for (let t = last; t < Math.min(last + REACH, segments.length); t++) {
    for (let s = last - 1; s >= Math.max(0, last - REACH) && end < t; s--) if (!ordered(s, t)) end = t;
  }
  return { begin: segments[begin].begin, end: segments[end].end };
}
