import type { ReportData } from "../../../evaluate/ReportData.js";
import { reportSummary } from "../../../figures/report/reportSummary.js";
import { scoreBars } from "../../../figures/report/scoreBars.js";
import type { View } from "../View.js";
import { scoresView } from "./scoresView.js";

/** The scores of a report over all families; `report(data)` is the whole of it as a figure. */
export function reportView(data: ReportData): View {
  const { run, title, chance, notes } = data;
  const [first, ...rest] = reportSummary(data);
  return scoresView({
    title,
    // The sentences between repeat the table.
    summary: [first, ...rest.slice(-1)],
    scores: data.scores.filter(({ family, part }) => family === "all" && part === undefined),
    chance,
    bars: scoreBars(data),
    source: run.dataset,
    seed: run.seed,
    model: run.model,
    notes,
    more: "By family, by reason and with questions in full: report(data).",
  });
}
