import { columns as columnsOf } from "../../figures/core/textWidth.js";
import { visibleText } from "../../figures/core/visibleText.js";
import { cutNote, type TableParts } from "./tableHtml.js";

/** The table in a fixed-width font: headings, a rule, rows; what is cut is said below. */
export function tableText(parts: TableParts): string {
  const { caption, columns } = parts;
  const heads = columns.map(({ label }) => shown(label));
  const rows = parts.cells.map(row => row.map(shown));
  const widths = columns.map((_, i) => Math.max(...[heads, ...rows].map(row => width(row[i]))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => {
        const room = " ".repeat(widths[i] - width(cell));
        return columns[i].align === "right" ? room + cell : cell + room;
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map(size => "─".repeat(size)).join("  ");
  const note = cutNote(parts);
  return [
    ...(caption === "" ? [] : [visibleText(caption), ""]),
    ...(columns.length === 0 ? [] : [line(heads), rule]),
    ...rows.map(line),
    ...(note === "" ? [] : columns.length === 0 ? [note] : ["", note]),
    "",
  ].join("\n");
}

/** A cell in one line. */
function shown(text: string): string {
  return visibleText(
    text
      .replace(/\r\n|\n/g, "⏎")
      .replace(/\t/g, "  ")
      .replaceAll("\u00a0", " "),
  );
}

/** Columns a text takes in a terminal. */
function width(text: string): number {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}
