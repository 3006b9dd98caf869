import { answerText } from "../../questions/answer/answerText.js";
import type { Question, Task, Truth } from "../../questions/Question.js";
import { type Baseline, TEXT_ONLY } from "../Model.js";

/**
 * For each task the one answer that is right most often on the very questions that are scored: the best constant in
 * hindsight, so no constant can do better. Ties go to the text that sorts first. For inputs, whose calls name different
 * functions, it is the arguments that were recorded most often.
 */
export function constant(questions: readonly Question[]): Baseline {
  const answers = new Map<Task, string>();
  for (const task of new Set(questions.map(question => question.task))) {
    const counts = new Map<string, number>();
    for (const question of questions) {
      if (question.task !== task) continue;
      const text = constantOf(question.truth);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const [[best]] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    answers.set(task, best);
  }
  return {
    kind: "baseline",
    name: "baseline:constant",
    can: TEXT_ONLY,
    about:
      "gives, per task, the answer that is right most often on these same questions (the best constant in hindsight); for inputs the arguments recorded most often",
    answer: ({ question: { task, truth } }) =>
      `Answer: ${truth.task === "input" ? truth.function : ""}${answers.get(task) ?? ""}`,
  };
}

/** The true answer; of a call the arguments, in their parentheses. */
function constantOf(truth: Truth): string {
  return truth.task === "input" ? truth.call.slice(truth.function.length) : answerText(truth);
}
