import type { Program } from "../../../program/Program.js";
import { frames } from "../../../trace/derive/frames.js";
import { occurrences } from "../../../trace/derive/occurrences.js";
import type { Trace } from "../../../trace/format/Trace.js";
import { headEnd } from "./headEnds.js";

/** What of the source a fact about the run of a statement depends on, as bytes of the source. */
export interface RunPlaces {
  /** By node: innermost site around it that can occur, -1 where there is none. */
  readonly siteOf: Int32Array;
  /** Byte up to which the source decides whether a site occurs. */
  executed(site: number): number;
  /** Byte up to which it decides how often it occurs and with what, what stands at the site itself left out. */
  every(site: number): number;
}

const LOOP = /^(?:For|While|DoWhile|for_|while_)/;

/**
 * Finds it conservatively. In a program that runs one function once, a statement outside of loops depends on what stands before
 * it; one in a loop on all of the outermost loop around it, except that its first occurrence depends only on what had run
 * until then. With several functions or activations everything depends on everything.
 *
 * @param occurring kinds of sites that have occurrences.
 */
export function runPlaces(
  trace: Trace,
  program: Program,
  index: number,
  occurring: ReadonlySet<string>,
): RunPlaces {
  const { nodes } = program;
  const { sites, functions } = trace.tables;
  const siteOf = new Int32Array(nodes.length).fill(-1);
  for (const { id, node, kind } of sites)
    if (sites[id].program === index && occurring.has(kind) && (siteOf[node] < 0 || kind === "statement"))
      siteOf[node] = id;
  for (const { id, parent, type } of nodes)
    if (siteOf[id] < 0 && parent >= 0 && !/Function|function_definition|lambda/.test(type))
      siteOf[id] = siteOf[parent];
  const whole = Buffer.byteLength(program.source);
  const entered = new Map<number, number>();
  for (const fn of frames(trace).function) entered.set(fn, (entered.get(fn) ?? 0) + 1);
  const simple =
    functions.filter(fn => fn.program === index && fn.kind !== "module").length <= 1 &&
    [...entered].every(([fn, times]) => fn < 0 || times === 1);
  const loopEnd = Int32Array.from(sites, site => {
    let end = -1;
    if (site.program !== index) return end;
    for (let at = nodes[site.node]; at.parent >= 0; at = nodes[at.parent])
      if (LOOP.test(at.type)) end = at.byteEnd;
    return end;
  });
  const firstNeeds = new Int32Array(sites.length).fill(-1);
  const { count, site } = occurrences(trace);
  let read = 0;
  for (let i = 0; i < count; i++) {
    const one = sites[site[i]];
    if (one.program !== index) continue;
    const start = nodes[one.node].byteStart;
    if (firstNeeds[one.id] < 0) firstNeeds[one.id] = Math.max(read, start);
    read = Math.max(read, headEnd(program, one));
  }
  const start = (id: number): number => nodes[sites[id].node].byteStart;
  const every = (id: number): number => (!simple ? whole : loopEnd[id] < 0 ? start(id) : loopEnd[id]);
  return {
    siteOf,
    every,
    // Code that ran before it and stands behind it is only there in loops and functions.
    executed: id => (simple && firstNeeds[id] >= 0 ? firstNeeds[id] : every(id)),
  };
}
