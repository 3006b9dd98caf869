import { SourceError } from "../../../program/SourceError.js";
import type { ThreadRun } from "./ThreadRun.js";

/** Settings of {@link acceptOrder}. */
export interface AcceptOrderOptions {
  /**
   * `order` (default): locks of the program are taken in the order of the run. `exclusion`: in any order, one thread
   * at a time; whether the program would execute the same lines then is not known.
   */
  readonly locks?: "order" | "exclusion";
  /** Most positions of the threads looked at before the question is left undecided. Default 1,000,000. */
  readonly maxStates?: number;
}

/** Whether a list of lines is an order in which the events of a run could have happened. */
export type OrderVerdict =
  /** `events[i]` is the event that the i-th line of the list stands for. */
  | { readonly verdict: "accepted"; readonly events: readonly number[]; readonly states: number }
  | {
      readonly verdict: "rejected";
      /** Other lines, or other numbers of them; or the right lines in an order that cannot be. */
      readonly reason: "other lines" | "impossible order";
      /** How many lines from the start can be placed; of other lines at least so many, where the search is long. */
      readonly placed: number;
      readonly states: number;
    }
  | { readonly verdict: "undecided"; readonly states: number };

/**
 * Decides whether a list of lines is a linear extension of the happens-before order of a run: each thread executes its own
 * lines in its own order, and start, join and hand-overs are respected.
 *
 * Threads that execute the same line leave it open which of them a line of the list belongs to. The search goes over
 * the positions of the threads, depth first, and never visits a combination of positions twice: polynomial for a
 * fixed number of threads, where trying all assignments is exponential in the length.
 */
export function acceptOrder(
  run: ThreadRun,
  list: readonly number[],
  options: AcceptOrderOptions = {},
): OrderVerdict {
  const { locks = "order", maxStates = 1_000_000 } = options;
  if (!(Number.isInteger(maxStates) && maxStates > 0))
    throw new SourceError(`a whole number above 0 is expected, got ${maxStates}`, "maxStates");
  const space = prepare(run, locks);
  const { traces } = space;
  const positions = new Int32Array(traces.length);
  const failed = new Set<string>();
  // Of each line placed: its thread, and the threads that could have taken it and were not tried.
  const chosen: number[] = [];
  const untried: number[][] = [];
  const other = !sameLines(run.lines, list);
  const most = other ? Math.min(maxStates, OTHER_LINES) : maxStates;
  const rejected = (): OrderVerdict => ({
    verdict: "rejected",
    reason: other ? "other lines" : "impossible order",
    placed,
    states,
  });
  let states = 0;
  let placed = 0;
  for (;;) {
    placed = Math.max(placed, chosen.length);
    if (chosen.length === list.length && chosen.length === run.lines.length)
      return { verdict: "accepted", events: eventsOf(traces, chosen), states };
    const key = positions.join();
    let open: number[] = [];
    if (!failed.has(key)) {
      if (++states > most) return other ? rejected() : { verdict: "undecided", states };
      open = able(space, positions, list[chosen.length]);
    }
    while (open.length === 0) {
      failed.add(positions.join());
      const last = chosen.pop();
      if (last === undefined) return rejected();
      positions[last]--;
      open = untried.pop() as number[];
    }
    const thread = open[0];
    chosen.push(thread);
    untried.push(open.slice(1));
    positions[thread]++;
  }
}

/** Of lists that cannot be right only how far they go is looked for. */
const OTHER_LINES = 10_000;

interface Space {
  /** Events of each thread, in order. */
  readonly traces: readonly (readonly number[])[];
  readonly lines: readonly number[];
  /** By event: how far other threads must be. */
  readonly needs: readonly (readonly (readonly [thread: number, events: number])[])[];
  /** By event: sections of locks it is in, by lock: other threads' spans `[first, last)` of positions. */
  readonly excluded: readonly (readonly (readonly [thread: number, first: number, last: number])[])[];
}

function prepare({ lines, threads, edges, sections }: ThreadRun, locks: "order" | "exclusion"): Space {
  const numbers = [...new Set(threads)].sort((a, b) => a - b);
  const traces: number[][] = numbers.map(() => []);
  const places = threads.map((thread, event) => {
    const at = numbers.indexOf(thread);
    traces[at].push(event);
    return [at, traces[at].length - 1] as const;
  });
  const needs: [number, number][][] = lines.map(() => []);
  for (const { from, to, kind } of edges) {
    if (kind === "lock" && locks === "exclusion") continue;
    if (places[from][0] !== places[to][0]) needs[to].push([places[from][0], places[from][1] + 1]);
  }
  const excluded: [number, number, number][][] = lines.map(() => []);
  if (locks === "exclusion") {
    const spans = sections.map(({ lock, first, last }) => ({
      lock,
      thread: places[first][0],
      first: places[first][1],
      last: places[last][1],
    }));
    for (const span of spans)
      for (const other of spans) {
        if (other.lock !== span.lock || other.thread === span.thread || other.first === other.last) continue;
        for (let at = span.first; at <= span.last; at++)
          excluded[traces[span.thread][at]].push([other.thread, other.first, other.last]);
      }
  }
  return { traces, lines, needs, excluded };
}

/** Threads whose next event is on the line and may happen now. */
function able(space: Space, positions: Int32Array, line: number | undefined): number[] {
  const { traces, lines, needs, excluded } = space;
  const found: number[] = [];
  for (const [thread, trace] of traces.entries()) {
    const event = trace[positions[thread]];
    if (event === undefined || lines[event] !== line) continue;
    if (needs[event].some(([other, events]) => positions[other] < events)) continue;
    // The other thread has begun its section and not reached the end of it.
    if (excluded[event].some(([other, first, last]) => positions[other] > first && positions[other] <= last))
      continue;
    found.push(thread);
  }
  return found;
}

function eventsOf(traces: readonly (readonly number[])[], chosen: readonly number[]): number[] {
  const next = traces.map(() => 0);
  return chosen.map(thread => traces[thread][next[thread]++]);
}

function sameLines(a: readonly number[], b: readonly number[]): boolean {
  const sorted = (all: readonly number[]): string => [...all].sort((x, y) => x - y).join();
  return a.length === b.length && sorted(a) === sorted(b);
}
