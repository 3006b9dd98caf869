import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { type Colour, paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { FAMILY, fitText, textWidth, wrapText } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import { cellLooks } from "./cellLook.js";
import { factsOf, summaryOf } from "./facts.js";
import type { LogitsModel } from "./LogitsModel.js";
import { swatchesOf } from "./legend.js";
import { lineWidth } from "./logitsStyle.js";
import type { LogitsSettings } from "./settleLogits.js";
import { scaleOf, shadeClasses } from "./shades.js";
import { HEAT, OPAQUE } from "./statistics.js";
import { stripOf } from "./strip.js";

const MARGIN = 16;
const ROW = 18;
const CODE = 12;
const TONES: Readonly<Record<string, Colour>> = { t0: "keyword", t1: "string", t2: "ink" };

/** Fill of a shade class: colour, opacity and thickness of the line below. */
function groundOf(look: string): { colour: Colour; opacity: number; line: number } | undefined {
  const [name] = look.split(" ");
  if (name === "" || name === "h0" || name === "d7") return undefined;
  const value = Number.parseInt(name.slice(1), 16);
  const share = name[0] === "h" ? value / 15 : Math.abs(value - 7) / 7;
  return {
    colour: name[0] === "h" || value < 7 ? "blue" : "vermillion",
    opacity: name[0] === "h" ? Number(HEAT[value]) : OPAQUE * share,
    line: lineWidth(share),
  };
}

/** Text as it is drawn: tabs as four spaces, nothing invisible. */
function shown(text: string): string {
  return visibleText(text.replace(/\t/g, "    "));
}

/** The still picture: summary, legend, code with its grounds and lines, where to look first. */
export function drawLogits(model: LogitsModel, title: string, settings: LogitsSettings): Drawing {
  const { width } = settings;
  const room = width - 2 * MARGIN;
  const content: Child[] = [];
  let y = 28;
  content.push(label(MARGIN, y, fitText(visibleText(title), room, 16, "bold"), { size: 16, face: "bold" }));
  y += 10;
  for (const line of summaryOf(model).flatMap(text => wrapText(visibleText(text), room, 11))) {
    y += 15;
    content.push(label(MARGIN, y, line, { colour: "muted" }));
  }
  y += 10;
  const legend = drawLegend(model, settings, y, room);
  content.push(legend.content);
  y += legend.height + 8;
  const code = drawCode(model, settings, y, room);
  content.push(code.content);
  y += code.height + 12;
  for (const { label: name, code: text, numbers } of factsOf(model)) {
    y += 16;
    content.push(label(MARGIN, y, fitText(visibleText(`${name}: ${text} (${numbers})`), room, 11)));
  }
  return { width, height: y + 14, content };
}

function drawLegend(
  model: LogitsModel,
  { statistic }: LogitsSettings,
  y: number,
  room: number,
): { height: number; content: Child } {
  const scale = scaleOf(model, statistic);
  const two = model.sides.length === 2;
  const names = model.sides.map(side => side.name);
  const head = two ? `${scale.label}, ${names[0]} minus ${names[1]}:` : `${scale.label}:`;
  const content: Child[] = [label(MARGIN, y + 12, head, { face: "bold" })];
  let x = MARGIN + textWidth(head, 11, "bold") + 10;
  let row = 0;
  for (const { look, text } of swatchesOf(scale, two, names)) {
    const wide = 40 + textWidth(text, 11);
    if (x + wide > MARGIN + room) {
      x = MARGIN;
      row++;
    }
    content.push(ground(x, y + 1 + row * 18, 28, 14, look), frame(x, y + 1 + row * 18, 28, 14));
    content.push(label(x + 32, y + 12 + row * 18, text));
    x += wide + 8;
  }
  const note = two
    ? "Fixed colours; values beyond are clipped."
    : "Darker and thicker underlined: less expected. Fixed scale; values beyond are clipped. Striped: no probability.";
  content.push(label(MARGIN, y + 29 + row * 18, fitText(note, room, 10), { size: 10, colour: "muted" }));
  return { height: 34 + row * 18, content };
}

function frame(x: number, y: number, width: number, height: number): Child {
  return element("rect", { x, y, width, height, rx: 2, ...paint({ fill: "none", stroke: "line" }) });
}

function ground(x: number, y: number, width: number, height: number, look: string): Child {
  const found = groundOf(look);
  if (found === undefined) return undefined;
  const { colour, opacity, line } = found;
  return [
    element("rect", { x, y, width, height, rx: 2, "fill-opacity": opacity, ...paint({ fill: colour }) }),
    line > 0 && element("rect", { x, y: y + height - line, width, height: line, ...paint({ fill: colour }) }),
  ];
}

function drawCode(
  model: LogitsModel,
  settings: LogitsSettings,
  top: number,
  room: number,
): { height: number; content: Child } {
  const shades = shadeClasses(model, settings.granularity, settings.statistic);
  const looks = cellLooks(model);
  const rows = model.rows.slice(0, settings.maxLines);
  const strip = settings.icicle ? stripOf(model, settings) : { bars: [], depth: 0 };
  const stripWidth = strip.depth * 8 + (strip.depth > 0 ? 6 : 0);
  const lines = Math.max(1, ...rows.map(row => row.line ?? 0));
  const numberWidth = textWidth(String(lines), 10, "mono") + 12;
  const left = MARGIN + stripWidth + numberWidth;
  const end = MARGIN + room;
  const content: Child[] = strip.bars
    .filter(bar => bar.row < rows.length)
    .map(({ look, depth, row, rows: many }) => {
      const height = Math.min(many, rows.length - row) * ROW - 2;
      return [
        ground(MARGIN + depth * 8, top + row * ROW + 1, 6, height, look),
        frame(MARGIN + depth * 8, top + row * ROW + 1, 6, height),
      ];
    });
  rows.forEach((row, r) => {
    const y = top + r * ROW;
    if (row.line !== undefined)
      content.push(label(left - 8, y + 13, String(row.line), { size: 10, anchor: "end", colour: "muted" }));
    const grounds: Child[] = [];
    const pieces: Child[] = [];
    let x = left;
    for (let c = row.from; c <= row.to; c++) {
      for (const _unit of c < row.to || c === model.cells.length ? (model.carets.get(c) ?? []) : []) {
        pieces.push(element("tspan", { x: x - 4, ...paint({ fill: "vermillion" }) }, "▴"));
      }
      const cell = model.cells[c];
      if (c === row.to || cell.newline || x >= end) break;
      const names = looks[c].split(" ");
      const text = shown(model.text.slice(cell.start, cell.end));
      const fitted = fitText(text, end - x, CODE, "mono");
      const wide = Math.min(textWidth(text, CODE, "mono"), end - x);
      const hidden = cell.trivia && !shades[c].endsWith(" in");
      const [[first, last]] = cell.tokens;
      const unknown = names.includes("u");
      if (!hidden && last > first && settings.granularity === "token" && model.sides.length === 1)
        grounds.push(stacked(model, settings, c, x, y, wide));
      else if (!hidden && !unknown) grounds.push(ground(x, y + 1, wide, ROW - 3, shades[c]));
      if (unknown) grounds.push(hatched(x, y + 1, wide, ROW - 3));
      if (names.includes("k") && !cell.trivia)
        grounds.push(
          element("path", {
            d: `M${x.toFixed(2)},${y + 1}v${ROW - 3}`,
            "stroke-dasharray": "2 2",
            ...paint({ stroke: "ink" }),
          }),
        );
      if (names.includes("e")) grounds.push(wave(x, y + ROW - 2, wide));
      const tone = names.find(name => name in TONES);
      const faint = names.includes("o") || names.includes("p");
      if (text.trim() !== "")
        pieces.push(
          element(
            "tspan",
            {
              x,
              "fill-opacity": faint ? 0.66 : undefined,
              // The grey of comments would not be read on the darker grounds.
              "font-style": tone === "t2" ? "italic" : undefined,
              ...paint({ fill: tone === undefined ? "ink" : TONES[tone] }),
            },
            fitted,
          ),
        );
      x += wide;
    }
    content.push(grounds);
    if (pieces.length > 0)
      content.push(
        element(
          "text",
          { y: y + 13, "font-size": CODE, "font-family": FAMILY.mono, "xml:space": "preserve" },
          pieces,
        ),
      );
  });
  let height = rows.length * ROW;
  const rest = model.rows.length - rows.length + model.cutRows;
  if (rest > 0) {
    content.push(
      label(left, top + height + 13, `${rest} more lines are not drawn here; the numbers are of the whole.`, {
        colour: "muted",
      }),
    );
    height += ROW;
  }
  return { height, content };
}

/** One character of several tokens: their grounds above each other. */
function stacked(
  model: LogitsModel,
  settings: LogitsSettings,
  c: number,
  x: number,
  y: number,
  width: number,
): Child {
  const [[first, last]] = model.cells[c].tokens;
  const height = (ROW - 3) / (last - first + 1);
  const parts: Child[] = [];
  for (let token = first; token <= last; token++) {
    const one = { ...model, cells: [{ ...model.cells[c], tokens: [[token, token] as const] }] };
    const [look] = shadeClasses(one, "token", settings.statistic);
    const at = y + 1 + (token - first) * height;
    parts.push(ground(x, at, width, height, look), frame(x, at, width, height));
  }
  return parts;
}

function hatched(x: number, y: number, width: number, height: number): Child {
  let d = "";
  for (let at = 0; at < width; at += 4)
    d += `M${(x + at).toFixed(2)},${y + height}L${(x + Math.min(width, at + 6)).toFixed(2)},${y}`;
  return element("path", { d, fill: "none", ...paint({ stroke: "line" }) });
}

function wave(x: number, y: number, width: number): Child {
  let d = `M${x.toFixed(2)},${y}`;
  for (let at = 0; at < width; at += 6) d += "q1.5,-3 3,0t3,0";
  return element("path", { d, ...paint({ fill: "none", stroke: "vermillion" }) });
}
