import type { Program } from "../../program/Program.js";
import { frames } from "../../trace/derive/frames.js";
import { literal } from "../../trace/derive/literal.js";
import { occurrences } from "../../trace/derive/occurrences.js";
import { valueAt } from "../../trace/derive/valueAt.js";
import type { Trace } from "../../trace/format/Trace.js";
import { answerText } from "../answer/answerText.js";
import type { Question } from "../Question.js";
import { SILENT } from "../score/lineSites.js";
import { activationWords, code } from "./wording.js";

/** Steps shown at the start and at the end of a longer walk. */
const HEAD = 16;
const TAIL = 12;
/** Variables followed, and the longest value shown. */
const NAMES = 5;
const LONGEST = 60;

/**
 * A short worked reasoning for a demonstration, from the trace of the question's own call: the lines reached in the activation that
 * matters, each with the variables that changed before it, and what follows for the question. Every sentence is a fact of
 * the trace, in fixed words.
 */
export function workedSteps(question: Question, program: Program, trace: Trace): string {
  const frame = frameOf(question, trace);
  const steps = walk(question, trace, frame);
  const where = whereWords(question, program, trace, frame);
  const rows =
    steps.length > HEAD + TAIL
      ? [...steps.slice(0, HEAD), `(${steps.length - HEAD - TAIL} more steps)`, ...steps.slice(-TAIL)]
      : steps;
  const path = rows.length === 0 ? [] : [`${where} these lines are reached one after the other:`, ...rows];
  return `${[...path, conclusion(question, trace)].join("\n")}\n`;
}

/** The activation asked about, else the first one of the function the call calls, else the top level. */
function frameOf(question: Question, trace: Trace): number {
  const asked = question.occurrence?.frame ?? -1;
  if (asked >= 0) return asked;
  const all = frames(trace);
  const call = all.function.indexOf(trace.tables.functions.findIndex(fn => fn.kind === "call"));
  const called = call < 0 ? -1 : all.caller.indexOf(call);
  return called >= 0 && trace.tables.functions[all.function[called]].program === 0 ? called : 0;
}

function whereWords(question: Question, program: Program, trace: Trace, frame: number): string {
  const all = frames(trace);
  const fn = all.function[frame];
  const { kind, node } = trace.tables.functions[fn];
  if (kind === "module") return "At the top level of the program";
  let nth = 0;
  for (let i = 0; i <= frame; i++) if (all.function[i] === fn) nth++;
  const base = question.occurrence ?? { node: 0, line: 1, frame, k: 1, kRun: 1 };
  return `In ${activationWords({ ...base, function: node, call: nth }, program)}`;
}

function walk(question: Question, trace: Trace, frame: number): string[] {
  const all = occurrences(trace);
  const { sites, variables } = trace.tables;
  const fn = frames(trace).function[frame];
  const names = [...new Set(variables.filter(({ function: owner }) => owner === fn).map(({ name }) => name))];
  const wanted = question.variable === undefined ? names : [question.variable, ...names];
  const followed = [...new Set(wanted)].filter(name => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name));
  const before = new Map<string, string>();
  const rows: string[] = [];
  for (let i = 0; i < all.count; i++) {
    const site = sites[all.site[i]];
    if (all.frame[i] !== frame || site.program !== 0 || SILENT.has(site.kind)) continue;
    const changes = followed.slice(0, NAMES).flatMap(name => {
      const value = valueAt(trace, i, "before", name);
      const text = value === undefined || value.type === "uninitialized" ? undefined : literal(value);
      if (text === undefined || text.length > LONGEST || before.get(name) === text) return [];
      before.set(name, text);
      return [`${name} = ${text}`];
    });
    rows.push(`- line ${site.line}${changes.length === 0 ? "" : `, now with ${code(changes.join(", "))}`}`);
    const { occurrence } = question;
    if (occurrence !== undefined && site.node === occurrence.node && all.k[i] === occurrence.k) break;
  }
  return rows;
}

function conclusion(question: Question, trace: Trace): string {
  const { truth } = question;
  const text = answerText(truth);
  if ((truth.task === "path" || truth.task === "state") && text === "not executed")
    return "The moment asked about never comes.";
  switch (truth.task) {
    case "output":
      return question.of === "printed" ? `What is printed is ${code(text)}.` : `The call: ${code(text)}.`;
    case "coverage": {
      const all = occurrences(trace);
      const ids = new Set(trace.tables.sites.filter(site => site.node === question.node).map(({ id }) => id));
      const times = all.site.filter(site => ids.has(site)).length;
      return times === 0 ? "The line asked about is never reached." : "The line asked about is reached.";
    }
    case "path":
      return truth.end === undefined
        ? `Right behind that moment, line ${truth.line} follows.`
        : `Behind that moment no line follows there: ${truth.end}.`;
    case "state":
      return `At the moment asked about, ${code(question.variable ?? "")} is ${code(text)}.`;
    case "input":
      return `So the call ${code(truth.call)} gives the value asked for.`;
    case "lines":
      return `All lines in order, those of other calls among them: ${truth.lines.join(", ")}.`;
    default:
      return "From this the answer follows.";
  }
}
