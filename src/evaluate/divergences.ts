import type { Program } from "../program/Program.js";
import { LINE_KINDS, type LineKind, lineKind } from "../questions/score/lineKind.js";
import { collapse } from "../questions/score/scoreLines.js";
import type { ModelAnswers } from "./answersByModel.js";
import type { ReportDivergence } from "./ReportData.js";

/**
 * Where lists of lines first go wrong, by what the truth has there. For each model and kind: how often the common
 * start reached a line of this kind, and how often the answer then had another line, no line, or one too many (`end`).
 * Answers that could not be read are left out; the verdicts count them.
 */
export function divergences(
  byModel: readonly ModelAnswers[],
  programs: ReadonlyMap<string, Program>,
): ReportDivergence[] {
  return byModel.flatMap(({ model, answers }) => {
    const reached = new Map<LineKind, number>();
    const missed = new Map<LineKind, number>();
    for (const { question, answer } of answers) {
      const { truth } = question;
      if (truth.task !== "lines" || answer?.failure !== undefined || !Array.isArray(answer?.parsed)) continue;
      const program = programs.get(question.program) as Program;
      const right = collapse(truth.lines);
      const given = collapse(answer.parsed as readonly number[]);
      for (let i = 0; i <= right.length; i++) {
        const kind = i < right.length ? lineKind(program, right[i]) : "end";
        reached.set(kind, (reached.get(kind) ?? 0) + 1);
        if (given[i] === right[i]) continue;
        missed.set(kind, (missed.get(kind) ?? 0) + 1);
        break;
      }
    }
    return LINE_KINDS.flatMap(kind => {
      const times = reached.get(kind);
      return times === undefined ? [] : [{ model, kind, reached: times, missed: missed.get(kind) ?? 0 }];
    });
  });
}
