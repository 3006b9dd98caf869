import { valueAt } from "../../trace/derive/valueAt.js";
import type { Site } from "../../trace/format/tables.js";
import { literalOf } from "../literalOf.js";
import { leaves as isLeaving } from "../nodeTypes.js";
import type { OccurrenceRef, Truth } from "../Question.js";
import { type Random, seededRandom } from "../random.js";
import { hasAfter } from "./hasAfter.js";
import {
  add,
  askable,
  functionNode,
  HEADS,
  occurrenceRef,
  type Posing,
  pickOccurrence,
  shuffleSites,
} from "./Posing.js";
import { limitOf } from "./pose.js";
import { poseOutput } from "./poseOutput.js";
import { truthAt } from "./posePath.js";
import { stateNames } from "./stateVariables.js";

/** What linked questions ask, in the order in which one builds on the other (REval). */
export const LINKED_TASKS = ["coverage", "state", "path", "output"] as const;

/** One moment about which all is asked. */
interface Probe {
  readonly site: Site;
  readonly occurrence: OccurrenceRef;
  readonly when: "before" | "after";
  readonly variable: string;
  readonly state: Truth;
  readonly path: Truth;
}

/**
 * The same moments asked about in every way: whether the statement is executed, the value of a variable there, the next
 * line; and once the output of the call. Half of the moments are stated occurrences, half the first time of
 * statements that are never reached, so that on each task the constant answer is right half of the time at most; in
 * each half as many heads as other statements, where there are enough. The limit of coverage is the number of moments.
 */
export function poseLinked(posing: Posing): void {
  const { occurrences, options, skipped, program, trace } = posing;
  const without = poseOutput(posing);
  if (without !== undefined) {
    // A moment without its output has no pattern.
    for (const task of LINKED_TASKS) skipped.add(task, without);
    return;
  }
  const random = seededRandom(`${options.seed}:${program.sha256}:${trace.header.call}:linked`);
  const sites = shuffleSites(random, askable(posing));
  const reached = sites.filter(site => occurrences.of(site.id).length > 0);
  const nodes = new Set(reached.map(site => site.node));
  const never = sites.filter(site => !nodes.has(site.node));
  const half = Math.floor(limitOf(options, "coverage") / 2);
  const there = take(reached, half, site => reachedProbe(posing, random, site));
  const notThere = take(never, half, site => neverProbe(posing, random, site));
  const count = Math.min(there.length, notThere.length);
  for (const probe of random.shuffle([...there.slice(0, count), ...notThere.slice(0, count)])) {
    const { site, occurrence, when, variable, state, path } = probe;
    const at = { node: site.node, line: site.line };
    add(posing, { task: "coverage", ...at, truth: { task: "coverage", executed: nodes.has(site.node) } });
    add(posing, { task: "state", ...at, variable, when, occurrence, truth: state });
    add(posing, { task: "path", ...at, occurrence, truth: path });
  }
  skipped.add(
    "coverage",
    "not sampled",
    nodes.size + new Set(never.map(({ node }) => node)).size - 2 * count,
  );
}

/** At most `want` probes of different nodes, heads and other statements by turns. */
function take(sites: readonly Site[], want: number, probe: (site: Site) => Probe | undefined): Probe[] {
  const heads = sites.filter(site => HEADS.has(site.kind));
  const others = sites.filter(site => !HEADS.has(site.kind));
  const found = new Map<number, Probe>();
  for (let turn = 0; found.size < want && heads.length + others.length > 0; turn++) {
    const from = heads.length > 0 && (turn % 2 === 0 || others.length === 0) ? heads : others;
    const site = from.shift() as Site;
    const made = found.has(site.node) ? undefined : probe(site);
    if (made !== undefined) found.set(site.node, made);
  }
  return [...found.values()];
}

/** A stated occurrence with a variable whose value can be written; undefined when there is none, which is counted. */
function reachedProbe(posing: Posing, random: Random, site: Site): Probe | undefined {
  const index = pickOccurrence(posing, random, site.id);
  if (index < 0) {
    posing.skipped.add("state", "occurrence too far");
    return undefined;
  }
  const when = hasAfter(posing, site, index) && random.next() < 0.5 ? "after" : "before";
  const occurrence = occurrenceRef(posing, index);
  for (const { name } of stateNames(posing, random, site, when)) {
    const value = valueAt(posing.trace, index, when, name);
    if (value === undefined || value.type === "uninitialized") continue;
    const text = literalOf(value, posing.program.language);
    if (text === undefined || text.length > posing.options.maxLiteral) continue;
    const state: Truth = { task: "state", value, literal: text };
    return { site, occurrence, when, variable: name, state, path: truthAt(posing, index, occurrence) };
  }
  posing.skipped.add("state", "no variable");
  return undefined;
}

/** The first time of a statement that is never reached. */
function neverProbe(posing: Posing, random: Random, site: Site): Probe | undefined {
  const { program, frames } = posing;
  const leaves = isLeaving(program.nodes[site.node].type);
  const when = !leaves && random.next() < 0.5 ? "after" : "before";
  const [name] = stateNames(posing, random, site, when);
  if (name === undefined) {
    posing.skipped.add("state", "no variable");
    return undefined;
  }
  const frame = frames.function.indexOf(site.function);
  const occurrence: OccurrenceRef = {
    node: site.node,
    line: site.line,
    function: functionNode(posing, site.function),
    frame,
    call: 1,
    k: 1,
    kRun: 0,
  };
  const state: Truth = { task: "state", end: "not executed" };
  return { site, occurrence, when, variable: name.name, state, path: { task: "path", end: "not executed" } };
}
