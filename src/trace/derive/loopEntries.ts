import { ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import { FrameEnd, frames } from "./frames.js";

/** One time a loop was entered. */
export interface LoopEntry {
  /** Site of the loop's head. */
  readonly site: number;
  readonly frame: number;
  /** 1-based: which time the loop was entered in this activation, and over the whole run. */
  readonly k: number;
  readonly kRun: number;
  /** Rounds begun, those included that a jump or an error cut short. */
  rounds: number;
  /** The loop was left: its condition failed, its items ran out, something behind it began, or its activation ended. */
  left: boolean;
}

const LOOPS: ReadonlySet<string> = new Set(["while", "do", "for", "for-in", "for-of", "for-await"]);

/**
 * Every time a loop was entered, in order. A loop that is left by a jump has no row of its own for that: it was left
 * when something outside of it begins in the same activation, which always happens before it is entered again
 * (the head of the loop around it, if nothing else).
 */
export function loopEntries(trace: Trace): readonly LoopEntry[] {
  const { sites } = trace.tables;
  const around = sites.map(site => loopsAround(trace, site.id));
  const last = Int32Array.from(sites, ({ program, node }) => trace.programs[program]?.nodes[node]?.last ?? 0);
  const ends = frames(trace).end;
  const found: LoopEntry[] = [];
  const open = new Map<number, LoopEntry[]>();
  const times = new Map<number, number>();
  const runs = new Int32Array(sites.length);
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++) {
      const op = chunk.op[i];
      const kind = op & KIND_MASK;
      if (kind !== Kind.BEGIN && kind !== Kind.CATCH && kind !== Kind.BRANCH) continue;
      const site = op >>> ID_SHIFT;
      const frame = chunk.frame[i];
      let stack = open.get(frame);
      if (kind === Kind.BRANCH) {
        if (!LOOPS.has(sites[site].kind) || stack === undefined) continue;
        const at = stack.findIndex(one => one.site === site);
        if (at < 0) continue;
        if (chunk.value[i] === 1) stack[at].rounds++;
        else leave(stack, at);
        continue;
      }
      const { node, program } = sites[site];
      if (stack !== undefined) {
        const inside = (one: LoopEntry): boolean => {
          const loop = sites[one.site];
          return loop.program === program && loop.node <= node && node <= last[one.site];
        };
        const first = stack.findIndex(one => !inside(one));
        if (first >= 0) leave(stack, first);
      }
      for (const loop of around[site]) {
        if (stack?.some(one => one.site === loop)) continue;
        if (stack === undefined) {
          stack = [];
          open.set(frame, stack);
        }
        const key = frame * sites.length + loop;
        const k = (times.get(key) ?? 0) + 1;
        times.set(key, k);
        // The body of a `do` runs before its condition is looked at.
        const rounds = sites[loop].kind === "do" ? 1 : 0;
        const entry = { site: loop, frame, k, kRun: ++runs[loop], rounds, left: false };
        stack.push(entry);
        found.push(entry);
      }
    }
  }
  for (const [frame, stack] of open) if (ends[frame] !== FrameEnd.NONE) leave(stack, 0);
  return found;
}

/** Notes that the loops of a stack from an index on are left. */
function leave(stack: LoopEntry[], from: number): void {
  for (const entry of stack.splice(from)) entry.left = true;
}

/** Loop heads (site ids) that a site stands in, itself included, outermost first. */
function loopsAround(trace: Trace, site: number): number[] {
  const { sites } = trace.tables;
  const found: number[] = [];
  let inElse = false;
  for (let at = site, inner = -1; at >= 0; inner = at, at = sites[at].parent) {
    inElse = inner >= 0 && standsInElse(trace, inner, at);
    if (LOOPS.has(sites[at].kind) && !inElse) found.unshift(at);
  }
  return found;
}

/** Whether a site stands in the `else` of a loop of Python: the loop has been left by then. */
function standsInElse(trace: Trace, site: number, loop: number): boolean {
  const { sites } = trace.tables;
  const { program, node } = sites[site];
  const nodes = trace.programs[program]?.nodes;
  if (nodes === undefined || program !== sites[loop].program) return false;
  let at = nodes[node];
  while (at !== undefined && at.parent >= 0 && at.parent !== sites[loop].node) at = nodes[at.parent];
  return at?.type === "else_clause" && at.parent === sites[loop].node;
}
