import { columnsOf } from "../core/columnsOf.js";
import { textTable } from "../core/textTable.js";
import { codeRows } from "../logitLens/codeRows.js";
import { lensUnits } from "../logitLens/lensUnits.js";
import type { AttentionModel } from "./AttentionModel.js";
import { attentionSummary, FULL, headTable, receiverTable } from "./attentionWords.js";
import type { Received } from "./received.js";

const LADDER = "▁▂▃▄▅▆▇█";

/** The figure as text: bars below each line as high as the share a token receives, `^` below the query; then the tables. */
export function attentionText(model: AttentionModel, got: Received): string {
  const layout = codeRows(model.text, lensUnits(model), Number.POSITIVE_INFINITY, 160);
  const marks = layout.rows.map(row => new Array<string>(columnsOf(row)).fill(" "));
  const { token } = model.query;
  for (const { unit, row, column, columns } of layout.boxes) {
    const [, first, more] = model.units[unit];
    const step = Math.round(LADDER.length * Math.sqrt(got.units[unit] / FULL));
    const chosen = first <= token && token <= first + more;
    const mark = chosen ? "^" : step > 0 ? LADDER[Math.min(LADDER.length, step) - 1] : " ";
    for (let c = column; c < column + columns; c++) if (marks[row][c] === " ") marks[row][c] = mark;
  }
  const digits = String(layout.rows.length).length;
  const source = layout.rows.flatMap((row, i) => {
    const below = marks[i].join("").trimEnd();
    const line = `${String(i + 1).padStart(digits)} | ${row}`.trimEnd();
    return below === "" ? [line] : [line, `${" ".repeat(digits)} | ${below}`];
  });
  return [
    attentionSummary(model, got).join("\n"),
    `Bars: ▁ about 1 % … █ ${FULL * 100} % or more of the query's attention; ^ the query.`,
    source.join("\n"),
    textTable(receiverTable(got, 12)),
    textTable(headTable(model, true)),
  ].join("\n\n");
}
