import { Replay } from "../derive/Replay.js";
import { shallow } from "../derive/snapshot.js";
import { ID_SHIFT, Kind, Tag } from "./Kind.js";
import { idOf, kindOf, type RowGroup, rowGroups, tagOf } from "./rowGroups.js";
import { truncatedLength } from "./strings.js";
import type { Trace } from "./Trace.js";
import type { Value } from "./Value.js";
import {
  JOB_WORDS,
  KIND_WORDS,
  MUTATOR_WORDS,
  SETTLE_WORDS,
  STREAM_WORDS,
  SYNC_WORDS,
  TIMER_WORDS,
} from "./words.js";

/** A step of the log as a reader sees it: one object, whatever the number of rows it takes. */
export interface LogicalEvent {
  /** Counts the events given, from 0. */
  readonly index: number;
  /** First row of the event. */
  readonly row: number;
  /**
   * `begin`, `end`, `branch`, `set`, `call`, `return`, `throw`, `catch`, `await`, `yield`, `resume`, `resume-throw`,
   * `resume-return`, `output`, `read`, `get`, `put`, `delete`, `new`, `mutate`, `timer`, `clock`, `job`, `settle`, `check`, `thread`, `sync`,
   * or `row` for rows that are no event.
   */
  readonly kind: string;
  /** 1-based line and node id in `programs[program]`: the event's own place, or the statement during which it happened. */
  readonly line?: number;
  readonly node?: number;
  readonly program?: number;
  /** Activation it happened in; -1 outside of any. */
  readonly frame: number;
  /** Activations below it on the stack. */
  readonly depth: number;
  /** Variable, function, property, stream, built-in, or what happened to a timer, job or promise. */
  readonly name?: string;
  /** Value; for `branch` the arm, for `timer`, `job`, `thread`, `sync` its id, for `clock` milliseconds. Objects are given by content unless `shallow`. */
  readonly value?: Value;
  /** Heap id of the object made, changed or read. */
  readonly object?: number;
}

/** Which events to give, and how much of values. */
export interface EventOptions {
  /** First row (of an event); default 0. */
  readonly from?: number;
  /** Row to stop before; default all. */
  readonly to?: number;
  /** Nodes of a value given; 0 gives objects as `ref`. Default 64. */
  readonly nodes?: number;
}

/** The events of a trace in order. Streams: holds one state, not the events. */
export function* events(trace: Trace, options: EventOptions = {}): Generator<LogicalEvent, void, undefined> {
  const { from = 0, to = trace.columns.rows, nodes = 64 } = options;
  const replay = new Replay(trace).seek(from);
  let index = 0;
  for (const group of rowGroups(trace.columns, from, to)) {
    yield describe(trace, replay, group, index++, nodes);
    replay.seek(group.row + group.op.length);
  }
}

/** The event of a group; `replay` stands at its first row. */
export function describe(
  trace: Trace,
  replay: Replay,
  group: RowGroup,
  index: number,
  nodes: number,
): LogicalEvent {
  const { tables, strings } = trace;
  const last = group.op.length - 1;
  const op = group.op[last];
  const first = group.op[0];
  const kind = kindOf(first);
  const id = first >>> ID_SHIFT;
  const { row } = group;
  const top = replay.top;
  const value = (at = last): Value => {
    const slot = { tag: tagOf(group.op[at]), value: group.value[at] };
    return nodes > 0 ? replay.snapshot(slot, { nodes }) : shallow(slot.tag, slot.value, strings);
  };
  const number = (n: number): Value => ({ type: "number", value: n });
  const make = (fields: Partial<LogicalEvent>, frame = top?.frame ?? -1): LogicalEvent => {
    const site = fields.line === undefined && frame >= 0 ? replay.site(frame) : -1;
    const place = site >= 0 ? spot(tables.sites[site]) : {};
    const entering = kind === Kind.CALL || kind === Kind.RESUME || kind === Kind.RESUME_THROW;
    const depth = (top?.depth ?? -1) + (entering && top?.frame !== frame ? 1 : 0);
    return { index, row, kind: KIND_WORDS[kind], ...place, frame, depth: Math.max(0, depth), ...fields };
  };
  if (!group.regular) return make({ kind: "row", value: number(group.value[0]) });
  const frame = group.frame[last];
  switch (kind) {
    case Kind.CALL: {
      const entry = tables.functions[id];
      return make({ name: entry?.name, ...spot(entry) }, frame);
    }
    case Kind.BEGIN:
    case Kind.END:
    case Kind.RESUME_THROW:
    case Kind.RESUME_RETURN:
      return make(spot(tables.sites[id]), frame);
    case Kind.BRANCH:
      return make({ ...spot(tables.sites[id]), value: number(group.value[0]) }, frame);
    case Kind.CATCH:
    case Kind.AWAIT:
    case Kind.YIELD:
    case Kind.RESUME:
      return make({ ...spot(tables.sites[id]), value: value() }, frame);
    case Kind.RETURN: {
      const site = tables.sites[id];
      return make({ ...spot(site), name: tables.functions[site?.function]?.name, value: value() }, frame);
    }
    case Kind.THROW:
      return make({ name: tables.functions[id]?.name, value: value() }, frame);
    case Kind.SET: {
      const write = tables.writes[id];
      return make({ ...spot(write), name: tables.variables[write?.variable]?.name, value: value() }, frame);
    }
    case Kind.READ: {
      const read = tables.reads[id];
      return make({ ...spot(read), name: tables.variables[read?.variable]?.name, value: value() }, frame);
    }
    case Kind.CHECK:
      return make({ name: tables.variables[id]?.name, value: value() }, frame);
    case Kind.KEY: {
      const entry = kindOf(op) === Kind.GET ? tables.reads[idOf(op)] : tables.writes[idOf(op)];
      const given = kindOf(op) === Kind.DELETE ? {} : { value: value() };
      return make(
        {
          kind: KIND_WORDS[kindOf(op)],
          ...spot(entry),
          name: keyText(trace, replay, group),
          object: group.frame[0],
          ...given,
        },
        frame,
      );
    }
    case Kind.NEW:
      return make({ name: strings[id], object: group.frame[0] });
    case Kind.MUTATE:
      return make({ name: MUTATOR_WORDS[id], object: group.frame[0] });
    case Kind.SETTLE:
      return make({ name: SETTLE_WORDS[id], object: group.frame[0] });
    case Kind.OUTPUT:
      return make({ name: STREAM_WORDS[id], value: value() }, frame);
    case Kind.TIMER:
      return make({ name: TIMER_WORDS[id], value: number(group.value[0]) }, frame);
    case Kind.JOB:
      return make({ name: JOB_WORDS[id], value: number(group.value[0]) }, frame);
    case Kind.SYNC:
      return make({ name: SYNC_WORDS[id], value: number(group.value[0]) }, frame);
    default:
      return make({ value: number(group.value[0]) }, frame);
  }
}

type Spot = Pick<LogicalEvent, "line" | "node" | "program">;

function spot(entry: Required<Spot> | undefined): Spot {
  if (entry === undefined) return {};
  return { line: entry.line, node: entry.node, program: entry.program };
}

function keyText(trace: Trace, replay: Replay, group: RowGroup): string {
  const tag = tagOf(group.op[0]);
  if (tag === Tag.STRING) return truncatedLength(trace.strings[group.value[0]] ?? "").text;
  if (tag !== Tag.SYMBOL) return String(group.value[0]);
  const symbol = replay.snapshot({ tag, value: group.value[0] });
  return `@@${symbol.type === "symbol" ? symbol.description : ""}`;
}
