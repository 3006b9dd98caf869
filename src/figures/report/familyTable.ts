import type { ReportData, ReportScore } from "../../evaluate/ReportData.js";
import type { Markup } from "../core/element.js";
import { count, interval, percent } from "../score/percent.js";
import { plainTable } from "./plainTable.js";

/** The best baseline of a task and family: what the model has to beat. */
function bestBaseline(data: ReportData, task: string, family: string): ReportScore | undefined {
  return data.scores
    .filter(
      score =>
        score.role === "baseline" &&
        score.task === task &&
        score.family === family &&
        score.part === undefined &&
        score.mean !== undefined &&
        // The oracle knows the answer: an upper bound, nothing to beat.
        score.model !== "baseline:oracle",
    )
    .sort((a, b) => b.mean! - a.mean! || (a.model < b.model ? -1 : 1))[0];
}

/** The model per family and task, beside the best baseline there (the oracle left out). */
export function familyTable(data: ReportData): Markup {
  const rows = data.families.flatMap(family =>
    data.tasks.flatMap(task => {
      const score = data.scores.find(
        s => s.role === "model" && s.task === task && s.family === family && s.part === undefined,
      );
      if (score === undefined) return [];
      const best = bestBaseline(data, task, family);
      return [
        {
          cells: [
            family,
            task,
            percent(score.mean),
            interval(score),
            count(score.n),
            count(score.clusters),
            best === undefined ? "—" : `${percent(best.mean)} ${best.model}`,
          ],
        },
      ];
    }),
  );
  const columns = [
    { head: "family" },
    { head: "task" },
    { head: "right", number: true },
    { head: "95 % interval", number: true },
    { head: "items", number: true },
    { head: "clusters", number: true },
    { head: "best baseline" },
  ];
  return plainTable(
    `${data.run.model} by family; the oracle is left out of the best baseline.`,
    columns,
    rows,
  );
}
