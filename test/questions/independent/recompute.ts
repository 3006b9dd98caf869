import type { Program } from "../../../src/program/Program.js";
import { tree } from "../../../src/program/tree.js";
import { answerText } from "../../../src/questions/answer/answerText.js";
import { conditionNode } from "../../../src/questions/condition.js";
import type { Question } from "../../../src/questions/Question.js";
import { type EditedProgram, editProgram, TOP } from "./editProgram.js";
import type { Edited, EditedJob, Note } from "./runEdited.js";

/** How a question is answered without the tracer: a run to make, and what its notes say. */
export interface Recomputation {
  /** `edited program` or `program as it is`. */
  readonly path: string;
  readonly job: EditedJob;
  /** The answer, in the form of {@link answerText}; or why there is none. */
  answer(run: Edited): string;
}

/** The run that answers a question, and how. `files` are the other files of the program, types blanked out. */
export function recomputation(
  question: Question,
  program: Program,
  files: Readonly<Record<string, string>>,
): Recomputation {
  const { text } = tree(program);
  const { truth, occurrence, variable, other } = question;
  const sourceType = program.sourceType === "module" ? "module" : "script";
  const base = { file: program.file, sourceType: program.sourceType, call: question.call, files };
  if (truth.task === "output" || truth.task === "input") {
    const call = truth.task === "input" ? truth.call : question.call;
    const literal = truth.literal;
    const job: EditedJob = { ...base, call, text, ...(/^throws /.test(literal) ? {} : { output: literal }) };
    return { path: "program as it is", job, answer: run => output(question, literal, run) };
  }
  const start = question.node === undefined ? undefined : program.nodes[question.node].start;
  const fn =
    occurrence === undefined || occurrence.function === 0 ? TOP : program.nodes[occurrence.function].start;
  const looks = truth.task === "state" || truth.task === "alias";
  const edited = editProgram(text, sourceType, {
    start,
    ...(looks ? { expression: other === undefined ? variable : `[${variable},${other}]` } : {}),
    ...(truth.task === "definition" ? { variable, own: fn } : {}),
  });
  const job: EditedJob = {
    ...base,
    text: edited.text,
    ...(looks && start !== undefined && occurrence !== undefined
      ? {
          probe: {
            start,
            fn,
            call: occurrence.call,
            k: occurrence.k,
            when: question.when ?? "before",
            ...(truth.task === "state" ? { literal: truth.literal } : {}),
          },
        }
      : {}),
  };
  const answer = (run: Edited): string => fromNotes(question, program, edited, run, start ?? -1, fn);
  return { path: "edited program", job, answer };
}

function output(question: Question, literal: string, run: Edited): string {
  const { truth } = question;
  if (question.of === "printed")
    return JSON.stringify(run.output?.printed) === literal ? literal : `printed ${run.output?.printed}`;
  const right = truth.task === "input" ? answerText(truth) : literal;
  if (!/^throws /.test(literal))
    return run.output?.value === true ? right : `another value (${run.error?.[2]})`;
  const [name, own] = run.error ?? [];
  return [name, own].includes(literal.slice("throws ".length)) ? right : `throws ${name}`;
}

function fromNotes(
  question: Question,
  program: Program,
  edited: EditedProgram,
  run: Edited,
  start: number,
  fn: number,
): string {
  const { truth, occurrence } = question;
  const { log } = run;
  const called = log.findIndex(([kind]) => kind === "called");
  if (truth.task === "coverage")
    return log.some(([kind, , at]) => kind === "s" && at === start) ? "YES" : "NO";
  if (truth.task === "lines") {
    const lines = log
      .slice(question.call === "" ? 0 : called)
      .filter(([kind]) => kind === "s")
      .map(([, , at]) => edited.lines.get(at as number));
    return `[${lines.filter((line, i) => i === 0 || line !== lines[i - 1]).join(", ")}]`;
  }
  const entry = log.find(([kind, , of, n]) => kind === "in" && of === fn && n === occurrence?.call);
  const mine = entry === undefined ? [] : log.filter(([, activation]) => activation === entry[1]);
  const k = occurrence?.k ?? 1;
  const reached = nth(mine, ([kind, , at]) => kind === "s" && at === start, k);
  switch (truth.task) {
    case "path": {
      if (reached < 0) return "not executed";
      const next = mine.slice(reached + 1).find(([kind]) => kind === "s");
      if (next !== undefined) return String(edited.lines.get(next[2] as number));
      const out = mine.find(([kind]) => kind === "out");
      if (fn === TOP) return run.error !== undefined && called < 0 ? "throws" : "ends";
      return String(out?.[2] ?? "ends");
    }
    case "state":
      return run.result === true ? answerText(truth) : `another value: ${run.result}`;
    case "alias":
      return run.result === undefined ? "not reached" : run.result === true ? "YES" : "NO";
    case "definition": {
      if (reached < 0) return "not reached";
      const sets = mine.slice(0, reached).filter(([kind]) => kind === "set");
      const last = sets.at(-1);
      if (last === undefined) return "not set";
      if (last[3] !== true) return "set by another call";
      const times = sets.filter(([, , line, own]) => line === last[2] && own === true).length;
      return last[2] === -1 ? "parameter" : `${last[2]}, ${times}`;
    }
    case "branch":
      return branch(question, program, mine, start, reached, k);
    case "iterations": {
      const from = nth(mine, ([kind, , at]) => kind === "e" && at === start, k);
      if (from < 0) return "not entered";
      const rest = mine.slice(from + 1);
      const again = rest.findIndex(([kind, , at]) => kind === "e" && at === start);
      const within = again < 0 ? rest : rest.slice(0, again);
      return String(within.filter(([kind, , at]) => kind === "r" && at === start).length);
    }
    default:
      return "";
  }
}

function branch(
  { node = 0 }: Question,
  program: Program,
  mine: readonly Note[],
  start: number,
  reached: number,
  k: number,
): string {
  const below = /^(?:Logical|Conditional)Expression$/.test(program.nodes[node].type);
  const { end } = program.nodes[conditionNode(program, node)];
  const key = program.nodes[node].type === "LogicalExpression" ? `${start} ${end}` : start;
  const decided = (note: Note): boolean => note[0] === "b" && note[2] === key;
  const found = below
    ? mine[nth(mine, decided, k)]
    : reached < 0
      ? undefined
      : mine.slice(reached).find(decided);
  return found === undefined ? "not decided" : found[3] === true ? "YES" : "NO";
}

function nth(list: readonly Note[], fits: (note: Note) => boolean, k: number): number {
  let left = k;
  return list.findIndex(note => fits(note) && --left === 0);
}
