import { Kind, Tag } from "../format/Kind.js";
import { idOf, kindOf, type RowGroup, rowGroups, tagOf } from "../format/rowGroups.js";
import type { Trace } from "../format/Trace.js";
import { Depth } from "./Depth.js";
import { ownerOf } from "./Facts.js";
import { frames } from "./frames.js";
import { occurrences } from "./occurrences.js";
import { cursor } from "./valueAt.js";

/** What each occurrence of a trace directly depends on. */
export interface Dependences {
  /** Occurrence `i` depends on `target[first[i]] .. target[first[i + 1] - 1]`. */
  readonly first: Int32Array;
  readonly target: Int32Array;
  /** Occurrence that wrote what a variable holds when occurrence `index` begins; -1 for none. */
  lastWriter(trace: Trace, index: number, name: string): number;
}

/** Direct data and control dependences between occurrences; one linear pass over a trace with reads. */
export function dependences(trace: Trace): Dependences {
  const walk = new Walk(trace);
  for (const group of rowGroups(trace.columns)) walk.take(group);
  return walk.finish();
}

class Walk {
  private readonly trace: Trace;
  private readonly depth: Depth;
  private readonly edges: Set<number>[];
  /** Occurrence open (or last begun) in each frame, and the one during which the frame was called. */
  private readonly current: Map<number, number> = new Map();
  private readonly callers: Map<number, number> = new Map();
  /** Last writer of each variable instance, property, and whole object; all writers of an object's content. */
  private readonly variables: Map<string, number> = new Map();
  private readonly writes: Map<string, { row: number; by: number }[]> = new Map();
  private readonly properties: Map<string, number> = new Map();
  private readonly contents: Map<number, Map<string, number>> = new Map();
  /** Objects an occurrence read a reference of, that may go on to code that is not traced. */
  private readonly held: Map<number, Set<number>> = new Map();
  /** Last occurrence of each loop or branch head in each frame, for control dependence. */
  private readonly heads: Map<string, number> = new Map();
  private next = 0;

  constructor(trace: Trace) {
    this.trace = trace;
    this.depth = new Depth(trace);
    this.edges = Array.from({ length: occurrences(trace).count }, () => new Set<number>());
  }

  take(group: RowGroup): void {
    const { trace } = this;
    const { tables } = trace;
    const all = occurrences(trace);
    const last = group.op.length - 1;
    const kind = kindOf(group.op[0]);
    const id = idOf(group.op[0]);
    const frame = group.frame[last];
    const by = this.occurrenceOf(this.depth.top);
    switch (group.regular ? kind : 0) {
      case Kind.CALL:
        this.callers.set(frame, by);
        break;
      case Kind.BEGIN:
      case Kind.CATCH: {
        const index = this.next++;
        this.release(this.current.get(frame));
        this.current.set(frame, index);
        this.depend(index, this.callers.get(frame));
        const { parent } = tables.sites[id];
        if (parent >= 0) this.depend(index, this.heads.get(`${frame} ${parent}`));
        // A loop head comes round because it came round before.
        this.depend(index, this.heads.get(`${frame} ${id}`));
        this.heads.set(`${frame} ${id}`, index);
        break;
      }
      case Kind.SET: {
        const { variable } = tables.writes[id];
        if (variable < 0) break;
        const owner = ownerOf(frames(trace), frame, tables.variables[variable].function);
        const key = `${owner} ${variable}`;
        const writer = this.occurrenceOf(frame);
        this.variables.set(key, writer);
        const log = this.writes.get(key);
        if (log === undefined) this.writes.set(key, [{ row: group.row, by: writer }]);
        else log.push({ row: group.row, by: writer });
        break;
      }
      case Kind.READ: {
        const { variable } = tables.reads[id];
        const reader = this.occurrenceOf(frame);
        if (variable >= 0) {
          const owner = ownerOf(frames(trace), frame, tables.variables[variable].function);
          this.depend(reader, this.variables.get(`${owner} ${variable}`));
        }
        this.hold(reader, group, 0);
        break;
      }
      case Kind.KEY: {
        const object = group.frame[0];
        const user = this.occurrenceOf(frame);
        const key = `${object} ${tagOf(group.op[0])} ${group.value[0]}`;
        if (kindOf(group.op[last]) === Kind.GET) {
          this.held.get(user)?.delete(object);
          this.depend(user, this.properties.get(key) ?? this.contents.get(object)?.get("new"));
          this.hold(user, group, last);
        } else {
          this.held.get(user)?.delete(object);
          this.properties.set(key, user);
          this.written(object, key, user);
        }
        break;
      }
      case Kind.NEW:
        if (by >= 0) this.written(group.frame[0], "new", by);
        break;
      case Kind.MUTATE: {
        // What a built-in does to an object depends on what it was.
        const object = group.frame[0];
        this.whole(by, object);
        if (by >= 0) this.written(object, "new", by);
        for (const key of [...this.properties.keys()])
          if (key.startsWith(`${object} `)) this.properties.set(key, by);
        break;
      }
      case Kind.RETURN:
      case Kind.THROW: {
        const index = this.occurrenceOf(frame);
        this.release(index);
        // The statement that called uses what comes back.
        const caller = this.callers.get(frame);
        if (caller !== undefined && caller !== index) this.depend(caller, index);
        break;
      }
      case Kind.RESUME: {
        this.hold(this.occurrenceOf(frame), group, 0);
        break;
      }
      default:
        break;
    }
    group.op.forEach((op, i) => {
      this.depth.apply(kindOf(op), group.frame[i], group.row + i);
    });
    if (this.next > all.count) throw new RangeError("more occurrences than were counted");
  }

  finish(): Dependences {
    for (const index of [...this.held.keys()]) this.release(index);
    const first = new Int32Array(this.edges.length + 1);
    this.edges.forEach((set, i) => {
      first[i + 1] = first[i] + set.size;
    });
    const target = new Int32Array(first[this.edges.length]);
    this.edges.forEach((set, i) => {
      target.set([...set], first[i]);
    });
    const { writes } = this;
    return {
      first,
      target,
      lastWriter(trace, index, name) {
        const { begin, frame, site } = occurrences(trace).at(index);
        const found = cursor(trace).seek(begin).lookup(frame, name, trace.tables.sites[site].node);
        if (found === undefined) return -1;
        const log = writes.get(`${found.frame} ${found.variable}`) ?? [];
        let by = -1;
        for (const one of log) if (one.row < begin) by = one.by;
        return by;
      },
    };
  }

  /** The occurrence a frame is in; before its first, the one that called it. */
  private occurrenceOf(frame: number): number {
    for (let at = frame; at >= 0; ) {
      const index = this.current.get(at);
      if (index !== undefined) return index;
      const caller = this.callers.get(at);
      return caller ?? -1;
    }
    return -1;
  }

  private depend(on: number, what: number | undefined): void {
    if (on >= 0 && what !== undefined && what >= 0 && what !== on) this.edges[on].add(what);
  }

  private written(object: number, key: string, by: number): void {
    const known = this.contents.get(object);
    if (known === undefined) this.contents.set(object, new Map([[key, by]]));
    else known.set(key, by);
  }

  /** Notes that an occurrence got hold of an object; unless it goes on to a named property, all of it may be used. */
  private hold(by: number, group: RowGroup, at: number): void {
    if (by < 0 || tagOf(group.op[at]) !== Tag.OBJECT) return;
    const known = this.held.get(by);
    if (known === undefined) this.held.set(by, new Set([group.value[at]]));
    else known.add(group.value[at]);
  }

  /** An occurrence is over: what it held without saying which part counts as read as a whole. */
  private release(index: number | undefined): void {
    if (index === undefined || index < 0) return;
    for (const object of this.held.get(index) ?? []) this.whole(index, object);
    this.held.delete(index);
  }

  private whole(by: number, object: number): void {
    for (const writer of this.contents.get(object)?.values() ?? []) this.depend(by, writer);
  }
}
