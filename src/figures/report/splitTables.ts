import type { ReportData, ReportSplit } from "../../evaluate/ReportData.js";
import { REPORT_SPLITS } from "../../evaluate/reportSplits.js";
import { SPLIT_RULES } from "../../evaluate/splits.js";
import { type Child, element, type Markup } from "../core/element.js";
import { count, interval, percent } from "../score/percent.js";
import { plainTable } from "./plainTable.js";

function table(caption: string, rows: readonly ReportSplit[]): Markup {
  return plainTable(
    caption,
    [
      { head: "task" },
      { head: "group" },
      { head: "right", number: true },
      { head: "95 % interval", number: true },
      { head: "items", number: true },
      { head: "clusters", number: true },
      { head: "best baseline" },
    ],
    rows.map(row => ({
      cells: [
        row.task,
        row.group,
        percent(row.mean),
        interval(row),
        count(row.n),
        count(row.clusters),
        row.best === undefined ? "—" : `${percent(row.best.mean)} ${row.best.model}`,
      ],
    })),
  );
}

/** Most rows of one table; above, each task has its own, folded away. */
const ROWS = 60;

/**
 * The run's model by everything a report splits by but families, each split folded away; `undefined` when there is
 * none.
 */
export function splitTables({ splits = [], tasks }: ReportData): Child {
  const shown = REPORT_SPLITS.filter(split => split !== "family").flatMap((split): Child[] => {
    const rows = splits.filter(row => row.split === split);
    if (rows.length === 0) return [];
    const caption = `By ${SPLIT_RULES[split].about}.`;
    const byTask = tasks.map(task => ({ task, own: rows.filter(row => row.task === task) }));
    const content =
      rows.length <= ROWS
        ? table(caption, rows)
        : [
            element("p", { style: "font-size:13px" }, caption),
            ...byTask
              .filter(({ own }) => own.length > 0)
              .map(({ task, own }) =>
                element("details", {}, element("summary", {}, `${split}: ${task}`), table("", own)),
              ),
          ];
    return [element("details", {}, element("summary", {}, split), content)];
  });
  return shown.length === 0 ? undefined : shown;
}
