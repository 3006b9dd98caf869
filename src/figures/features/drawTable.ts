import { type Child, element } from "../core/element.js";
import type { FigureTable } from "../core/FigureTable.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import { fitText, textWidth } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";

const ROW = 16;
const SIZE = 10;
const GAP = 14;

/** A table in a picture, at most `most` rows; columns of words give way where there is no room. How many rows are missing is said. */
export function drawTable(
  { columns, rows }: FigureTable,
  width: number,
  most: number,
): { readonly height: number; readonly content: Child } {
  const shown = rows.slice(0, most).map(row => row.map(cell => visibleText(cell)));
  const needs = columns.map(({ head }, i) =>
    Math.max(textWidth(head, SIZE), ...shown.map(row => textWidth(row[i], SIZE))),
  );
  const over = needs.reduce((sum, need) => sum + need + GAP, -GAP) - width;
  const words = needs.reduce((sum, need, i) => sum + (columns[i].number ? 0 : need), 0);
  const widths = needs.map((need, i) =>
    over <= 0 || columns[i].number ? need : Math.max(20, need - (over * need) / words),
  );
  const places: number[] = [];
  widths.reduce((x, wide) => {
    places.push(x);
    return x + wide + GAP;
  }, 0);
  const line = (cells: readonly string[], y: number, head: boolean): Child =>
    cells.map((cell, i) =>
      label(columns[i].number ? places[i] + widths[i] : places[i], y, fitText(cell, widths[i] + 0.5, SIZE), {
        size: SIZE,
        colour: head ? "muted" : "ink",
        ...(columns[i].number && { anchor: "end" as const }),
      }),
    );
  const left = rows.length - shown.length;
  const bottom = 18 + shown.length * ROW;
  return {
    height: bottom + (left > 0 ? ROW : 0) + 4,
    content: [
      line(
        columns.map(({ head }) => head),
        12,
        true,
      ),
      element("path", {
        d: `M0 17H${Math.round(Math.min(width, places.at(-1)! + widths.at(-1)!))}`,
        "stroke-width": 0.8,
        ...paint({ stroke: "line", fill: "none" }),
      }),
      shown.map((row, i) => line(row, 30 + i * ROW, false)),
      left > 0 && label(0, bottom + 12, `${left} more in the page.`, { size: SIZE, colour: "muted" }),
    ],
  };
}
