import type { Program } from "../program/Program.js";
import type { Task } from "../questions/Question.js";
import type { ModelAnswers } from "./answersByModel.js";
import type { ReportSplit } from "./ReportData.js";
import { REPORT_SPLITS, type SplitBy } from "./reportSplits.js";
import type { ScoredAnswer } from "./scoreRow.js";
import { cellKey, SPLIT_RULES, sortGroups } from "./splits.js";
import { accuracy, type Scored } from "./statistics/accuracy.js";

/**
 * The run's model by each split, task and group, beside the best baseline on the same questions (the oracle left
 * out: it is given the answers). Groups are made from questions and programs alone.
 */
export function splitRows(
  byModel: readonly [ModelAnswers, ...ModelAnswers[]],
  programs: ReadonlyMap<string, Program>,
  tasks: readonly Task[],
): ReportSplit[] {
  const [own, ...others] = byModel;
  const beside = others.filter(({ model }) => model !== "baseline:oracle");
  const items = new Map(byModel.map(({ model, answers }) => [model, itemsOf(answers)]));
  return REPORT_SPLITS.flatMap(split => {
    const cells = cellsOf(split, own.answers, programs);
    const groups = sortGroups(split, new Set([...cells.keys()].map(key => key.split("\0")[1])));
    return tasks.flatMap(task =>
      groups.flatMap((group): ReportSplit[] => {
        const ids = cells.get(cellKey(task, group));
        if (ids === undefined) return [];
        const scored = (model: string): Scored[] => [...ids].flatMap(id => items.get(model)?.get(id) ?? []);
        const best = beside
          .map(({ model }) => ({ model, mean: mean(scored(model)) }))
          .filter((one): one is { model: string; mean: number } => one.mean !== undefined)
          .sort((a, b) => b.mean - a.mean || (a.model < b.model ? -1 : 1))[0];
        const row = { split, task, group, ...accuracy(scored(own.model)) };
        return [best === undefined ? row : { ...row, best }];
      }),
    );
  });
}

/** Question ids by task and group. */
function cellsOf(
  split: SplitBy,
  answers: readonly ScoredAnswer[],
  programs: ReadonlyMap<string, Program>,
): Map<string, Set<string>> {
  const cells = new Map<string, Set<string>>();
  for (const { question } of answers) {
    for (const group of SPLIT_RULES[split].of(question, programs.get(question.program) as Program)) {
      const key = cellKey(question.task, group);
      const ids = cells.get(key) ?? new Set();
      cells.set(key, ids.add(question.id));
    }
  }
  return cells;
}

/** Score of each question, its samples averaged. */
function itemsOf(answers: readonly ScoredAnswer[]): ReadonlyMap<string, Scored> {
  const sums = new Map<string, { sum: number; of: number; cluster: string }>();
  for (const { question, verdict } of answers) {
    const { sum, of } = sums.get(question.id) ?? { sum: 0, of: 0 };
    sums.set(question.id, { sum: sum + verdict.score, of: of + 1, cluster: question.cluster });
  }
  return new Map([...sums].map(([id, { sum, of, cluster }]) => [id, { score: sum / of, cluster }]));
}

function mean(items: readonly Scored[]): number | undefined {
  return items.length === 0 ? undefined : items.reduce((sum, { score }) => sum + score, 0) / items.length;
}
