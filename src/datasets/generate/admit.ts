import type { Program } from "../../program/Program.js";
import { OCCURRING } from "../../trace/derive/coverage.js";
import { literal } from "../../trace/derive/literal.js";
import { occurrences } from "../../trace/derive/occurrences.js";
import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import { Kind, Tag } from "../../trace/format/Kind.js";
import { idOf, kindOf, RowCursor, tagOf } from "../../trace/format/rowGroups.js";
import type { Trace } from "../../trace/format/Trace.js";
import { bindings } from "../bindings.js";
import type { Candidate } from "./candidate.js";

/** Why a candidate is no program of the data set. Nothing else keeps one out. */
export const REFUSALS = [
  "family full",
  "too short or long",
  "unused name",
  "same skeleton",
  "other split",
  "error not meant",
  "limit",
  "too few or many steps",
  "heavy arithmetic",
  "result too long",
  "result without literal",
  "too few outcomes",
  "unreached code",
  "one-sided condition",
] as const;
/** One of {@link REFUSALS}. */
export type Refusal = (typeof REFUSALS)[number];

/** Bounds of the filter; our own numbers, chosen so that a person can follow every run with a pencil. */
export const BOUNDS = {
  /** Lines and characters of the source. */
  lines: [6, 48],
  characters: [150, 1400],
  /** Statement begins in one call. */
  steps: [4, 200],
  /** Size of any number a variable or result holds; whole numbers only. */
  number: 1000,
  /** Characters of the literal of a result, and of any text a variable holds. */
  result: 60,
  text: 40,
  /** Calls kept, and different outcomes among them. */
  calls: 4,
  outcomes: 3,
} as const;

/** What is wrong with the text itself, before anything runs. */
export function refuseText({ source }: Candidate, program: Program): Refusal | undefined {
  const lines = source.trimEnd().split("\n").length;
  const [least, most] = BOUNDS.lines;
  if (lines < least || lines > most) return "too short or long";
  if (source.length < BOUNDS.characters[0] || source.length > BOUNDS.characters[1])
    return "too short or long";
  const unused = bindings(program).variables.some(({ references, top, kind }) => {
    return references.length === 0 && !(top && kind === "function");
  });
  return unused ? "unused name" : undefined;
}

/** What one run came to. */
export interface Observed {
  readonly call: string;
  /** Literal of the result, or `Name: message` of what was thrown. */
  readonly outcome: string;
  readonly threw: boolean;
  /** Sites that occurred, and `site/arm` of the conditions that were decided so. */
  readonly reached: ReadonlySet<number | string>;
}

/** Whether a run is fit to be asked about. Exceptions are meant in one family only, and only those the code throws. */
export function observe(trace: Trace, family: string): Observed | Refusal {
  const { outcome, steps } = trace.footer;
  const value = outcomeValue(trace);
  if (outcome.kind !== "return" && outcome.kind !== "throw") return "limit";
  if (outcome.kind === "throw" && (family !== "exceptions" || !thrownByProgram(trace)))
    return "error not meant";
  if (steps < BOUNDS.steps[0] || steps > BOUNDS.steps[1]) return "too few or many steps";
  if (heavy(trace)) return "heavy arithmetic";
  const text = outcome.kind === "throw" ? `${outcome.name}: ${outcome.message}` : value && literal(value);
  if (text === undefined || text === "undefined") return "result without literal";
  if (text.length > BOUNDS.result) return "result too long";
  if (/\bNaN\b|Infinity|undefined/.test(text)) return "error not meant";
  const { site, count } = occurrences(trace);
  const reached = new Set<number | string>([...site.subarray(0, count), ...arms(trace)]);
  return { call: trace.header.call, outcome: text, threw: outcome.kind === "throw", reached };
}

/** Calls that reach all of the code with different outcomes, in the order they were tried; or why there are none. */
export function chooseCalls(runs: readonly Observed[], trace: Trace): readonly string[] | Refusal {
  const wanted = new Set<number | string>();
  for (const { id, kind, program } of trace.tables.sites) {
    if (program !== 0) continue;
    if (OCCURRING.has(kind)) wanted.add(id);
    if (DECIDING.has(kind)) for (const arm of [0, 1]) wanted.add(`${id}/${arm}`);
  }
  const chosen: Observed[] = [];
  const outcomes = new Set<string>();
  const gain = (run: Observed): number =>
    [...run.reached].filter(place => wanted.has(place)).length + (outcomes.has(run.outcome) ? 0 : 0.5);
  while (chosen.length < BOUNDS.calls) {
    const left = runs.filter(
      run => !chosen.includes(run) && !(run.threw && chosen.some(other => other.threw)),
    );
    if (left.length === 0) break;
    const best = left.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    chosen.push(best);
    outcomes.add(best.outcome);
    for (const place of best.reached) wanted.delete(place);
  }
  if ([...wanted].some(place => typeof place === "number")) return "unreached code";
  if (wanted.size > 0) return "one-sided condition";
  if (chosen.length < BOUNDS.calls || outcomes.size < BOUNDS.outcomes) return "too few outcomes";
  return runs.filter(run => chosen.includes(run)).map(run => run.call);
}

/** Sites whose condition must come out both ways over the calls of a program. */
const DECIDING: ReadonlySet<string> = new Set(["if", "conditional"]);

/** `site/arm` of every decision of a run. */
function arms(trace: Trace): ReadonlySet<string> {
  const rows = new RowCursor(trace.columns);
  const found = new Set<string>();
  for (let row = 0; row < rows.rows; row++) {
    if (kindOf(rows.op(row)) === Kind.BRANCH) found.add(`${idOf(rows.op(row))}/${rows.value(row)}`);
  }
  return found;
}

/** Whether the exception that ended the run was made by a `throw` of the program, not by the engine. */
function thrownByProgram(trace: Trace): boolean {
  const { outcome } = trace.footer;
  if (outcome.kind !== "throw") return false;
  return /^(?:too much$|not now$|bad |no |refused$)/.test(outcome.message);
}

/** Whether a number anybody has to keep in mind is large, broken, or a text too long. */
function heavy(trace: Trace): boolean {
  const rows = new RowCursor(trace.columns);
  for (let row = 0; row < rows.rows; row++) {
    const kind = kindOf(rows.op(row));
    if (
      kind !== Kind.SET &&
      kind !== Kind.PUT &&
      kind !== Kind.ENTRY &&
      kind !== Kind.ARG &&
      kind !== Kind.RETURN
    )
      continue;
    const value = rows.value(row);
    const tag = tagOf(rows.op(row));
    if (tag === Tag.NUMBER && !(Number.isInteger(value) && Math.abs(value) <= BOUNDS.number)) return true;
    if (tag === Tag.STRING && kind !== Kind.ENTRY && (trace.strings[value] ?? "").length > BOUNDS.text)
      return true;
  }
  return false;
}
