import type { Program } from "../../program/Program.js";
import { answerText } from "../../questions/answer/answerText.js";
import { plainCall, wantedCall } from "../../questions/answer/plainCall.js";
import type { PathEnd, Question } from "../../questions/Question.js";
import { seededRandom } from "../../questions/random.js";
import { settingLines } from "../../questions/settingLines.js";
import { statementLines } from "../../questions/statementLines.js";
import { type Baseline, TEXT_ONLY } from "../Model.js";
import { shownValue } from "./copyInput.js";

const ends = (program: Program): readonly PathEnd[] => [
  "returns",
  program.language === "python" ? "raises" : "throws",
  "ends",
  "not executed",
];

/** A choice of the random baseline and how many of `total` equally likely draws give it. */
export interface Choice {
  readonly text: string;
  readonly weight: number;
}

/**
 * What the random baseline draws from, for one question: YES or NO; a statement line of the function asked about or
 * an end; a line that sets the variable, as often as the stated line has been reached or less; for values, numbers of
 * rounds and line lists the true answers of all questions of the task, as often as they occur; for an input the
 * recorded calls of the other questions on the function, or the value shown as argument where there are none.
 */
export function choices(
  question: Question,
  program: Program,
  answers: ReadonlyMap<string, readonly Choice[]>,
): readonly Choice[] {
  switch (question.task) {
    case "coverage":
    case "branch":
    case "alias":
      return [
        { text: "YES", weight: 1 },
        { text: "NO", weight: 1 },
      ];
    case "path": {
      const lines = statementLines(program, question.occurrence?.function ?? 0).map(String);
      return [...lines, ...ends(program)].map(text => ({ text, weight: 1 }));
    }
    case "input": {
      const { truth } = question;
      if (truth.task !== "input") return [];
      const wanted = wantedCall(question, program);
      const others = (answers.get(answersKey(question)) ?? []).filter(
        ({ text }) => text !== truth.call && !("failure" in plainCall(text, wanted)),
      );
      return others.length > 0 ? others : [{ text: shownValue(truth), weight: 1 }];
    }
    case "definition": {
      const { lines, parameter } = settingLines(
        program,
        question.occurrence?.function ?? 0,
        question.variable ?? "",
      );
      const times = Math.max(1, question.occurrence?.k ?? 1);
      const counts = Array.from({ length: times }, (_, i) => i + 1);
      const texts = lines.flatMap(line => counts.map(k => `${line}, ${k}`));
      return [...texts, ...(parameter ? ["parameter"] : [])].map(text => ({ text, weight: 1 }));
    }
    default:
      return answers.get(answersKey(question)) ?? [];
  }
}

/** Questions with one key draw from the same answers: those of a task; for inputs those of one function. */
function answersKey({ task, program, truth }: Question): string {
  return truth.task === "input" ? `${task} ${program} ${truth.function}` : task;
}

/** True answers by {@link answersKey} with their counts, in order of text. */
export function answerCounts(questions: readonly Question[]): ReadonlyMap<string, readonly Choice[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const question of questions) {
    const key = answersKey(question);
    const of = counts.get(key) ?? new Map<string, number>();
    counts.set(key, of);
    const text = answerText(question.truth);
    of.set(text, (of.get(text) ?? 0) + 1);
  }
  const sorted = (of: Map<string, number>): Choice[] =>
    [...of].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, weight]) => ({ text, weight }));
  return new Map([...counts].map(([task, of]) => [task, sorted(of)]));
}

/** A seeded draw from {@link choices} for each question and sample. */
export function random(questions: readonly Question[], seed: number): Baseline {
  const answers = answerCounts(questions);
  return {
    kind: "baseline",
    name: "baseline:random",
    can: { ...TEXT_ONLY, samples: true },
    about:
      "draws YES or NO, a statement line of the function or an end, a line that sets the variable, the true answer of a random question of the task, or the recorded call of another question on the function",
    answer: ({ question, program, sample }) => {
      const from = choices(question, program, answers);
      const total = from.reduce((sum, choice) => sum + choice.weight, 0);
      let at = seededRandom(`${seed}:${question.id}:${sample}`).below(total);
      for (const { text, weight } of from) {
        if (at < weight) return `Answer: ${text}`;
        at -= weight;
      }
      return "";
    },
  };
}
