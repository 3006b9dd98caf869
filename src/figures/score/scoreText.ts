import { interval, percent, sample } from "./percent.js";
import type { ScoreTable } from "./scoreTable.js";

/** The scores as lines of plain text in columns. */
export function scoreText(table: ScoreTable): string {
  const width = Math.max(...table.series.map(series => series.name.length));
  return table.groups
    .map((group, g) => {
      const rows = table.cells[g]!.flatMap(bar =>
        bar === undefined
          ? []
          : [
              `  ${bar.series.padEnd(width)}  ${percent(bar.mean).padStart(7)}  ${interval(bar).padEnd(14)}  ${sample(bar)}, ${bar.method}`,
            ],
      );
      return `${group}\n${rows.join("\n")}\n`;
    })
    .join("\n");
}
