import { mean } from "../score/aggregateRows.js";
import type { ThreadRun } from "./ThreadRun.js";

/**
 * Partial credit of a list of lines for a run with threads, 0 … 1: the mean over the threads of how much of a thread's
 * own trace stands in the list in order (longest common subsequence / length of the trace), less in proportion where
 * the list is longer than the run. 1 for every order the run could have had; an empty run and list are 1.
 */
export function threadCredit({ lines, threads }: ThreadRun, list: readonly number[]): number {
  const traces = new Map<number, number[]>();
  for (const [event, thread] of threads.entries()) {
    const trace = traces.get(thread);
    if (trace === undefined) traces.set(thread, [lines[event]]);
    else trace.push(lines[event]);
  }
  if (traces.size === 0) return list.length === 0 ? 1 : 0;
  const kept = [...traces.values()].map(trace => commonLength(trace, list) / trace.length);
  return mean(kept) * Math.min(1, lines.length / Math.max(1, list.length));
}

/** Length of the longest common subsequence. */
function commonLength(a: readonly number[], b: readonly number[]): number {
  const row = new Int32Array(b.length + 1);
  for (const step of a) {
    let diagonal = 0;
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1];
      row[j + 1] = step === b[j] ? diagonal + 1 : Math.max(above, row[j]);
      diagonal = above;
    }
  }
  return row[b.length];
}
