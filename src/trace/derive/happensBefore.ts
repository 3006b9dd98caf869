import { ID_SHIFT, KIND_MASK, Kind, TAG_MASK, TAG_SHIFT, Tag } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import { Depth } from "./Depth.js";
import { frames } from "./frames.js";
import { TaskSteps } from "./TaskSteps.js";

/** A synchronous run: from an empty stack to an empty stack. */
export interface Segment {
  readonly id: number;
  /** First row, and row behind the last. */
  readonly begin: number;
  readonly end: number;
  /** What the event loop did to start it; `start` for the module, `call` where no cause is recorded. */
  readonly cause: "start" | "timer" | "job" | "resume" | "call" | "thread";
  /** Frame it starts in, -1 when none was entered. */
  readonly frame: number;
}

/** Why one segment could only start after a row of another. */
export interface CausalEdge {
  readonly kind: "resume" | "timer" | "job" | "settle" | "call" | "turn" | "thread" | "sync";
  /** Row of the AWAIT, YIELD, timer set, job enqueued, settled promise, module's end or turn's start; and of what it led to. */
  readonly fromRow: number;
  readonly toRow: number;
  /** Segments of those rows; never the same. */
  readonly from: number;
  readonly to: number;
}

/** The causal order of an execution. */
export interface HappensBefore {
  readonly segments: readonly Segment[];
  /** Ordered by `toRow`. */
  readonly edges: readonly CausalEdge[];
  /** Segment of a row. */
  segmentOf(row: number): number;
  /** Whether row `a` had to happen before row `b`: program order in a segment, and along edges. */
  before(a: number, b: number): boolean;
}

/**
 * Happens-before order of a trace: program order within a segment; a frame's AWAIT or YIELD before its RESUME; a
 * timer's setting before its firing; a job's queueing before its running; the settling of a promise before the
 * RESUME of who awaited it; the main module's end before the call; the start of a turn (a timer's firing, the call)
 * before every microtask of that turn; the rows of one thread in their order, and what a thread did before it started
 * another, ended or released a lock before what follows the start, join or next hold of it. Tasks of Python's asyncio:
 * see {@link TaskSteps}. What made a promise settle is known only where SETTLE rows say so, so the
 * order may be weaker than the true one, never stronger. One linear pass.
 */
export function happensBefore(trace: Trace): HappensBefore {
  const segments: { id: number; begin: number; end: number; cause: Segment["cause"]; frame: number }[] = [];
  const edges: CausalEdge[] = [];
  const starts: number[] = [];
  const open = (row: number, cause: Segment["cause"], frame: number): void => {
    const last = segments[segments.length - 1];
    if (last !== undefined) last.end = row;
    segments.push({ id: segments.length, begin: row, end: row, cause, frame });
    starts.push(row);
  };
  const segmentOf = (row: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const link = (kind: CausalEdge["kind"], fromRow: number | undefined, toRow: number): void => {
    if (fromRow === undefined) return;
    const [from, to] = [segmentOf(fromRow), segmentOf(toRow)];
    // Within a segment program order says it already (generators driven by a loop).
    if (from !== to) edges.push({ kind, fromRow, toRow, from, to });
  };

  const { functions } = trace.tables;
  const all = frames(trace);
  const depth = new Depth(trace);
  const suspended = new Map<number, { row: number; promise: number }>();
  const timers = new Map<number, number>();
  const jobs = new Map<number, number>();
  const settled = new Map<number, number>();
  const released = new Map<number, number>();
  const tasks = new TaskSteps(trace);
  // Last row of every thread that has run and does not run now.
  const paused = new Map<number, number>();
  let thread = 0;
  // A TIMER or JOB row with nothing on the stack starts a segment; a CALL or RESUME right after belongs to it.
  let started = false;
  let turn = 0;
  let row = 0;
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++, row++) {
      const op = chunk.op[i];
      const kind = op & KIND_MASK;
      const frame = chunk.frame[i];
      const id = op >>> ID_SHIFT;
      const value = chunk.value[i];
      const empty = depth.empty;
      if (kind === Kind.CALL) tasks.called(frame, id);
      if (kind === Kind.TIMER && id === 1) {
        open(row, "timer", -1);
        started = true;
        turn = row;
        link("timer", timers.get(value), row);
      } else if (kind === Kind.JOB && id === 1) {
        open(row, "job", -1);
        started = true;
        link("turn", turn, row);
        link("job", jobs.get(value), row);
      } else if (kind === Kind.THREAD) {
        paused.set(thread, row - 1);
        thread = value;
        open(row, "thread", -1);
        link("thread", paused.get(thread), row);
        started = true;
      } else if (empty && enters(kind) && paused.size === 0) {
        if (started) segments[segments.length - 1].frame = frame;
        else {
          open(row, segments.length === 0 ? "start" : kind === Kind.CALL ? "call" : "resume", frame);
          if (functions[id]?.kind === "call" && kind === Kind.CALL) turn = row;
          link("turn", turn, row);
        }
        started = false;
      } else if (segments.length === 0) open(row, "start", -1);
      else {
        const step = tasks.next(kind, frame, value, depth.top);
        if (step !== undefined) {
          open(row, kind === Kind.CALL ? "call" : "resume", step.frame);
          link("call", step.after, row);
        }
      }
      tasks.passed(row);
      // The call of a trace is made when the main module is done.
      if (kind === Kind.CALL && functions[id]?.kind === "call") link("call", all.last[0], row);
      if (kind === Kind.SYNC) {
        if (id === 0) released.set(value, row);
        else link("sync", released.get(value), row);
      }
      if (kind === Kind.TIMER && id === 0) timers.set(value, row);
      else if (kind === Kind.JOB && id === 0) jobs.set(value, row);
      else if (kind === Kind.SETTLE) settled.set(frame, row);
      else if (kind === Kind.AWAIT || kind === Kind.YIELD) {
        const promise = kind === Kind.AWAIT && ((op >>> TAG_SHIFT) & TAG_MASK) === Tag.OBJECT ? value : -1;
        suspended.set(frame, { row, promise });
      } else if (resumes(kind)) {
        const at = suspended.get(frame);
        link("resume", at?.row, row);
        if (at !== undefined && at.promise >= 0) link("settle", settled.get(at.promise), row);
        suspended.delete(frame);
      }
      depth.apply(kind, frame, row, value);
    }
  }
  if (segments.length > 0) segments[segments.length - 1].end = row;
  return { segments, edges, segmentOf, before: order(segments, edges, segmentOf) };
}

const resumes = (kind: number): boolean =>
  kind === Kind.RESUME || kind === Kind.RESUME_THROW || kind === Kind.RESUME_RETURN;
const enters = (kind: number): boolean => kind === Kind.CALL || resumes(kind);

function order(
  segments: readonly Segment[],
  edges: readonly CausalEdge[],
  segmentOf: (row: number) => number,
) {
  const leaving: CausalEdge[][] = segments.map(() => []);
  for (const edge of edges) leaving[edge.from].push(edge);
  return (a: number, b: number): boolean => {
    if (a >= b) return false;
    const target = segmentOf(b);
    // Earliest row known to come after `a`, per segment. Edges lead forward in rows, so segments in order suffice.
    const first = new Map<number, number>([[segmentOf(a), a]]);
    for (let s = segmentOf(a); s <= target; s++) {
      const from = first.get(s);
      if (from === undefined) continue;
      if (s === target) return from <= b;
      for (const edge of leaving[s]) {
        if (edge.fromRow < from) continue;
        const known = first.get(edge.to);
        if (known === undefined || edge.toRow < known) first.set(edge.to, edge.toRow);
      }
    }
    return false;
  };
}
