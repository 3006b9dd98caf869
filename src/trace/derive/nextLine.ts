import type { Trace } from "../format/Trace.js";
import { FrameEnd, frames } from "./frames.js";
import { occurrences } from "./occurrences.js";

/** Why no further line of the activation follows: it returned, it threw, or the trace ended first. */
export type LineEnd = "returns" | "throws" | "ends";

/** The next line executed, or why there is none. */
export type NextLine =
  | { readonly line: number; readonly occurrence: number; readonly end?: undefined }
  | { readonly line?: undefined; readonly occurrence?: undefined; readonly end: LineEnd };

/** How {@link nextLine} looks ahead. */
export interface NextLineOptions {
  /**
   * Follow the execution into functions the statement calls (and out of the activation, and into whatever runs
   * next), as REval does: the line of the next statement begun anywhere. Default false: step over.
   */
  readonly stepInto?: boolean;
}

/**
 * The line on which the next statement or head begins in the same activation after occurrence `index` (an index
 * of {@link occurrences}). `finally` keywords and `case` labels have no line of their own; `init` and `update` of a
 * `for (;;)` begin on the lines they stand on. Where none follows: "returns" or "throws" by the effective end of the
 * activation, "ends" when the trace ended before the activation did.
 */
export function nextLine(trace: Trace, index: number, options: NextLineOptions = {}): NextLine {
  const all = occurrences(trace);
  if (!(index >= 0 && index < all.count)) throw new RangeError(`no occurrence ${index} of ${all.count}`);
  const { sites } = trace.tables;
  let next = options.stepInto ? index + 1 : all.next[index];
  while (next >= 0 && next < all.count) {
    const site = sites[all.site[next]];
    if (site.kind !== "finally" && site.kind !== "case") return { line: site.line, occurrence: next };
    next = options.stepInto ? next + 1 : all.next[next];
  }
  const end = frames(trace).end[all.frame[index]];
  return { end: end === FrameEnd.RETURN ? "returns" : end === FrameEnd.THROW ? "throws" : "ends" };
}
