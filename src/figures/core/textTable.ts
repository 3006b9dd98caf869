import { columnsOf } from "./columnsOf.js";
import type { FigureTable } from "./FigureTable.js";

/** A table as plain text, columns two spaces apart, numbers to the right. */
export function textTable({ caption, columns, rows }: FigureTable): string {
  const all = [columns.map(({ head }) => head), ...rows];
  const widths = columns.map((_column, i) => Math.max(...all.map(row => columnsOf(row[i]))));
  const lines = all.map(row =>
    row
      .map((cell, i) => {
        const space = " ".repeat(widths[i] - columnsOf(cell));
        return columns[i].number ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd(),
  );
  return [caption, ...lines].join("\n");
}
