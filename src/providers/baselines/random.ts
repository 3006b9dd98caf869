import type { Program } from "../../program/Program.js";
import { answerText } from "../../questions/answer/answerText.js";
import type { PathEnd, Question, Task } from "../../questions/Question.js";
import { seededRandom } from "../../questions/random.js";
import { statementLines } from "../../questions/statementLines.js";
import { type Baseline, TEXT_ONLY } from "../Model.js";

const ENDS: readonly PathEnd[] = ["returns", "throws", "ends", "not executed"];

/** A choice of the random baseline and how many of `total` equally likely draws give it. */
export interface Choice {
  readonly text: string;
  readonly weight: number;
}

/**
 * What the random baseline draws from, for one question: YES or NO; a statement line of the function asked about or
 * an end; for values and line lists the true answers of all questions of the task, as often as they occur.
 */
export function choices(
  question: Question,
  program: Program,
  answers: ReadonlyMap<Task, readonly Choice[]>,
): readonly Choice[] {
  switch (question.task) {
    case "coverage":
      return [
        { text: "YES", weight: 1 },
        { text: "NO", weight: 1 },
      ];
    case "path": {
      const lines = statementLines(program, question.occurrence?.function ?? 0).map(String);
      return [...lines, ...ENDS].map(text => ({ text, weight: 1 }));
    }
    default:
      return answers.get(question.task) ?? [];
  }
}

/** True answers by task with their counts, in order of text. */
export function answerCounts(questions: readonly Question[]): ReadonlyMap<Task, readonly Choice[]> {
  const counts = new Map<Task, Map<string, number>>();
  for (const { task, truth } of questions) {
    const of = counts.get(task) ?? new Map<string, number>();
    counts.set(task, of);
    const text = answerText(truth);
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
      "draws YES or NO, a statement line of the function or an end, or the true answer of a random question of the task",
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
