import { columnsOf } from "../core/columnsOf.js";
import { textTable } from "../core/textTable.js";
import { codeRows } from "./codeRows.js";
import type { LensModel } from "./LensModel.js";
import { lensSummary } from "./lensSummary.js";
import { groupTable, layerTable } from "./lensTables.js";
import { lensUnits } from "./lensUnits.js";

/** Characters for layers from the first to the last. */
const LADDER = "▁▂▃▄▅▆▇█";

/**
 * The figure as text: below each line of the source a bar for every token (its first column), as high as the layer at which
 * it is decided; `×` never, `·` nothing said. Then the tables.
 */
export function lensText(model: LensModel): string {
  const rows = model.layers.length;
  const layout = codeRows(model.text, lensUnits(model), Number.POSITIVE_INFINITY, 160);
  const marks = layout.rows.map(row => new Array<string>(columnsOf(row)).fill(" "));
  for (const { unit, row, column } of layout.boxes) {
    const [, token] = model.units[unit];
    const at = model.truth[token];
    const mark =
      at >= 0
        ? LADDER[rows <= 1 ? 7 : Math.round((at / (rows - 1)) * 7)]
        : model.final[token] >= 0
          ? "×"
          : "·";
    marks[row][column] = mark;
  }
  const digits = String(layout.rows.length).length;
  const source = layout.rows.flatMap((row, i) => [
    `${String(i + 1).padStart(digits)} | ${row}`.trimEnd(),
    `${" ".repeat(digits)} | ${marks[i].join("")}`.trimEnd(),
  ]);
  const steps = [...LADDER].map((mark, step) => {
    const own = model.layers.filter(
      (_layer, row) => (rows <= 1 ? 7 : Math.round((row / (rows - 1)) * 7)) === step,
    );
    return own.length === 0 ? "" : `${mark} ${own.length === 1 ? own[0] : `${own[0]}–${own.at(-1)}`}`;
  });
  return [
    lensSummary(model).join("\n"),
    `Layer at which the token that begins above is decided: ${steps.filter(step => step !== "").join("  ")}  × never  · nothing said`,
    source.join("\n"),
    textTable(layerTable(model)),
    textTable(groupTable("category", model.categories)),
    textTable(groupTable("type", model.byType)),
  ].join("\n\n");
}
