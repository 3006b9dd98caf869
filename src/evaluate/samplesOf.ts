import type { Question, Verdict } from "../questions/Question.js";
import type { ScoredAnswer } from "./scoreRow.js";
import type { Samples } from "./statistics/passAtK.js";

/** Counts of one question's samples with the cluster it belongs to. */
export interface QuestionSamples extends Samples {
  readonly question: string;
  readonly cluster: string;
}

/**
 * Samples and right ones of each question, in order of first answer. `strict`: every answer counts, also those that could
 * not be read, refusals and failed calls of the model.
 *
 * `compat` follows the published CRUXEval scorer: an input answer without `f(` in it and an output answer that repeats the
 * recorded call are skipped, and n is what is left, but only if one of the rest is right; else n is all of them. Skipping
 * looks at the text that was read as the answer, or the whole completion where nothing was.
 */
export function samplesOf(
  answers: readonly ScoredAnswer[],
  profile: Verdict["profile"],
): readonly QuestionSamples[] {
  const byQuestion = new Map<string, ScoredAnswer[]>();
  for (const scored of answers) {
    const list = byQuestion.get(scored.question.id);
    if (list === undefined) byQuestion.set(scored.question.id, [scored]);
    else list.push(scored);
  }
  return [...byQuestion].map(([question, list]) => {
    const { cluster } = list[0].question;
    const kept = profile === "strict" ? list : list.filter(scored => !isSkipped(scored));
    const c = kept.filter(({ verdict }) => verdict.verdict === "right").length;
    return { question, cluster, n: c === 0 ? list.length : kept.length, c };
  });
}

function isSkipped({ question, answer }: ScoredAnswer): boolean {
  if (answer === undefined) return false;
  const text = answer.elements[0]?.text ?? answer.completion;
  const { truth, call }: Question = question;
  if (truth.task === "input") return !text.includes(`${truth.function}(`);
  return truth.task === "output" && call !== "" && text.includes(call);
}
