import { answersByModel } from "../../../evaluate/answersByModel.js";
import type { ReportScore } from "../../../evaluate/ReportData.js";
import type { Run } from "../../../evaluate/RunFolder.js";
import { countRow } from "../../../evaluate/scoreRow.js";
import { isWholeTask, toBar } from "../../../figures/report/scoreBars.js";
import { TASKS } from "../../../questions/Task.js";
import { counted, oneLine, type View } from "../View.js";
import { scoresView } from "./scoresView.js";

/** A run with its scores so far beside the baselines on the same questions. */
export function runView(run: Run): View {
  const { manifest } = run;
  const { model, dataset, style, order, samples, seed, profile } = manifest;
  const title = `${model} on ${dataset || "questions"}`;
  let made: View | undefined;
  const whole = (): View => {
    made ??= scored();
    return made;
  };
  const scored = (): View => {
    const { selected, questions, byModel, others } = answersByModel(run, profile);
    // Calls answered by baselines are not run here, so that a run shows itself at once.
    const leftOut = (answered: number): boolean => answered < questions.length;
    const partly = byModel.some(({ role, answers }) => role === "baseline" && leftOut(answers.length));
    const scores = [...TASKS, "all" as const].flatMap(task =>
      byModel.flatMap(({ model: name, role, answers }): ReportScore[] => {
        const within = answers.filter(({ question }) => task === "all" || question.task === task);
        if (within.length === 0 || (task === "all" && leftOut(answers.length) && role === "baseline"))
          return [];
        return [countRow({ model: name, role, task, family: "all" }, within).row];
      }),
    );
    const clusters = new Set(questions.map(({ cluster }) => cluster)).size;
    return scoresView({
      title,
      summary: [
        `${questions.length} of ${counted(selected.length, "question")} answered, in ${counted(clusters, "cluster")}.`,
        `Prompts: ${style}, ${order}; samples ${samples}; seed ${seed}; scoring profile ${profile}.`,
        ...(partly
          ? [
              "Baselines on inputs, and on all tasks: `await reportData(run)`, which runs the calls they answer.",
            ]
          : []),
      ],
      scores,
      chance: [],
      bars: scores.filter(isWholeTask).map(toBar),
      source: dataset,
      seed,
      model,
      notes: others.map(({ name, about }) => `${name} ${about}.`),
    });
  };
  return {
    line: () => oneLine(`Run: ${title}, ${counted(run.rows.length, "row")}`),
    text: () => whole().text(),
    html: () => whole().html(),
  };
}
