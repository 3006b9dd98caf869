import type { Aligned } from "../../lens/align/Aligned.js";
import { columnsOf } from "../core/columnsOf.js";
import { fitText } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import { type Cell, cellsOf } from "../logits/cells.js";

/** What of a text is painted as one: a cell of the text, or a special token, which has no byte of it and stands as its name. */
export interface CodeUnit extends Pick<Cell, "start" | "end" | "token" | "lastToken" | "node" | "trivia"> {
  readonly special?: string;
}

/** Place of a unit, or of the part of it on one line: row from 0, fixed-width columns. */
export interface CodeBox {
  readonly unit: number;
  readonly row: number;
  readonly column: number;
  readonly columns: number;
}

/** A text laid out line by line, as code is. */
export interface CodeRows {
  readonly units: readonly CodeUnit[];
  readonly boxes: readonly CodeBox[];
  /** Lines as they are shown: tabs as two spaces, nothing invisible, `↵` where a line ends, cut at the width. */
  readonly rows: readonly string[];
  /** Lines that are not shown. */
  readonly left: number;
}

/** Cells of a scored text with its special tokens between them. */
export function codeUnits(aligned: Aligned, names: readonly string[]): CodeUnit[] {
  const { spans } = aligned.scored;
  const units: CodeUnit[] = [];
  const cells = cellsOf(aligned);
  let token = 0;
  const specialsBefore = (next: number): void => {
    for (; token < next; token++) {
      // One that is written in the text has a cell of its own.
      if (spans.special[token] !== 1 || spans.end[token] > spans.start[token]) continue;
      const at = cells[0] === undefined ? 0 : (units.at(-1)?.end ?? 0);
      units.push({
        start: at,
        end: at,
        token,
        lastToken: token,
        node: -1,
        trivia: false,
        special: names[token],
      });
    }
  };
  for (const cell of cells) {
    specialsBefore(cell.token);
    units.push(cell);
  }
  specialsBefore(spans.start.length);
  return units;
}

/** Whether a unit is only the white space of a token that has more: a mark is put on the rest. */
export function isAside(text: string, units: readonly CodeUnit[], unit: number): boolean {
  const blank = (i: number): boolean => text.slice(units[i].start, units[i].end).trim() === "";
  const rest = (i: number): boolean => units[i]?.token === units[unit].token && !blank(i);
  return units[unit].special === undefined && blank(unit) && (rest(unit - 1) || rest(unit + 1));
}

/** Lays units out; lines beyond `maxLines` are left out, and each line is cut at `maxColumns`. */
export function codeRows(
  text: string,
  units: readonly CodeUnit[],
  maxLines: number,
  maxColumns: number,
): CodeRows {
  const boxes: CodeBox[] = [];
  const lines: string[] = [""];
  let column = 0;
  const put = (unit: number, shown: string): void => {
    const width = columnsOf(shown);
    const row = lines.length - 1;
    lines[row] += shown;
    if (width > 0 && column < maxColumns && row < maxLines)
      boxes.push({ unit, row, column, columns: Math.min(width, maxColumns - column) });
    column += width;
  };
  for (const [i, unit] of units.entries()) {
    const parts = (unit.special ?? text.slice(unit.start, unit.end)).split(/(\r\n|[\r\n])/);
    for (const [p, part] of parts.entries()) {
      if (p % 2 === 0) {
        if (part !== "") put(i, visibleText(part.replace(/\t/g, "  ")));
        continue;
      }
      put(i, "↵");
      lines.push("");
      column = 0;
    }
  }
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  const em = 2048 / 1233;
  const rows = lines.slice(0, maxLines).map(line => fitText(line, maxColumns + 1e-6, em, "mono"));
  return { units, boxes, rows, left: lines.length - rows.length };
}
