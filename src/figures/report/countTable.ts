import type { ReportCount, ReportData } from "../../evaluate/ReportData.js";
import { type Child, element, type Markup } from "../core/element.js";
import { count } from "../score/percent.js";
import { plainTable } from "./plainTable.js";

function table(caption: string, counts: readonly ReportCount[], withModel: boolean): Markup {
  const columns = [{ head: "reason" }, { head: "task" }, { head: "times", number: true }];
  const rows = counts.map(({ reason, model, task, count: times }) => ({
    cells: [...(withModel ? [model ?? ""] : []), reason, task ?? "", count(times)],
  }));
  return plainTable(caption, withModel ? [{ head: "model" }, ...columns] : columns, rows);
}

/**
 * Why answers got their verdicts and questions were left out: every reason of the closed lists, counted; those
 * of the baselines folded away.
 */
export function countTable(data: ReportData): Child {
  const verdicts = data.counts.filter(entry => entry.kind === "verdict");
  const own = verdicts.filter(entry => entry.model === undefined || entry.model === data.run.model);
  const others = verdicts.filter(entry => !own.includes(entry));
  const skipped = data.counts.filter(entry => entry.kind === "skipped");
  return [
    table(`Verdicts on ${data.run.model}; every answer is counted under one reason.`, own, false),
    skipped.length > 0 && table("Questions that were not posed.", skipped, false),
    others.length > 0 &&
      element("details", {}, element("summary", {}, "Verdicts on the baselines"), table("", others, true)),
  ];
}
