import type { ReportConsistency } from "../../evaluate/ReportData.js";
import { type Child, element } from "../core/element.js";
import { count, interval, percent, seriesName } from "../score/percent.js";
import { plainTable } from "./plainTable.js";

const SCORES: Readonly<Record<number, string>> = { 1: "1", 0.5: "1/2", 0.25: "1/4", 0.125: "1/8", 0: "0" };

/**
 * Incremental consistency: each model with what independent answers as often right would reach, then the 16
 * patterns of the run's model, folded away.
 */
export function consistencyTable(models: readonly ReportConsistency[]): Child {
  const [own] = models;
  const rows: { readonly cells: readonly Child[]; readonly strong?: boolean }[] = models.map(
    ({ model, role, score, executed, incoherent, independent }) => ({
      cells: [
        seriesName(model, role),
        percent(score.mean),
        interval(score),
        percent(independent.score),
        percent(executed.mean),
        percent(incoherent.mean),
        interval(incoherent),
        percent(independent.incoherent),
        `${count(score.n)} in ${count(score.clusters)}`,
      ],
      strong: role === "model",
    }),
  );
  if (own.chance !== undefined) {
    const { score, incoherent } = own.chance;
    rows.push({
      cells: [
        "random answer, expected",
        percent(score.value),
        "",
        "",
        "",
        percent(incoherent.value),
        "",
        "",
        "",
      ],
    });
  }
  const total = own.patterns.reduce((sum, pattern) => sum + pattern.count, 0);
  return [
    plainTable(
      "Each moment has four answers: coverage, state, path, output. Right from the start counts 1, 1/2, 1/4, 1/8 by how far; a pattern is incoherent where a later answer is right and an earlier one is not.",
      [
        { head: "model" },
        { head: "score", number: true },
        { head: "95 % interval", number: true },
        { head: "if independent", number: true },
        { head: "executed only", number: true },
        { head: "incoherent", number: true },
        { head: "95 % interval", number: true },
        { head: "if independent", number: true },
        { head: "moments in clusters", number: true },
      ],
      rows,
    ),
    element(
      "details",
      {},
      element("summary", {}, `The 16 patterns of ${own.model}`),
      plainTable(
        "If independent: the share expected if the four answers had nothing to do with each other and were right as often.",
        [
          { head: "coverage, state, path, output" },
          { head: "score", number: true },
          { head: "times", number: true },
          { head: "share", number: true },
          { head: "if independent", number: true },
          { head: "" },
        ],
        own.patterns.map(({ pattern, score, count: times, independent, incoherent }) => ({
          cells: [
            [...pattern].map(one => (one === "1" ? "right" : "wrong")).join(", "),
            SCORES[score],
            count(times),
            percent(times / total),
            percent(independent),
            incoherent ? "incoherent" : "",
          ],
        })),
      ),
    ),
  ];
}
