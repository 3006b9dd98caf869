import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { Replay } from "../derive/Replay.js";
import { shallow } from "../derive/snapshot.js";
import { describe } from "./events.js";
import { encodeSlot, type JSONValue, StringIds, toJSONValue } from "./jsonValue.js";
import { Kind, Tag } from "./Kind.js";
import { idOf, kindOf, type RowGroup, rowGroups, tagOf } from "./rowGroups.js";
import type { Trace } from "./Trace.js";
import { partialPath } from "./TraceWriter.js";
import { PART_WORDS, SHAPE_WORDS } from "./words.js";

/** How JSONL is written. */
export interface JSONLOptions {
  /** Nodes of an object's content shown with each value that refers to it; 0 shows the heap id only. Default 64. */
  readonly nodes?: number;
}

/**
 * A trace as JSON Lines, without line ends: a header line (`kind: "header"`, with `header` and `tables`), one line per
 * event with `kind`, `row`, `line`, `node`, `frame`, `depth`, and `name` and `value` where it has them, and a footer line.
 * Besides there are table ids (`site`, `write`, …), so that `fromJSONL` gives back the very same trace. Streams.
 */
export function* toJSONL(trace: Trace, options: JSONLOptions = {}): Generator<string, void, undefined> {
  const { nodes = 64 } = options;
  const ids = new StringIds();
  const { strings } = trace;
  const replay = new Replay(trace);
  yield JSON.stringify({ kind: "header", header: trace.header, tables: trace.tables });
  let index = 0;
  for (const group of rowGroups(trace.columns)) {
    const untold = unguessable(group, strings, ids);
    if (untold >= 0) {
      const first = ids.texts.length;
      while (ids.texts.length <= untold) ids.define(strings[ids.texts.length]);
      yield JSON.stringify({ kind: "strings", texts: ids.texts.slice(first) });
    }
    yield line(trace, replay, group, index++, nodes, ids);
    replay.seek(group.row + group.op.length);
  }
  if (ids.texts.length < strings.length) {
    yield JSON.stringify({ kind: "strings", texts: strings.slice(ids.texts.length) });
  }
  yield JSON.stringify({ kind: "footer", ...trace.footer });
}

/** Writes {@link toJSONL} to a file, which appears under its name only when it is whole. */
export function writeJSONL(trace: Trace, path: string, options: JSONLOptions = {}): void {
  const partial = partialPath(path);
  const fd = openSync(partial, "w");
  try {
    let text = "";
    for (const one of toJSONL(trace, options)) {
      text += `${one}\n`;
      if (text.length > 1_000_000) {
        writeSync(fd, text);
        text = "";
      }
    }
    writeSync(fd, text);
    closeSync(fd);
  } catch (error) {
    closeSync(fd);
    rmSync(partial, { force: true });
    throw error;
  }
  renameSync(partial, path);
}

/**
 * Texts get ids in the order in which a reader meets them. Where that would not give the ids of a group, the table has
 * to be told up to the id returned here, in a line before; -1 when not.
 */
function unguessable(group: RowGroup, strings: readonly string[], ids: StringIds): number {
  if (!group.regular) return -1;
  let next = ids.texts.length;
  let untold = -1;
  const met = new Set<string>();
  group.op.forEach((op, i) => {
    const kind = kindOf(op);
    const tag = tagOf(op);
    const tagged = kind !== Kind.NEW && (tag === Tag.STRING || tag === Tag.BIGINT || tag === Tag.LONG);
    const id = kind === Kind.NEW ? idOf(op) : tagged ? group.value[i] : -1;
    const text = strings[id];
    if (text === undefined || id < next) return;
    if (id === next && !met.has(text) && ids.plain(text, ids.texts.length)) {
      met.add(text);
      next++;
    } else {
      untold = Math.max(untold, id);
      next = Math.max(next, id + 1);
    }
  });
  return untold;
}

function line(
  trace: Trace,
  replay: Replay,
  group: RowGroup,
  index: number,
  nodes: number,
  ids: StringIds,
): string {
  const { strings } = trace;
  const event = describe(trace, replay, group, index, 0);
  const op = group.op[0];
  const id = idOf(op);
  const slot = (i: number): JSONValue => {
    const one = { tag: tagOf(group.op[i]), value: group.value[i] };
    const deep = nodes > 0 ? replay.snapshot(one, { nodes }) : shallow(one.tag, one.value, strings);
    return encodeSlot(one.tag, one.value, strings, ids, deep);
  };
  const named = (field: string, text: number): Record<string, unknown> => {
    const plain = strings[text] !== undefined && ids.plain(strings[text], text);
    if (plain) ids.id(strings[text]);
    return plain ? { [field]: strings[text] } : { [field]: strings[text] ?? "", [`${field}Id`]: text };
  };
  // One literal, so that all lines share a shape; JSON leaves out what is undefined.
  const base = {
    kind: event.kind,
    row: event.row,
    line: event.line,
    node: event.node,
    program: event.program === 0 ? undefined : event.program,
    frame: event.frame,
    depth: event.depth,
    name: event.name,
    object: event.object,
  };
  const write = (fields: object): string => JSON.stringify(Object.assign(base, fields));
  if (!group.regular) return write({ raw: [op, group.frame[0], rawNumber(group.value[0])] });
  switch (kindOf(op)) {
    case Kind.CALL:
      return write({ function: id, caller: group.value[0], scope: group.value[1] });
    case Kind.BEGIN:
    case Kind.END:
    case Kind.RESUME_THROW:
    case Kind.RESUME_RETURN:
      return write({ site: id });
    case Kind.BRANCH:
      return write({ value: group.value[0], site: id });
    case Kind.CATCH:
    case Kind.AWAIT:
    case Kind.YIELD:
    case Kind.RESUME:
    case Kind.RETURN:
      return write({ value: slot(0), site: id });
    case Kind.THROW:
      return write({ value: slot(0), function: id });
    case Kind.SET:
      return write({ value: slot(0), write: id });
    case Kind.READ:
      return write({ value: slot(0), read: id });
    case Kind.CHECK:
      return write({ value: slot(0), variable: id });
    case Kind.KEY: {
      const key = { key: slot(0) };
      if (kindOf(group.op[1]) === Kind.DELETE) return write({ ...key, write: idOf(group.op[1]) });
      const place = kindOf(group.op[1]) === Kind.PUT ? "write" : "read";
      return write({ ...key, value: slot(1), [place]: idOf(group.op[1]) });
    }
    case Kind.NEW: {
      const entries: object[] = [];
      const head = { ...named("class", id), shape: SHAPE_WORDS[tagOf(op)], size: group.value[0] };
      let key: { key?: JSONValue } = {};
      for (let i = 1; i < group.op.length; i++) {
        if (kindOf(group.op[i]) === Kind.KEY) {
          key = { key: slot(i) };
          continue;
        }
        const part = idOf(group.op[i]);
        const called = part === 0 ? {} : { part: PART_WORDS[part] ?? part };
        entries.push({ ...called, ...key, value: slot(i) });
        key = {};
      }
      return write({ ...head, entries });
    }
    case Kind.MUTATE:
      return write({ mutator: id, args: group.op.slice(1).map((_, i) => slot(i + 1)) });
    case Kind.OUTPUT:
      return write({ value: slot(0), stream: id });
    default:
      return write({ value: event.value === undefined ? undefined : toJSONValue(event.value), id });
  }
}

/** A number JSON may have no word for. */
function rawNumber(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : Object.is(value, -0)
      ? "-0"
      : String(value);
}
