import { sha256 } from "../../program/hash.js";
import type { Program } from "../../program/Program.js";
import { showable } from "../../program/showable.js";
import { type Frames, frames } from "../../trace/derive/frames.js";
import { type Occurrences, occurrences } from "../../trace/derive/occurrences.js";
import type { Trace } from "../../trace/format/Trace.js";
import type { Site } from "../../trace/format/tables.js";
import type { OccurrenceRef, Question, Task } from "../Question.js";
import { type Random, seededRandom } from "../random.js";
import type { PoseOptions } from "./pose.js";
import { SkipCounter } from "./SkipReason.js";

/** What the posing of one trace works with: the trace's tables, a random stream, the questions so far. */
export interface Posing {
  readonly trace: Trace;
  readonly program: Program;
  readonly occurrences: Occurrences;
  readonly frames: Frames;
  readonly options: Required<PoseOptions>;
  readonly skipped: SkipCounter;
  readonly questions: Question[];
  /** 1-based call number of each frame among the activations of its function. */
  readonly calls: Int32Array;
  /** Statements and heads of the main file that begin during the call (the whole run, if there is none). */
  readonly steps: number;
  random(task: Task): Random;
}

/** Prepares a trace for posing. */
export function posing(trace: Trace, options: Required<PoseOptions>): Posing {
  const all = frames(trace);
  const calls = new Int32Array(all.count);
  const counts = new Map<number, number>();
  for (let frame = 0; frame < all.count; frame++) {
    const fn = all.function[frame];
    if (fn < 0) continue;
    calls[frame] = (counts.get(fn) ?? 0) + 1;
    counts.set(fn, calls[frame]);
  }
  const program = trace.programs[0];
  return {
    trace,
    program,
    occurrences: occurrences(trace),
    frames: all,
    options,
    skipped: new SkipCounter(),
    questions: [],
    calls,
    steps: stepsOf(trace),
    random: task => seededRandom(`${options.seed}:${program.sha256}:${trace.header.call}:${task}`),
  };
}

function stepsOf(trace: Trace): number {
  const all = occurrences(trace);
  const call = trace.tables.functions.findIndex(fn => fn.kind === "call");
  const { function: fn, call: begin } = frames(trace);
  const from = call < 0 ? 0 : begin[fn.indexOf(call)];
  let steps = 0;
  for (let i = 0; i < all.count; i++)
    if (all.begin[i] >= from && trace.tables.sites[all.site[i]].program === 0) steps++;
  return steps;
}

/**
 * Adds a question; its id is the hash of program, call, task and what is asked, so it does not depend on the seed. Input
 * questions do not show the call: the value shown takes its place, so that calls with one value are one question.
 */
export function add(
  posing: Posing,
  asked: Pick<
    Question,
    "task" | "truth" | "of" | "node" | "line" | "variable" | "other" | "when" | "occurrence"
  >,
): void {
  const { trace, program, options } = posing;
  const { task, of, node, line, variable, other, when, occurrence, truth } = asked;
  const shown = truth.task === "input" ? `${truth.function} -> ${truth.literal}` : trace.header.call;
  const at = occurrence === undefined ? null : [occurrence.function, occurrence.call, occurrence.k];
  const names = other === undefined ? variable : `${variable}, ${other}`;
  const what = [task, of ?? null, node ?? null, names ?? null, when ?? null, at];
  const id = sha256(JSON.stringify(["tracebook/question@1", program.sha256, shown, ...what])).slice(0, 16);
  if (posing.questions.some(question => question.id === id)) return;
  const question: Question = {
    schema: "tracebook/question@1",
    id,
    task,
    dataset: options.dataset,
    program: program.id,
    file: program.file,
    family: options.family,
    cluster: options.cluster,
    call: trace.header.call,
    ...(of === undefined ? {} : { of }),
    ...(node === undefined ? {} : { node }),
    ...(line === undefined ? {} : { line }),
    ...(variable === undefined ? {} : { variable }),
    ...(other === undefined ? {} : { other }),
    ...(when === undefined ? {} : { when }),
    ...(occurrence === undefined ? {} : { occurrence }),
    truth,
    provenance: {
      trace: trace.footer.sha256,
      tracebook: trace.header.environment.tracebook,
      seed: trace.header.seed,
      steps: posing.steps,
    },
  };
  posing.questions.push(showable("question", question, program));
}

/** Sites that may be asked about: statements and heads of the main file, outside field initialisers and the like. */
export function askable(posing: Posing): Site[] {
  const { sites, functions } = posing.trace.tables;
  const kinds = new Set(["statement", ...HEADS]);
  return sites.filter(
    site => site.program === 0 && kinds.has(site.kind) && functions[site.function].kind !== "init",
  );
}

/** Kinds of branch and loop heads. */
export const HEADS: ReadonlySet<string> = new Set([
  "if",
  "switch",
  "while",
  "do",
  "for",
  "for-in",
  "for-of",
  "for-await",
]);

/** Function bodies before top-level statements, each part in random order: the top level is mostly declarations. */
export function shuffleSites(random: Random, sites: readonly Site[]): Site[] {
  const mixed = random.shuffle(sites);
  return [...mixed.filter(site => site.function !== 0), ...mixed.filter(site => site.function === 0)];
}

/** Node id of a function for a question: 0 for the top level. */
export function functionNode(posing: Posing, fn: number): number {
  const entry = posing.trace.tables.functions[fn];
  return entry.kind === "module" ? 0 : entry.node;
}

/** A recorded occurrence as a question states it. */
export function occurrenceRef(posing: Posing, index: number): OccurrenceRef {
  const { frame, k, kRun, site } = posing.occurrences.at(index);
  const { node, line, function: fn } = posing.trace.tables.sites[site];
  return { node, line, frame, function: functionNode(posing, fn), call: posing.calls[frame], k, kRun };
}

/** A random occurrence of a site whose k and call number are small enough to be counted by hand; -1 when there is none. */
export function pickOccurrence(posing: Posing, random: Random, site: number): number {
  const near = [...posing.occurrences.of(site)].filter(
    index =>
      posing.occurrences.k[index] <= posing.options.maxOccurrence &&
      posing.calls[posing.occurrences.frame[index]] <= posing.options.maxOccurrence,
  );
  return near.length === 0 ? -1 : random.pick(near);
}
