import { SourceError } from "../../program/SourceError.js";
import { createFigure } from "../core/createFigure.js";
import type { Figure } from "../Figure.js";
import { drawScores } from "./drawScores.js";
import { percent, sample } from "./percent.js";
import type { ScoreChartData, ScoreChartOptions } from "./ScoreChartData.js";
import { SCORE_ENHANCER, scoreInput } from "./scoreConfig.js";
import { scoreDetails } from "./scoreDetails.js";
import { type ScoreTable, scoreTable } from "./scoreTable.js";
import { scoreText } from "./scoreText.js";

/** One sentence per model: what a reader who cannot see the chart needs first. */
function describe(table: ScoreTable): string {
  const models = table.series.flatMap((series, i) => {
    if (series.role === "baseline") return [];
    const parts = table.groups.flatMap((group, g) => {
      const bar = table.cells[g]![i];
      return bar === undefined ? [] : [`${group} ${percent(bar.mean)} of ${sample(bar)}`];
    });
    return [`${series.name}: ${parts.join("; ")}.`];
  });
  const baselines = table.series.filter(series => series.role === "baseline").map(series => series.name);
  const beside = baselines.length > 0 ? ` Beside baselines ${baselines.join(", ")}.` : "";
  return `Share of right answers with 95 % intervals. ${models.join(" ")}${beside}`;
}

/**
 * Accuracy per group with intervals, models beside baselines: Chart.js in pages that run scripts, the same
 * numbers as SVG (and from it PNG) and as a table everywhere.
 * @throws SourceError on shares outside 0..1, bars given twice, or a width out of range.
 */
export function scoreChart(data: ScoreChartData, options: ScoreChartOptions = {}): Figure {
  const width = options.width ?? 800;
  if (!(width >= 480 && width <= 2000)) {
    throw new SourceError(`width must be within 480..2000, not ${width}`, "score chart");
  }
  const title = options.title ?? `Right answers on ${data.source}`;
  const table = scoreTable(data);
  const description = describe(table);
  return createFigure({
    kind: "score-chart",
    title,
    description,
    provenance: { source: data.source, seed: data.seed, model: data.model },
    data,
    options: { title, width },
    draw: () => drawScores(table, title, width),
    details: () => scoreDetails(table),
    enhancer: { script: SCORE_ENHANCER, data: scoreInput(table, title, description), library: "chart.js" },
    text: scoreText(table),
  });
}
