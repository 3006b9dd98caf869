import { SILENT } from "../score/lineSites.js";
import { add, type Posing } from "./Posing.js";
import { limitOf } from "./pose.js";
import type { SkipReason } from "./SkipReason.js";

/**
 * The lines executed during the call (during the whole run, if there is none), in order, until nothing is
 * left to do. Repeats of one line in a row are written once.
 */
export function poseLines(posing: Posing): SkipReason | undefined {
  const { options } = posing;
  if (limitOf(options, "lines") < 1) return "not sampled";
  const lines = executedLines(posing);
  if (lines === undefined) return "spans several files";
  if (lines.length === 0) return "nothing executed";
  if (lines.length > options.maxLines) return "too many lines";
  add(posing, { task: "lines", truth: { task: "lines", lines } });
  return undefined;
}

/** Lines of the main file in order; undefined when lines of another file are executed in between. */
function executedLines(posing: Posing): number[] | undefined {
  const { trace, occurrences, frames } = posing;
  const { sites, functions } = trace.tables;
  const call = functions.findIndex(fn => fn.kind === "call");
  const from = call < 0 ? 0 : frames.call[frames.function.indexOf(call)];
  const lines: number[] = [];
  for (let i = 0; i < occurrences.count; i++) {
    if (occurrences.begin[i] < from) continue;
    const site = sites[occurrences.site[i]];
    if (site.program === trace.header.callProgram) continue;
    if (site.program !== 0) return undefined;
    // The prompt says that these have no execution of their own. (A default that needs no probe is not even recorded.)
    if (SILENT.has(site.kind)) continue;
    if (lines.at(-1) !== site.line) lines.push(site.line);
    // Far beyond the limit there is nothing more to learn.
    if (lines.length > posing.options.maxLines) break;
  }
  return lines;
}
