import { SourceError } from "../program/SourceError.js";
import type { Task, Verdict } from "../questions/Question.js";
import type { ModelAnswers } from "./answersByModel.js";
import type { ReportPassAtK } from "./ReportData.js";
import { samplesOf } from "./samplesOf.js";
import { accuracy } from "./statistics/accuracy.js";
import { exactPassAtK, passAtK } from "./statistics/passAtK.js";

/** @throws SourceError for a k that is no whole number from 1. */
export function expectPassK(passK: readonly number[]): void {
  for (const k of passK)
    if (!Number.isInteger(k) || k < 1)
      throw new SourceError(`expected whole numbers from 1, got ${String(k)}`, "passK");
}

/** pass@k of a model by task and over all tasks, with clustered intervals over questions. */
export async function passRows(
  { model, answers }: ModelAnswers,
  tasks: readonly Task[],
  passK: readonly number[],
  profile: Verdict["profile"],
): Promise<ReportPassAtK[]> {
  const rows: ReportPassAtK[] = [];
  for (const task of [...tasks, "all" as const]) {
    const samples = samplesOf(
      answers.filter(({ question }) => task === "all" || question.task === task),
      profile,
    );
    for (const k of passK) {
      const scores = samples.map(({ n, c, cluster }) => ({ score: passAtK(n, c, k, profile), cluster }));
      const short = scores.filter(({ score }) => score === undefined).length;
      const head = { model, task, k, short };
      if (short > 0) {
        const clusters = new Set(scores.map(({ cluster }) => cluster)).size;
        rows.push({ ...head, n: scores.length, clusters, method: "none" });
        continue;
      }
      const known = scores.map(({ score, cluster }) => ({ score: score as number, cluster }));
      const exact = await exactPassAtK(samples, k, profile);
      rows.push({ ...head, ...accuracy(known), ...(exact === undefined ? {} : { exact }) });
    }
  }
  return rows;
}
