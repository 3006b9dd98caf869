import type { ReportData } from "../../evaluate/ReportData.js";
import { percent } from "../score/percent.js";
import { scoreTable } from "../score/scoreTable.js";
import { scoreText } from "../score/scoreText.js";
import { reportSummary } from "./reportSummary.js";
import { scoreBars } from "./scoreBars.js";

/** The report as plain text: summary, scores per task, chance, notes. */
export function reportText(data: ReportData): string {
  const bars = scoreBars(data);
  const chance = data.chance
    .filter(entry => entry.family === "all")
    .map(({ task, share }) => `  ${task}: ${percent(share.value)} (${share.numerator}/${share.denominator})`);
  return [
    reportSummary(data).join("\n"),
    bars.length > 0 ? scoreText(scoreTable({ source: data.run.dataset, bars })) : "no scores",
    chance.length > 0 ? `a random answer is expected to be right in\n${chance.join("\n")}` : "",
    data.notes.map(note => `- ${note}`).join("\n"),
  ]
    .filter(part => part !== "")
    .join("\n\n");
}
