import { FRAME_KIND, FrameEnd, frames } from "../../src/trace/derive/frames.js";
import { ID_SHIFT, KIND_MASK, Kind } from "../../src/trace/format/Kind.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import { children, type Syntax } from "../../src/trace/javascript/instrument/syntax.js";
import { type Part, type Place, Places } from "./places.js";
import { again, functionEnd, hookNames, implicitCode, noCode, passOver } from "./rules.js";
import type { V8Stop } from "./v8.js";

/** A BEGIN row. */
export interface BeginItem {
  readonly kind: "begin";
  readonly site: number;
  readonly frame: number;
  readonly row: number;
  /** Row of its END; the last of the activation when it has none. */
  close: number;
}

/** The last row of an activation that returned. */
export interface EndItem {
  readonly kind: "end";
  readonly function: number;
  readonly frame: number;
  readonly row: number;
  /**
   * V8 need not stop here: not a function of the text, an async generator, a constructor (which may be left without
   * `this`), or a return through a `finally` or out of a `for…of`.
   */
  readonly silent: boolean;
}

/** An occurrence that has begun, and how far V8's stops in it have come. */
export interface Open {
  readonly item: BeginItem;
  part: Part;
  /** V8's first stop in it. */
  readonly stop: V8Stop | undefined;
}

/** The state of a comparison: our items and how many of them are matched. */
export interface Walk {
  readonly items: readonly (BeginItem | EndItem)[];
  item: number;
  /** Latest occurrence of a site (in one activation) that had not ended when the last matched item happened. */
  latest(site: number, frame?: number): Open | undefined;
  /** Passes over the BEGINs up to an item; V8 has no stop for them. */
  pass(upTo: number): void;
  /** Is the site in a generator or async function? */
  suspends(site: number): boolean;
}

/** Result of {@link compareOrder}. */
export interface OrderResult {
  readonly direct: number;
  /** What neither matched nor was explained, with its surroundings; undefined when nothing is left over. */
  readonly leftover?: string;
}

/** BEGIN rows and returns of a trace, in order. */
export function itemsOf(trace: Trace): (BeginItem | EndItem)[] {
  const all = frames(trace);
  const { sites } = trace.tables;
  const unseen = hookNames(trace);
  const items: (BeginItem | EndItem)[] = [];
  /** By frame: the occurrences under way, innermost last. */
  const running: BeginItem[][] = [];
  const silent = new Set<number>();
  let row = 0;
  const isInside = (inner: number, outer: number): boolean => {
    let at = sites[inner].parent;
    while (at >= 0 && at !== outer) at = sites[at].parent;
    return at === outer;
  };
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const { op, frame: frameColumn, rows } = trace.columns.chunk(c);
    for (let i = 0; i < rows; i++, row++) {
      const frame = frameColumn[i];
      const kind = op[i] & KIND_MASK;
      if (FRAME_KIND[kind] === 0 || frame < 0 || unseen.has(frame)) continue;
      const site = op[i] >>> ID_SHIFT;
      running[frame] ??= [];
      const open = running[frame];
      if (kind === Kind.BEGIN) {
        // What is not around the new occurrence is over, however it ended.
        while (open.length > 0 && !isInside(site, open[open.length - 1].site)) end(open.pop()!, row);
        const item: BeginItem = { kind: "begin", site, frame, row, close: all.last[frame] };
        items.push(item);
        open.push(item);
        // A return that runs into `finally` has no place of its own.
        if (all.exit[frame] >= 0 && all.exit[frame] < row) silent.add(frame);
      } else if (kind === Kind.RETURN) {
        // Nor has one that has to close an iterator.
        for (let at = site; at >= 0; at = sites[at].parent) {
          if (sites[at].kind === "for-of" || sites[at].kind === "for-await") silent.add(frame);
        }
      } else if (kind === Kind.END && sites[site].kind !== "switch") {
        // The tests of the cases come behind the END of the switch.
        const item = open.filter(o => o.site === site).at(-1);
        if (item) end(item, row);
      } else if (kind === Kind.RESUME_RETURN) silent.add(frame);
      if (all.last[frame] === row && all.end[frame] === FrameEnd.RETURN) {
        const entry = trace.tables.functions[all.function[frame]];
        const noStop =
          /^(?:module|call|init|constructor)$/.test(entry.kind) || (entry.async && entry.generator);
        items.push({
          kind: "end",
          function: all.function[frame],
          frame,
          row,
          silent: noStop || silent.has(frame),
        });
      }
    }
  }
  return items;
}

function end(item: BeginItem, row: number): void {
  item.close = Math.min(item.close, row);
}

/** Node id → syntax node of a program. */
export function nodesById(places: Places): Map<number, Syntax> {
  const found = new Map<number, Syntax>();
  const visit = (node: Syntax): void => {
    const id = places.idOf(node);
    if (!found.has(id) || found.get(id)!.type === "ParenthesizedExpression") found.set(id, node);
    for (const child of children(node)) visit(child);
  };
  visit(places.root);
  return found;
}

/** Walks the inspector's stops and our rows together; every stop and every BEGIN must match or be explained. */
export function compareOrder(trace: Trace, stops: readonly V8Stop[]): OrderResult {
  const views = trace.programs.map((p, i) => new Places(p, i, trace.tables));
  const nodes = views.map(nodesById);
  const seen = stopPlaces(trace, views, stops);
  const open: Open[][] = [];
  const items = itemsOf(trace);
  const walk: Walk = {
    items,
    item: 0,
    latest(site, frame) {
      const now = items[this.item - 1]?.row ?? 0;
      const own = (open[site] ?? []).filter(r => frame === undefined || r.item.frame === frame);
      return own.filter(r => r.item.close > now || r.item.row === now).at(-1);
    },
    pass(upTo) {
      while (this.item < upTo) {
        const one = items[this.item];
        if (one.kind === "begin") {
          passOver();
          begin(one, 0);
        } else this.item++;
      }
    },
    suspends(site) {
      const { async, generator } = trace.tables.functions[trace.tables.sites[site].function];
      return async || generator;
    },
  };
  const isSilent = ({ site }: BeginItem): boolean => {
    const { program } = trace.tables.sites[site];
    return noCode(site, views[program], nodes[program]);
  };
  /** Where V8 first stops in an occurrence of a site: always at the same place. */
  const firsts = new Map<number, number>();
  const matches = (
    item: BeginItem | EndItem | undefined,
    stop: SeenStop | undefined,
  ): SitePlace | undefined => {
    if (item?.kind !== "begin") return undefined;
    return stop?.places.find((p): p is SitePlace => p.kind === "site" && p.site === item.site);
  };
  /** Is a stop in a site that begins next the first of the new occurrence, or one more of the occurrence that runs? */
  const startsAnew = ({ site }: SitePlace, [, offset, depth]: V8Stop): boolean => {
    // Other activations may wait at the site, while one that goes on from item to item comes to it again.
    const next = items[walk.item];
    const goesOn = next?.frame === items[walk.item - 1]?.frame;
    const running = walk.latest(site, goesOn ? next?.frame : undefined);
    if (running?.part === "advance") return true;
    if (!running?.stop || (firsts.get(site) ?? offset) !== offset) return !running;
    // What begins inside of it is deeper.
    return !(items[walk.item]?.kind === "begin" && running.stop[2] === depth && !walk.suspends(site));
  };
  const againAt = (stop: SeenStop): boolean => stop.places.some(p => again(walk, p, stop.stop));
  let direct = 0;
  let j = 0;
  const begin = (item: BeginItem, part: Part, by?: V8Stop): void => {
    const now = item.row;
    open[item.site] = (open[item.site] ?? []).filter(r => r.item.frame !== item.frame && r.item.close >= now);
    open[item.site].push({ item, part, stop: by });
    walk.item++;
  };
  while (walk.item < items.length || j < seen.length) {
    const item = items[walk.item];
    const stop = seen[j];
    // A function may begin and end without a stop in between.
    let quiet = walk.item;
    while (items[quiet]?.kind === "begin" && isSilent(items[quiet] as BeginItem)) quiet++;
    if (stop?.places.some(p => functionEnd(walk, p, quiet))) {
      j++;
      continue;
    }
    // V8 need not stop where a function is left, nor at everything that begins.
    let at = nextBegin(items, walk.item);
    while (at < items.length && !matches(items[at], stop) && isSilent(items[at] as BeginItem)) {
      at = nextBegin(items, at + 1);
    }
    const hit = matches(items[at], stop);
    const more = stop !== undefined && !(hit && startsAnew(hit, stop.stop)) && againAt(stop);
    if (more) j++;
    else if (hit && stop) {
      walk.pass(at);
      begin(items[at] as BeginItem, hit.part, stop.stop);
      firsts.set(hit.site, stop.stop[1]);
      direct++;
      j++;
    } else if (stop?.places.some(implicitCode)) j++;
    else if (item?.kind === "end" && item.silent) walk.item++;
    else if (item?.kind === "begin" && isSilent(item)) {
      passOver();
      begin(item, 0);
    } else return { direct, leftover: report(trace, walk, seen, j) };
  }
  return { direct };
}

/** The next BEGIN, ends passed over that V8 need not stop at. */
function nextBegin(items: Walk["items"], from: number): number {
  for (let at = from; at < items.length; at++) {
    const item = items[at];
    if (item.kind === "begin") return at;
    if (!item.silent) break;
  }
  return items.length;
}

type SitePlace = Extract<Place, { kind: "site" }>;

interface SeenStop {
  readonly stop: V8Stop;
  readonly places: readonly Place[];
}

/** Places of all stops inside the programs; those in the wrapper around them belong to Node. */
function stopPlaces(trace: Trace, views: readonly Places[], stops: readonly V8Stop[]): SeenStop[] {
  const byFile = new Map(views.map(v => [v.program.file, v]));
  const found: SeenStop[] = [];
  for (const stop of stops) {
    const [file, offset] = stop;
    const view = byFile.get(file)!;
    if (offset < 0) continue;
    if (offset < view.text.length) {
      // V8's functions of field initialisers end where something else may begin.
      const fields = /^<\w+_initializer>$/.test(stop[3]);
      const own = (p: Place): boolean => p.kind !== "site" || isInit(trace, p.site);
      found.push({ stop, places: fields ? view.at(offset).filter(own) : view.at(offset) });
      continue;
    }
    const ends = offset === view.text.length ? view.at(offset) : [];
    const call =
      trace.header.callProgram >= 0 && view.index === 0 ? views[trace.header.callProgram] : undefined;
    const inner = call ? offset - view.text.length - callStart(call.text) : -1;
    if (call && inner >= 0 && inner < call.text.length) found.push({ stop, places: call.at(inner) });
    else if (ends.length > 0) found.push({ stop, places: ends });
  }
  return found;
}

function isInit(trace: Trace, site: number): boolean {
  return trace.tables.functions[trace.tables.sites[site].function].kind === "init";
}

/** Where the call's text stands behind the program's, as v8Child.cjs puts it. */
function callStart(call: string): number {
  const asynchronous = /\bawait\b/.test(call) ? "async " : "";
  return `\n;globalThis.__call=()=>{debugger;return (${asynchronous}()=>(`.length;
}

function report(trace: Trace, walk: Walk, seen: readonly SeenStop[], j: number): string {
  const { tables, programs } = trace;
  const ours = walk.items.slice(Math.max(0, walk.item - 4), walk.item + 4).map((item, k) => {
    const mark = k === Math.min(4, walk.item) ? "->" : "  ";
    if (item.kind === "end") return `${mark} end of ${tables.functions[item.function].name}`;
    const site = tables.sites[item.site];
    const node = programs[site.program].nodes[site.node];
    const text = programs[site.program].source.slice(node.start, node.start + 40).replace(/\n[\s\S]*/, "");
    return `${mark} ${site.kind} ${programs[site.program].file}:${node.line}:${node.column} ${text}`;
  });
  const theirs = seen.slice(Math.max(0, j - 4), j + 4).map(({ stop, places }, k) => {
    const mark = k === Math.min(4, j) ? "->" : "  ";
    const program = programs.find(p => p.file === stop[0])!;
    const before = program.source.slice(0, stop[1]).split("\n");
    const text = program.source.slice(stop[1], stop[1] + 40).replace(/\n[\s\S]*/, "");
    const what = places
      .map(p => (p.kind === "site" ? `site ${tables.sites[p.site].kind}/${p.part}` : p.kind))
      .join();
    return `${mark} ${stop[0]}:${before.length}:${before.at(-1)!.length} in ${stop[3]} [${what}] ${text}`;
  });
  return `ours:\n${ours.join("\n")}\nV8:\n${theirs.join("\n")}`;
}
