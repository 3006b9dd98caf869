import { SourceError } from "../../program/SourceError.js";
import type { ScoreBar, ScoreChartData } from "./ScoreChartData.js";

/** Bars as a table: one row per group, one column per series, `undefined` where there is none. */
export interface ScoreTable {
  readonly groups: readonly string[];
  readonly series: readonly { readonly name: string; readonly role: "model" | "baseline" }[];
  readonly cells: readonly (readonly (ScoreBar | undefined)[])[];
}

/**
 * Checks the bars and puts them in a table.
 * @throws SourceError naming the bar, the field and the value.
 */
export function scoreTable(data: ScoreChartData): ScoreTable {
  if (data.bars.length === 0) throw new SourceError("there are no scores to draw", "score chart");
  const groups = new Map<string, Map<string, ScoreBar>>();
  const series = new Map<string, "model" | "baseline">();
  data.bars.forEach((bar, i) => {
    const fail = (reason: string): never => {
      throw new SourceError(reason, `score chart "${bar.group}" "${bar.series}"`, i + 1);
    };
    for (const field of ["mean", "low", "high"] as const) {
      const value = bar[field];
      if (value !== undefined && !(value >= 0 && value <= 1))
        fail(`${field} must be within 0..1, not ${value}`);
    }
    for (const field of ["n", "clusters"] as const) {
      if (!(Number.isInteger(bar[field]) && bar[field] >= 0))
        fail(`${field} must be a whole number, not ${bar[field]}`);
    }
    if ((bar.low ?? 0) > (bar.high ?? 1)) fail(`low ${bar.low} is above high ${bar.high}`);
    const row = groups.get(bar.group) ?? new Map<string, ScoreBar>();
    if (row.has(bar.series)) fail("is given twice");
    row.set(bar.series, bar);
    groups.set(bar.group, row);
    if ((series.get(bar.series) ?? bar.role) !== bar.role) fail(`is a ${bar.role} here and none elsewhere`);
    series.set(bar.series, bar.role);
  });
  const names = [...series.keys()];
  return {
    groups: [...groups.keys()],
    series: names.map(name => ({ name, role: series.get(name)! })),
    cells: [...groups.values()].map(row => names.map(name => row.get(name))),
  };
}
