import { type Child, element } from "../core/element.js";
import { paint } from "../core/paint.js";
import { FAMILY, fitText, textWidth } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import { TONES } from "./codeTones.js";
import { heat, type LineCount, lineCounts, strongHeat } from "./lineCounts.js";
import type { ViewerFile } from "./ViewerModel.js";

/** A part of a drawing that is stacked on others. */
export interface Block {
  readonly height: number;
  readonly content: Child;
}

const ROW = 16;
const CODE = 11;
const NOTE = 9.5;

/** Lines to draw: all, or of a long file the executed ones with their neighbours; `undefined` marks a gap. */
export function chosenLines(
  file: ViewerFile,
  counts: ReadonlyMap<number, LineCount>,
  maxLines: number,
): { readonly lines: readonly (number | undefined)[]; readonly left: number } {
  const all = file.lines.map((_line, i) => i + 1);
  if (all.length <= maxLines) return { lines: all, left: 0 };
  const near = all.filter(line =>
    [line - 1, line, line + 1].some(other => (counts.get(other)?.most ?? 0) > 0),
  );
  const kept = (near.length > 0 ? near : all).slice(0, maxLines);
  const lines: (number | undefined)[] = [];
  kept.forEach((line, i) => {
    if (line !== (kept[i - 1] ?? 0) + 1) lines.push(undefined);
    lines.push(line);
  });
  if (kept.at(-1) !== all.length) lines.push(undefined);
  return { lines, left: all.length - kept.length };
}

/** A file as rows: count, line number, code on a ground that is darker the more often it ran, values. */
export function drawSource(file: ViewerFile, x: number, width: number, maxLines: number): Block {
  const counts = lineCounts(file);
  const { lines, left } = chosenLines(file, counts, maxLines);
  const most = Math.max(1, ...[...counts.values()].map(count => count.most));
  const countWidth = Math.max(
    56,
    ...[...counts.values()].map(count => textWidth(count.text, 10, "mono") + 10),
  );
  const numberWidth = textWidth(String(file.lines.length), 10, "mono") + 14;
  const codeX = x + countWidth + numberWidth;
  const room = width - countWidth - numberWidth;
  const longest = Math.max(
    0,
    ...lines.map(line => (line === undefined ? 0 : textWidth(shown(file, line), CODE, "mono"))),
  );
  const hasWrites = Object.keys(file.writes).length > 0;
  const codeWidth = Math.min(longest + 12, hasWrites ? room * 0.64 : room);
  const noteX = codeX + codeWidth + 8;
  const content: Child[] = [
    element(
      "text",
      { x: x + countWidth - 6, y: 10, "font-size": 9, "text-anchor": "end", ...paint({ fill: "muted" }) },
      "times run",
    ),
    hasWrites &&
      element(
        "text",
        { x: noteX, y: 10, "font-size": 9, ...paint({ fill: "muted" }) },
        "values assigned and returned",
      ),
  ];
  let y = 16;
  for (const line of lines) {
    if (line === undefined) {
      content.push(
        element("text", { x: codeX, y: y + 11, "font-size": CODE, ...paint({ fill: "muted" }) }, "⋮"),
      );
      y += ROW;
      continue;
    }
    content.push(
      sourceRow(file, line, counts.get(line), {
        y,
        x,
        countWidth,
        codeX,
        codeWidth,
        noteX,
        end: x + width,
        most,
      }),
    );
    y += ROW;
  }
  if (left > 0) {
    const text = `${left} of ${file.lines.length} lines are not drawn here; counts are of the whole run.`;
    content.push(
      element("text", { x: codeX, y: y + 11, "font-size": NOTE, ...paint({ fill: "muted" }) }, text),
    );
    y += ROW;
  }
  return { height: y + 4, content: element("g", { "font-family": FAMILY.mono }, content) };
}

interface RowPlace {
  readonly y: number;
  readonly x: number;
  readonly countWidth: number;
  readonly codeX: number;
  readonly codeWidth: number;
  readonly noteX: number;
  readonly end: number;
  readonly most: number;
}

function sourceRow(file: ViewerFile, line: number, count: LineCount | undefined, place: RowPlace): Child {
  const { y, x, countWidth, codeX, codeWidth, noteX } = place;
  const base = y + 11.5;
  const ran = (count?.most ?? 0) > 0;
  const cut = file.cut[line] === undefined ? "" : ` … ${file.cut[line]} more characters`;
  const note = file.writes[line];
  return [
    ran &&
      element("rect", {
        x,
        y,
        width: countWidth,
        height: ROW - 1,
        rx: 2,
        "fill-opacity": strongHeat(count!.most, place.most),
        ...paint({ fill: "blue" }),
      }),
    ran &&
      element("rect", {
        x: x + countWidth,
        y,
        width: codeX + codeWidth - x - countWidth,
        height: ROW - 1,
        rx: 2,
        "fill-opacity": heat(count!.most, place.most),
        ...paint({ fill: "blue" }),
      }),
    count !== undefined &&
      element(
        "text",
        {
          x: x + countWidth - 6,
          y: base,
          "font-size": 10,
          "text-anchor": "end",
          ...paint({ fill: ran ? "ink" : "vermillion" }),
        },
        count.text,
      ),
    element(
      "text",
      { x: codeX - 8, y: base, "font-size": 10, "text-anchor": "end", ...paint({ fill: "muted" }) },
      String(line),
    ),
    element(
      "text",
      { x: codeX, y: base, "font-size": CODE, "xml:space": "preserve", ...paint({ fill: "ink" }) },
      codeText(file, line, codeWidth),
      cut !== "" && textWidth(shown(file, line), CODE, "mono") <= codeWidth && cut,
    ),
    note !== undefined &&
      element(
        "text",
        { x: noteX, y: base, "font-size": NOTE, "xml:space": "preserve", ...paint({ fill: "muted" }) },
        fitText(visibleText(note), place.end - noteX, NOTE, "mono"),
      ),
  ];
}

/** A line in its colours, cut to fit. */
function codeText(file: ViewerFile, line: number, width: number): Child[] {
  const text = file.lines[line - 1];
  const tones = file.tones[line] ?? [];
  const pieces: Child[] = [];
  let used = 0;
  const add = (from: number, to: number, tone: number): void => {
    if (to <= from || used >= width) return;
    const piece = readable(text.slice(from, to));
    const fitted = fitText(piece, width - used, CODE, "mono");
    used = fitted === piece ? used + textWidth(piece, CODE, "mono") : width;
    pieces.push(tone < 0 ? fitted : element("tspan", paint({ fill: TONES[tone] }), fitted));
  };
  let at = 0;
  for (let i = 0; i < tones.length; i += 3) {
    add(at, tones[i], -1);
    add(tones[i], tones[i + 1], tones[i + 2]);
    at = tones[i + 1];
  }
  add(at, text.length, -1);
  return pieces;
}

/** A line as it is drawn: tabs as two spaces, nothing invisible. */
function shown(file: ViewerFile, line: number): string {
  return readable(file.lines[line - 1]);
}

function readable(text: string): string {
  return visibleText(text.replace(/\t/g, "  "));
}
