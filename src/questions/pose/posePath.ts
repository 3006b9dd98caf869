import { nextLine } from "../../trace/derive/nextLine.js";
import type { Site } from "../../trace/format/tables.js";
import { isReturn } from "../nodeTypes.js";
import type { OccurrenceRef, Truth } from "../Question.js";
import type { Random } from "../random.js";
import { statementLines } from "../statementLines.js";
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
 * come, half of the rest about branch and loop heads where there are enough. Where there is a choice, only one
 * in four can be answered by going down the text: most statements are followed by the next one.
 */
export function posePath(posing: Posing): undefined {
  const { occurrences, options, skipped } = posing;
  const random = posing.random("path");
  const limit = limitOf(options, "path");
  const mixed = shuffleSites(random, askable(posing));
  const absent = absentOccurrences(posing, random, mixed).slice(0, Math.floor(limit / 4));
  const reached = mixed.filter(site => occurrences.of(site.id).length > 0);
  const picked = reached.flatMap((site): Candidate[] => {
    const index = pickOccurrence(posing, random, site.id);
    if (index < 0) {
      skipped.add("path", "occurrence too far");
      return [];
    }
    const occurrence = occurrenceRef(posing, index);
    const truth = truthAt(posing, index, occurrence);
    return [{ occurrence, truth, head: HEADS.has(site.kind), flat: isFlat(posing, occurrence, truth) }];
  });
  const chosen = choose(picked, limit - absent.length);
  const never = absent.map(occurrence => ({ occurrence, truth: NEVER }));
  for (const { occurrence, truth } of random.shuffle([...never, ...chosen])) {
    add(posing, { task: "path", node: occurrence.node, line: occurrence.line, occurrence, truth });
  }
  skipped.add("path", "not sampled", picked.length - chosen.length);
}

const NEVER: Truth = { task: "path", end: "not executed" };

/** An occurrence that may be asked about. */
interface Candidate {
  readonly occurrence: OccurrenceRef;
  readonly truth: Truth;
  readonly head: boolean;
  /** Going down the text gives the answer. */
  readonly flat: boolean;
}

/** At most `want` candidates: a quarter flat ones, half heads, as far as there are enough. */
function choose(candidates: readonly Candidate[], want: number): Candidate[] {
  const flat = candidates.filter(candidate => candidate.flat);
  const jumps = candidates.filter(candidate => !candidate.flat);
  const heads = jumps.filter(candidate => candidate.head);
  const others = jumps.filter(candidate => !candidate.head);
  const fromFlat = Math.min(flat.length, Math.max(Math.floor((want + 1) / 4), want - jumps.length));
  const rest = want - fromFlat;
  const fromHeads = Math.max(Math.min(heads.length, Math.ceil(rest / 2)), rest - others.length);
  return [
    ...flat.slice(0, fromFlat),
    ...heads.slice(0, fromHeads),
    ...others.slice(0, Math.max(0, rest - fromHeads)),
  ];
}

/** Whether the next statement in the text of the function (behind its last one and a `return`: the end) is the answer. */
function isFlat(posing: Posing, occurrence: OccurrenceRef, truth: Truth): boolean {
  if (truth.task !== "path") return false;
  const { program } = posing;
  const next = statementLines(program, occurrence.function).find(line => line > occurrence.line);
  const leaves = next === undefined || isReturn(program.nodes[occurrence.node].type);
  return leaves ? truth.end !== undefined : truth.line === next;
}

/** What follows an occurrence in its activation. */
export function truthAt(posing: Posing, index: number, occurrence: OccurrenceRef): Truth {
  const next = nextLine(posing.trace, index);
  if (next.end === undefined) return { task: "path", line: next.line };
  // The top level of a program is left at its end, which nobody would call a return.
  if (next.end === "throws" && posing.program.language === "python") return { task: "path", end: "raises" };
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
