import { occurrences } from "../derive/occurrences.js";
import { Replay } from "../derive/Replay.js";
import { Kind } from "../format/Kind.js";
import { idOf, kindOf, rowGroups } from "../format/rowGroups.js";
import type { Trace } from "../format/Trace.js";
import type { Value } from "../format/Value.js";
import { calledSteps, callRow } from "./calledSteps.js";

/** One state of REval's tracer: what happened while one line was the latest. */
export interface RevalState {
  /** 0-based. */
  readonly line: number;
  /** Variables of the activation when the line was last about to run; functions, iterators and the like left out. */
  readonly locals: Readonly<Record<string, Value>>;
  /** Value returned on this line (also at a `yield`). */
  readonly return?: Value;
  /** Class of an exception that passed this line. */
  readonly exception?: string;
}

/** A trace in the form of REval's tracer. */
export interface RevalTrace {
  readonly states: readonly RevalState[];
  /** For each 0-based line that ran: the 0-based lines of the states that followed, ascending, -1 where none did. */
  readonly nextLines: Readonly<Record<string, readonly number[]>>;
}

/**
 * The states REval's tracer would record, bug for bug: events on one line in a row merge whatever activation they
 * are in; locals are those before the line ran; a return or exception on another line than the last makes a
 * state without locals.
 */
export function toReval(trace: Trace): RevalTrace {
  const states: { line: number; locals: Record<string, Value>; return?: Value; exception?: string }[] = [];
  const at = (line: number): (typeof states)[number] => {
    const last = states[states.length - 1];
    if (last !== undefined && last.line === line) return last;
    const made = { line, locals: {} };
    states.push(made);
    return made;
  };
  const { sites, functions } = trace.tables;
  const { begin } = occurrences(trace);
  const lineRows = new Set<number>();
  for (const index of calledSteps(trace)) lineRows.add(begin[index]);
  const replay = new Replay(trace).seek(callRow(trace));
  for (const group of rowGroups(trace.columns, callRow(trace))) {
    const kind = kindOf(group.op[0]);
    const id = idOf(group.op[0]);
    const frame = group.frame[0];
    replay.seek(group.row);
    if (kind === Kind.CATCH && sites[id].program === 0) {
      // Python tells of the exception on the line it passes before the handler's line begins.
      const from = replay.site(frame);
      if (from >= 0) at(sites[from].line - 1).exception = className(replay.rowValue());
    }
    if (lineRows.has(group.row)) {
      at(sites[id].line - 1).locals = locals(replay, frame);
    } else if (kind === Kind.RETURN || kind === Kind.YIELD || kind === Kind.THROW) {
      const own = kind === Kind.THROW ? functions[id].program : sites[id].program;
      if (own !== 0) continue;
      const site = replay.site(frame);
      const line = site >= 0 ? sites[site].line : kind === Kind.THROW ? functions[id].line : sites[id].line;
      const value = replay.rowValue();
      if (kind === Kind.THROW) at(line - 1).exception = className(value);
      else at(line - 1).return = value;
    }
  }
  return { states, nextLines: following(states) };
}

function following(states: readonly RevalState[]): Record<string, number[]> {
  const sets = new Map<number, Set<number>>();
  states.forEach(({ line }, i) => {
    const set = sets.get(line) ?? new Set();
    set.add(states[i + 1]?.line ?? -1);
    sets.set(line, set);
  });
  const sorted = [...sets].sort((a, b) => a[0] - b[0]);
  return Object.fromEntries(sorted.map(([line, set]) => [line, [...set].sort((a, b) => a - b)]));
}

function locals(replay: Replay, frame: number): Record<string, Value> {
  const found: Record<string, Value> = {};
  for (const { name, value } of replay.bindings(frame)) if (shown(value)) found[name] = value;
  // Where two variables have one name, the visible one counts.
  for (const [name, value] of replay.variables(frame)) if (shown(value)) found[name] = value;
  return found;
}

/** What REval keeps: no functions, and nothing that is iterated by being read. */
function shown(value: Value): boolean {
  return (
    value.type !== "function" &&
    value.type !== "uninitialized" &&
    !(value.type === "opaque" && /Iterator|Generator/.test(value.class))
  );
}

function className(value: Value): string {
  return value.type === "error" ? value.class : value.type;
}
