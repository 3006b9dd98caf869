import { lastLiteral } from "../../datasets/corpus/lastLiteral.js";
import type { NgramAnswers } from "../../datasets/corpus/ngramAnswers.js";
import type { Program } from "../../program/Program.js";
import type { Baseline } from "../../providers/Model.js";
import { parseAnswer } from "../../questions/answer/parseAnswer.js";
import { askText, DIALECT_TASKS } from "../../questions/dialect/dialectText.js";
import type { Question } from "../../questions/Question.js";
import { score } from "../../questions/score/score.js";
import type { Row } from "../Row.js";
import { accuracy } from "../statistics/accuracy.js";
import type { TaskBest, TaskScore } from "./FreeRunningReport.js";

/** What gives answers without a run of its own; undefined where it has nothing to say. */
export interface Answerer {
  readonly name: string;
  answer(question: Question, program: Program): string | undefined;
}

/** The baselines of every report, as answerers. */
export function answererOf(baseline: Baseline): Answerer {
  return {
    name: baseline.name,
    answer: (question, program) => baseline.answer({ question, program, sample: 0 }),
  };
}

/** Says the literal that stands last in the program's text, where a value is asked for. */
export const LAST_LITERAL: Answerer = {
  name: "baseline:last-literal",
  answer: ({ task }, program) => {
    const literal = task === "output" || task === "state" ? lastLiteral(program) : undefined;
    return literal === undefined ? undefined : `Answer: ${literal}`;
  },
};

/** Answers by what stands right in front, as n-grams of the training corpus have it, with the call beside the question. */
export function ngramAnswerer(ngrams: NgramAnswers, order: number): Answerer {
  return {
    name: `baseline:${order}-gram-answers`,
    answer: question => {
      const asked = askText(question);
      return asked === undefined
        ? undefined
        : `Answer: ${ngrams.answer(`#call ${question.call}\n${asked}\nAnswer:`)}`;
    },
  };
}

/** Accuracy by task of an answerer; tasks it says nothing to are left out. */
export function scoresOfAnswerer(
  { name, answer }: Answerer,
  questions: readonly Question[],
  programs: ReadonlyMap<string, Program>,
): TaskScore[] {
  const scored = questions.flatMap(question => {
    const program = programs.get(question.program) as Program;
    const text = answer(question, program);
    if (text === undefined) return [];
    const verdict = score(parseAnswer(text, question, program), question, { profile: "strict", program });
    return [{ question, score: verdict.score }];
  });
  return byTask(name, "baseline", scored);
}

/** Accuracy by task of a run; a question without an answer counts as wrong. */
export function scoresOfRun(
  name: string,
  role: TaskScore["role"],
  questions: readonly Question[],
  rows: readonly Row[],
): TaskScore[] {
  const scores = new Map(rows.filter(({ sample }) => sample === 0).map(row => [row.question, row.score]));
  return byTask(
    name,
    role,
    questions.map(question => ({ question, score: scores.get(question.id) ?? 0 })),
  );
}

function byTask(
  model: string,
  role: TaskScore["role"],
  scored: readonly { readonly question: Question; readonly score: number }[],
): TaskScore[] {
  return DIALECT_TASKS.flatMap((task): TaskScore[] => {
    const own = scored.filter(({ question }) => question.task === task);
    if (own.length === 0) return [];
    const items = own.map(({ question, score: value }) => ({ score: value, cluster: question.cluster }));
    return [{ model, role, task, ...accuracy(items) }];
  });
}

/** For each task the best of what stands beside the model. */
export function bestBeside(scores: readonly TaskScore[]): TaskBest[] {
  return DIALECT_TASKS.flatMap((task): TaskBest[] => {
    const own = scores.find(one => one.task === task && one.role === "model");
    const [best] = scores
      .filter(one => one.task === task && one.role !== "model" && one.mean !== undefined)
      .sort((a, b) => (b.mean as number) - (a.mean as number) || (a.model < b.model ? -1 : 1));
    if (best === undefined || own?.mean === undefined) return [];
    const mean = best.mean as number;
    return [{ task, model: best.model, mean, ahead: own.mean - mean }];
  });
}
