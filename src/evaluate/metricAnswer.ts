import type { ScoredAnswer } from "./scoreRow.js";
import type { MetricAnswer } from "./statistics/metric.js";
import { METRIC_COLUMNS, type MetricColumn } from "./statistics/metricSyntax.js";

/** The columns a metric sees of an answer; a baseline's has no time and no tokens. */
export function metricAnswer({ verdict, sample, usage }: ScoredAnswer): MetricAnswer {
  const found: Partial<Record<MetricColumn, number>> = {};
  const columns: Readonly<Record<string, number | boolean | undefined>> = {
    ...verdict.detail,
    ...usage,
    score: verdict.score,
    sample: sample ?? 0,
    right: verdict.verdict === "right",
    wrong: verdict.verdict === "wrong",
    unparsed: verdict.verdict === "unparsed",
    refused: verdict.verdict === "refused",
    error: verdict.verdict === "error",
  };
  for (const column of METRIC_COLUMNS) {
    const value = columns[column];
    if (value !== undefined) found[column] = Number(value);
  }
  return found;
}
