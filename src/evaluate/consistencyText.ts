import type { ReportConsistency } from "./ReportData.js";
import { interval, percent } from "./textTable.js";

/** Tables of a report's incremental consistency: one of models, one of the run's 16 patterns. */
export function consistencyRows(models: readonly ReportConsistency[]): string[][][] {
  const [own] = models;
  const rows = models.map(({ model, score, executed, incoherent, independent }) => [
    model,
    String(score.n),
    String(score.clusters),
    percent(score.mean),
    interval(score),
    percent(independent.score),
    percent(executed.mean),
    percent(incoherent.mean),
    interval(incoherent),
    percent(independent.incoherent),
  ]);
  const chance =
    own.chance === undefined
      ? []
      : [
          [
            "chance",
            ...["", "", percent(own.chance.score.value), "", "", ""],
            ...[percent(own.chance.incoherent.value), "", ""],
          ],
        ];
  const total = own.patterns.reduce((sum, { count }) => sum + count, 0);
  const patterns = own.patterns.map(({ pattern, score, incoherent, count, independent }) => [
    pattern,
    ["0", "1/8", "1/4", "1/2", "1"][score === 0 ? 0 : Math.log2(score) + 4],
    String(count),
    percent(count / total),
    percent(independent),
    incoherent ? "incoherent" : "",
  ]);
  return [
    [
      [
        "consistency",
        "moments",
        "clusters",
        "score",
        "95 % interval",
        "if independent",
        "executed only",
        "incoherent",
        "95 % interval",
        "if independent",
      ],
      ...rows,
      ...chance,
    ],
    [["coverage state path output", "score", "count", "share", "if independent", ""], ...patterns],
  ];
}
