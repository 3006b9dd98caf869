import { nextLine } from "../../trace/derive/nextLine.js";
import type { Site } from "../../trace/format/tables.js";
import type { OccurrenceRef, Truth } from "../Question.js";
import type { Random } from "../random.js";
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

/**
 * What follows a stated occurrence in the same activation: a quarter of the questions about moments that never
 * come, half of the rest about branch and loop heads where there are enough.
 */
export function posePath(posing: Posing): undefined {
  const { occurrences, options, skipped } = posing;
  const random = posing.random("path");
  const limit = limitOf(options, "path");
  const mixed = shuffleSites(random, askable(posing));
  const absent = absentOccurrences(posing, random, mixed).slice(0, Math.floor(limit / 4));
  const reached = mixed.filter(site => occurrences.of(site.id).length > 0);
  const picked = reached.flatMap(site => {
    const index = pickOccurrence(posing, random, site.id);
    if (index < 0) skipped.add("path", "occurrence too far");
    return index < 0 ? [] : [{ site, index }];
  });
  const heads = picked.filter(({ site }) => HEADS.has(site.kind));
  const others = picked.filter(({ site }) => !HEADS.has(site.kind));
  const want = limit - absent.length;
  const fromHeads = Math.max(Math.min(heads.length, Math.ceil(want / 2)), want - others.length);
  const chosen = [...heads.slice(0, fromHeads), ...others.slice(0, Math.max(0, want - fromHeads))];
  const asked = [
    ...absent.map(occurrence => ({ occurrence, index: -1 })),
    ...chosen.map(({ index }) => ({ occurrence: occurrenceRef(posing, index), index })),
  ];
  for (const { occurrence, index } of random.shuffle(asked)) {
    add(posing, {
      task: "path",
      node: occurrence.node,
      line: occurrence.line,
      occurrence,
      truth: index < 0 ? { task: "path", end: "not executed" } : truthAt(posing, index, occurrence),
    });
  }
  skipped.add("path", "not sampled", picked.length - chosen.length);
}

function truthAt(posing: Posing, index: number, occurrence: OccurrenceRef): Truth {
  const next = nextLine(posing.trace, index);
  if (next.end === undefined) return { task: "path", line: next.line };
  // The top level of a program is left at its end, which nobody would call a return.
  return { task: "path", end: next.end === "returns" && occurrence.function === 0 ? "ends" : next.end };
}

/** Moments that never come: statements not reached, and one time more than a repeated statement was reached. */
function absentOccurrences(posing: Posing, random: Random, sites: readonly Site[]): OccurrenceRef[] {
  const { occurrences, options } = posing;
  return sites.flatMap((site): OccurrenceRef[] => {
    const base = { node: site.node, line: site.line, function: functionNode(posing, site.function), kRun: 0 };
    const all = occurrences.of(site.id);
    if (all.length === 0) return [{ ...base, frame: activation(posing, site.function), call: 1, k: 1 }];
    const frame = occurrences.frame[random.pick([...all])];
    const times = [...all].filter(index => occurrences.frame[index] === frame).length;
    const call = posing.calls[frame];
    // Asked once more than once: only where a reader must count, and not too far.
    if (times < 2 || times >= options.maxOccurrence || call > options.maxOccurrence) return [];
    return [{ ...base, frame, call, k: times + 1 }];
  });
}

/** Frame of the first activation of a function, -1 when it is never called. */
function activation(posing: Posing, fn: number): number {
  return posing.frames.function.indexOf(fn);
}
