import type { ScoreBar, ScoreChartData } from "../../../src/figures/score/ScoreChartData.js";

const TASKS = ["output", "coverage", "path", "state", "lines"] as const;
const SERIES = [
  "openai:example-7b@http://localhost:8000/v1",
  "baseline:oracle",
  "baseline:constant",
  "baseline:random",
];

/** Made-up scores of one model and three baselines on five tasks. */
export const scores: ScoreChartData = {
  source: "made-up scores",
  seed: 7,
  model: SERIES[0],
  bars: TASKS.flatMap((group, g) =>
    SERIES.map((series, s): ScoreBar => {
      const mean = [0.62 - g * 0.09, 1, 0.31 - g * 0.04, 0.05 + 0.09 * g][s];
      const half = 0.03 + 0.012 * g;
      return {
        group,
        series,
        role: s === 0 ? "model" : "baseline",
        n: [240, 612, 388, 410, 96][g],
        clusters: 40,
        mean,
        low: s === 1 ? 0.912 : Math.max(0, mean - half),
        high: s === 1 ? 1 : mean + half,
        method: s === 1 ? "Wilson over clusters" : "CR2",
      };
    }),
  ),
};
