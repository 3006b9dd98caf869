import { SourceError } from "../program/SourceError.js";
import type { ReportData } from "./ReportData.js";
import { REPORT_SPLITS, type SplitBy } from "./reportSplits.js";
import { SPLIT_RULES } from "./splits.js";
import { interval, percent } from "./textTable.js";

/**
 * A table of one split: a row per group and task with n, clusters, interval and the best baseline.
 *
 * @throws SourceError for a split that is not known, naming those that are.
 */
export function splitTable({ splits = [], run }: ReportData, split: SplitBy): string[][] {
  if (!REPORT_SPLITS.includes(split))
    throw new SourceError(
      `expected one of ${REPORT_SPLITS.join(", ")}, got ${JSON.stringify(split)}`,
      "a split of the report",
    );
  const rows = splits
    .filter(row => row.split === split)
    .map(row => [
      `${row.task} ${row.group || "(none)"}`,
      String(row.n),
      String(row.clusters),
      percent(row.mean),
      interval(row),
      row.best === undefined ? "" : `${percent(row.best.mean)} ${row.best.model.replace(/^baseline:/, "")}`,
    ]);
  const { about } = SPLIT_RULES[split];
  return [
    [`by ${split}`, "n", "clusters", run.model, "95 % interval", "best baseline"],
    ...(rows.length === 0 ? [[`(no question has this: ${about})`, "", "", "", "", ""]] : rows),
  ];
}
