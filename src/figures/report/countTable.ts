import type { ReportData } from "../../evaluate/ReportData.js";
import type { Markup } from "../core/element.js";
import { count } from "../score/percent.js";
import { plainTable } from "./plainTable.js";

/** Why answers got their verdicts and questions were skipped: every reason of the closed lists, counted. */
export function countTable(data: ReportData): Markup {
  const columns = [
    { head: "reason" },
    { head: "of" },
    { head: "model" },
    { head: "task" },
    { head: "times", number: true },
  ];
  const rows = data.counts.map(({ reason, kind, model, task, count: times }) => ({
    cells: [reason, kind, model ?? "", task ?? "", count(times)],
  }));
  return plainTable("Reasons come from closed lists; none is left out.", columns, rows);
}
