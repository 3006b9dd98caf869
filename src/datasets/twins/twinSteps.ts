import { lineSteps } from "../../trace/derive/linePath.js";
import { occurrences } from "../../trace/derive/occurrences.js";
import type { Trace } from "../../trace/format/Trace.js";
import type { FunctionEntry } from "../../trace/format/tables.js";

/**
 * What the trace of a twin's call did, step by step, in terms that its twins share: for each step of `linePath` the
 * place of its line in `lines` (one of the lists of a twin's `lines`), -1 for a line that is not there. Two twins ran
 * the same statements in the same order where these lists are equal.
 *
 * Only the call counts, not the loading of the program, and only functions that have a name: what JavaScript hands over
 * as an arrow function is folded into its statement, as Python folds a comprehension.
 */
export function twinSteps(trace: Trace, lines: readonly number[]): readonly number[] {
  const { sites, functions } = trace.tables;
  const { site, begin } = occurrences(trace);
  const { callProgram } = trace.header;
  const first = site.findIndex(id => sites[id].program === callProgram);
  const from = first < 0 ? Number.POSITIVE_INFINITY : begin[first];
  const places = new Map(lines.map((line, place) => [line, place]));
  const steps: number[] = [];
  for (const index of lineSteps(trace)) {
    const { line, function: owner } = sites[site[index]];
    if (begin[index] > from && named(functions[owner])) steps.push(places.get(line) ?? -1);
  }
  return steps;
}

function named({ kind, name }: FunctionEntry): boolean {
  return kind !== "module" && kind !== "call" && kind !== "init" && !name.startsWith("<");
}
