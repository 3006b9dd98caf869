import { Kind, Tag } from "../format/Kind.js";
import { idOf, kindOf, type RowGroup, rowGroups, tagOf } from "../format/rowGroups.js";
import type { Trace } from "../format/Trace.js";
import type { Write } from "../format/tables.js";
import { controllers } from "./controllers.js";
import { Depth } from "./Depth.js";
import { ownerOf } from "./Facts.js";
import { frames } from "./frames.js";
import { occurrences } from "./occurrences.js";
import { readsOld } from "./syntax.js";
import { cursor } from "./valueAt.js";

/**
 * What each occurrence of a trace directly depends on. An occurrence that calls functions is cut into parts at their
 * returns, so that what a callee does depends on what its caller did before the call, not on what came of it.
 */
export interface Dependences {
  /** Part `p` depends on the parts `target[first[p]] .. target[first[p + 1] - 1]`. */
  readonly first: Int32Array;
  readonly target: Int32Array;
  /** Occurrence of each part. */
  readonly occurrence: Int32Array;
  /** Last part of each occurrence. */
  readonly last: Int32Array;
  /** Part that wrote what a variable holds when occurrence `index` begins; -1 for none. */
  lastWriter(trace: Trace, index: number, name: string): number;
}

/** Direct data and control dependences between occurrences; one linear pass over a trace with reads. */
export function dependences(trace: Trace): Dependences {
  const walk = new Walk(trace);
  for (const group of rowGroups(trace.columns)) walk.take(group);
  return walk.finish();
}

/** Whether a write is `++`, `--` or a compound assignment. */
function isCompound(trace: Trace, write: Write): boolean {
  const nodes = trace.programs[write.program]?.nodes;
  const node = nodes?.[write.node];
  if (nodes === undefined || node === undefined) return false;
  return readsOld(nodes, node, trace.programs[write.program].source);
}

/** Key under which the last change of an object as a whole is kept beside those of its properties. */
const WHOLE = "whole";

class Walk {
  private readonly trace: Trace;
  private readonly depth: Depth;
  private readonly controllers: readonly (readonly number[])[];
  /** By write: 1 where the old value is read too (`o.p += 1`, `o.p++`), which has no GET of its own. */
  private readonly compound: Uint8Array;
  private readonly edges: Set<number>[] = [];
  private readonly occurrence: number[] = [];
  private readonly last: Int32Array;
  /** Part of the occurrence last begun in each frame, and the one during which the frame was called. */
  private readonly current: Map<number, number> = new Map();
  private readonly callers: Map<number, number> = new Map();
  /** Last writer of each variable instance, and all of them in order. */
  private readonly variables: Map<string, number> = new Map();
  private readonly writes: Map<string, { row: number; by: number }[]> = new Map();
  /** Last writers of each object: of single properties, and of the whole. */
  private readonly contents: Map<number, Map<string, number>> = new Map();
  /** Objects a part got hold of without saying yet what it does with them. */
  private readonly held: Map<number, Set<number>> = new Map();
  /** Last part of each site in each frame. */
  private readonly latest: Map<string, number> = new Map();
  private next = 0;

  constructor(trace: Trace) {
    this.trace = trace;
    this.depth = new Depth(trace);
    this.controllers = controllers(trace);
    this.compound = Uint8Array.from(trace.tables.writes, write => (isCompound(trace, write) ? 1 : 0));
    this.last = new Int32Array(occurrences(trace).count);
  }

  take(group: RowGroup): void {
    const last = group.op.length - 1;
    const id = idOf(group.op[0]);
    const frame = group.frame[last];
    const top = this.partOf(this.depth.top);
    const here = this.partOf(frame);
    switch (group.regular ? kindOf(group.op[0]) : 0) {
      case Kind.CALL:
        this.callers.set(frame, top);
        break;
      case Kind.BEGIN:
        this.begin(frame, id);
        break;
      case Kind.CATCH: {
        const threw = this.current.get(frame);
        this.depend(this.begin(frame, id), threw);
        break;
      }
      case Kind.SET:
        if (this.compound[id]) {
          const { variable } = this.trace.tables.writes[id];
          if (variable >= 0) this.depend(here, this.variables.get(this.instance(variable, frame)));
        }
        this.assign(this.trace.tables.writes[id].variable, frame, here, group.row);
        this.drop(here, group, 0);
        break;
      case Kind.READ: {
        const { variable } = this.trace.tables.reads[id];
        if (variable >= 0) this.depend(here, this.variables.get(this.instance(variable, frame)));
        this.hold(here, group, 0);
        break;
      }
      case Kind.KEY: {
        const object = group.frame[0];
        const key = `${tagOf(group.op[0])} ${group.value[0]}`;
        this.held.get(here)?.delete(object);
        if (kindOf(group.op[last]) === Kind.GET) {
          const content = this.contents.get(object);
          this.depend(here, content?.get(key) ?? content?.get(WHOLE));
          this.hold(here, group, last);
        } else {
          const content = this.content(object);
          if (this.compound[idOf(group.op[last])]) this.depend(here, content.get(key) ?? content.get(WHOLE));
          content.set(key, here);
          this.drop(here, group, last);
        }
        break;
      }
      case Kind.NEW:
      case Kind.MUTATE: {
        // What a built-in makes of an object depends on what it was.
        const object = group.frame[0];
        this.held.get(top)?.delete(object);
        this.whole(top, object);
        if (top >= 0) this.contents.set(object, new Map([[WHOLE, top]]));
        for (let i = 1; i <= last; i++) this.drop(top, group, i);
        break;
      }
      case Kind.RETURN:
      case Kind.THROW: {
        this.drop(here, group, 0);
        this.release(here);
        this.comeBack(frame, here);
        break;
      }
      case Kind.RESUME:
        this.hold(here, group, 0);
        break;
      default:
        break;
    }
    group.op.forEach((op, i) => {
      this.depth.apply(kindOf(op), group.frame[i], group.row + i, group.value[i]);
    });
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
    const { writes, last } = this;
    return {
      first,
      target,
      occurrence: Int32Array.from(this.occurrence),
      last,
      lastWriter(trace, index, name) {
        const { begin, frame, site } = occurrences(trace).at(index);
        const found = cursor(trace).seek(begin).lookup(frame, name, trace.tables.sites[site].node);
        if (found === undefined) return -1;
        let by = -1;
        for (const one of writes.get(`${found.frame} ${found.variable}`) ?? [])
          if (one.row < begin) by = one.by;
        return by;
      },
    };
  }

  private begin(frame: number, site: number): number {
    this.release(this.current.get(frame));
    const part = this.part(this.next++, frame);
    this.depend(part, this.callers.get(frame));
    for (const head of this.controllers[site]) this.depend(part, this.latest.get(`${frame} ${head}`));
    this.latest.set(`${frame} ${site}`, part);
    return part;
  }

  /** A new part of an occurrence, from now on the current one of its frame. */
  private part(occurrence: number, frame: number): number {
    const part = this.edges.push(new Set()) - 1;
    this.occurrence.push(occurrence);
    this.last[occurrence] = part;
    this.current.set(frame, part);
    return part;
  }

  /** A call ended: the statement that called goes on, and uses what comes back. */
  private comeBack(frame: number, result: number): void {
    const caller = frames(this.trace).caller[frame];
    const before = caller >= 0 ? this.current.get(caller) : undefined;
    if (before === undefined || before === result) return;
    const site = occurrences(this.trace).site[this.occurrence[before]];
    const after = this.part(this.occurrence[before], caller);
    this.depend(after, before);
    this.depend(after, result);
    const held = this.held.get(before);
    if (held !== undefined) this.held.set(after, held);
    this.held.delete(before);
    this.latest.set(`${caller} ${site}`, after);
  }

  private assign(variable: number, frame: number, by: number, row: number): void {
    if (variable < 0) return;
    const key = this.instance(variable, frame);
    this.variables.set(key, by);
    const log = this.writes.get(key);
    if (log === undefined) this.writes.set(key, [{ row, by }]);
    else log.push({ row, by });
  }

  private instance(variable: number, frame: number): string {
    return `${ownerOf(frames(this.trace), frame, this.trace.tables.variables[variable].function)} ${variable}`;
  }

  /** The part a frame is in; before its first, the one that called it. */
  private partOf(frame: number): number {
    return this.current.get(frame) ?? this.callers.get(frame) ?? -1;
  }

  private depend(on: number, what: number | undefined): void {
    if (on >= 0 && what !== undefined && what >= 0 && what !== on) this.edges[on].add(what);
  }

  private content(object: number): Map<string, number> {
    let known = this.contents.get(object);
    if (known === undefined) {
      known = new Map();
      this.contents.set(object, known);
    }
    return known;
  }

  /** An occurrence got hold of an object; unless it goes on to a property or stores it, all of it may be used. */
  private hold(by: number, group: RowGroup, at: number): void {
    if (by < 0 || tagOf(group.op[at]) !== Tag.OBJECT) return;
    const known = this.held.get(by);
    if (known === undefined) this.held.set(by, new Set([group.value[at]]));
    else known.add(group.value[at]);
  }

  /** The object was stored, passed or returned: who uses it from there says so itself. */
  private drop(by: number, group: RowGroup, at: number): void {
    if (tagOf(group.op[at]) === Tag.OBJECT) this.held.get(by)?.delete(group.value[at]);
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
