import type { Trace } from "../format/Trace.js";
import { occurrences } from "./occurrences.js";

/** How {@link linePath} turns occurrences into lines. */
export type LineConvention =
  /** One line for every statement and head that begins: nothing merged, nothing left out but `finally` keywords. */
  | "statements"
  /**
   * As Python's `settrace` gives lines: a statement on the same line as the one before it in its activation adds
   * nothing, unless the loop comes round; `for (;;)` heads stand n + 1 times at their own line whatever their
   * parts; imports and class or function declarations of a module are no lines of their own. Of a Python program
   * these are the lines of `settrace` but for those that stand for no statement: the head of a `with` again when it is
   * left, the `case` patterns that are tried, decorators, the `def` of a generator that is closed, and the further lines
   * of an expression over several.
   */
  | "lines";

/** Options of {@link linePath}. */
export interface LinePathOptions {
  /** Default `lines`. */
  readonly convention?: LineConvention;
  /** Index of the program whose lines are listed. Default 0; others (imported files, the call) are left out. */
  readonly program?: number;
}

const LOOPS: ReadonlySet<string> = new Set(["while", "do", "for", "for-in", "for-of", "for-await"]);

/** Lines (1-based) in order of execution, over all activations. */
export function linePath(trace: Trace, options: LinePathOptions = {}): number[] {
  return lineSteps(trace, options).map(index => lineOf(trace, index));
}

/** The occurrences (indexes) whose lines {@link linePath} lists. */
export function lineSteps(trace: Trace, options: LinePathOptions = {}): number[] {
  const { convention = "lines", program = 0 } = options;
  const { sites } = trace.tables;
  const all = occurrences(trace);
  const skipped = sites.map(site => {
    if (site.program !== program || site.kind === "finally") return true;
    if (convention === "statements") return false;
    if (site.kind === "for-init" || site.kind === "for-update" || site.kind === "case") return true;
    const type = trace.programs[program]?.nodes[site.node]?.type;
    return type === "ImportDeclaration" || type === "EmptyStatement";
  });
  const found: number[] = [];
  // Site and line of the last line event of each frame.
  let lastSite = new Int32Array(1024).fill(-1);
  for (let i = 0; i < all.count; i++) {
    const s = all.site[i];
    if (skipped[s]) continue;
    if (convention === "lines") {
      const frame = all.frame[i];
      if (frame >= lastSite.length) {
        const wider = new Int32Array(Math.max(frame + 1, lastSite.length * 2)).fill(-1);
        wider.set(lastSite);
        lastSite = wider;
      }
      const last = lastSite[frame];
      lastSite[frame] = s;
      if (last >= 0 && sites[last].line === sites[s].line && !comesRound(sites, last, s)) continue;
    }
    found.push(i);
  }
  return found;
}

function lineOf(trace: Trace, occurrence: number): number {
  return trace.tables.sites[occurrences(trace).site[occurrence]].line;
}

/** Whether `to` is a loop head reached from inside of its own loop (site ids, `from` the site before in the activation). */
export function comesRound(sites: Trace["tables"]["sites"], from: number, to: number): boolean {
  if (!LOOPS.has(sites[to].kind)) return false;
  for (let at = from; at >= 0; at = sites[at].parent) if (at === to) return true;
  return false;
}
