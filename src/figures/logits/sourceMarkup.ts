import { escapeText, type Markup, markup } from "../core/element.js";
import { cellClasses } from "./cellClasses.js";
import { cellTitle } from "./cellTitles.js";
import { factsOf } from "./facts.js";
import { bitsText } from "./format.js";
import type { LogitsModel, ShownCell } from "./LogitsModel.js";
import type { LogitsSettings } from "./settleLogits.js";
import { scaleOf } from "./shades.js";
import { HEAT, shadeOf, statisticOf } from "./statistics.js";
import { tableTokens } from "./tokenTable.js";
import { unitName } from "./units.js";
import { weakestUnits } from "./weak.js";

/** Rows laid out and painted together: those out of sight cost nothing. */
const GROUP = 40;
/** Tokens above which functions are folded, and the rows of one that is worth it. */
const FOLD_TOKENS = 5000;
const FOLD_ROWS = 8;

/** A stretch of rows that is folded away, under a label. */
interface Fold {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** The code as one `<pre>` of cells in the order of the model: `<i>`, and `<a>` for white space; plain text with its line ends if styles are dropped. */
export function sourceMarkup(id: string, model: LogitsModel, settings: LogitsSettings): Markup {
  const { granularity } = settings;
  const classes = cellClasses(model, settings);
  const stacked = granularity === "token" && model.sides.length === 1;
  const anchors = anchorsOf(model);
  const folds = foldsOf(model, settings);
  const out: string[] = [];
  const cellAt = (c: number): void => {
    const cell = model.cells[c];
    for (const unit of model.carets.get(c) ?? []) out.push(caretMarkup(model, unit));
    const names = classes[c];
    const [[first, last]] = cell.tokens;
    const style = stacked && last > first ? ` style="background:${stack(model, cell, settings)}"` : "";
    const anchor = anchors.has(c) ? ` id=${id}-c${c}` : "";
    const title = cell.newline || (cell.trivia && cell.unit >= 0) ? "" : titleOf(cellTitle(model, cell));
    const list = names === "" ? "" : names.includes(" ") ? ` class="${names}"` : ` class=${names}`;
    const text = model.text.slice(cell.start, cell.end);
    // A line end of any kind is one line feed here: the others would be shown as their code point.
    const shown = cell.newline ? `${escapeText(text.slice(0, -1)).replace(/␍$/, "")}\n` : escapeText(text);
    const tag = cell.trivia || cell.newline ? "a" : "i";
    out.push(`<${tag}${list}${anchor}${style}${title}>${shown}</${tag}>`);
  };
  let open = false;
  let fold = 0;
  model.rows.forEach((row, r) => {
    if (folds[fold]?.from === r || (r % GROUP === 0 && (folds[fold] === undefined || r < folds[fold].from))) {
      if (open) out.push("</span>");
      open = false;
    }
    if (folds[fold]?.from === r)
      out.push(`<details class=fold><summary>${escapeText(folds[fold].label)}</summary>`);
    const folded = folds[fold] !== undefined && r >= folds[fold].from;
    if (!folded && !open && model.rows.length > GROUP * 1.5) {
      const until = Math.min(
        model.rows.length,
        (Math.floor(r / GROUP) + 1) * GROUP,
        folds[fold]?.from ?? 1e9,
      );
      out.push(`<span class=gr style="contain-intrinsic-height:${(until - r) * LINE}px">`);
      open = true;
    }
    out.push(row.line === undefined ? "<b data-n></b>" : `<b data-n=${row.line}></b>`);
    for (let c = row.from; c < row.to; c++) cellAt(c);
    if (folds[fold]?.to === r + 1) {
      out.push("</details>");
      fold++;
    }
  });
  if (open) out.push("</span>");
  if (model.cutRows === 0)
    for (const unit of model.carets.get(model.cells.length) ?? []) out.push(caretMarkup(model, unit));
  return markup(`<pre class="code${granularity === "token" ? " L0" : ""}">${out.join("")}</pre>`);
}

/** Attributes need no quotation marks where there is no space: with thousands of them it counts. */
function titleOf(text: string): string {
  const safe = escapeText(text);
  return / /.test(safe) ? ` title="${safe}"` : ` title=${safe}`;
}

/** Height of a line, pixels. */
export const LINE = 20;

/** One glyph, several tokens: their shades stacked, the first on top. */
function stack(model: LogitsModel, cell: ShownCell, { statistic }: LogitsSettings): string {
  const [side] = model.sides;
  const [[first, last]] = cell.tokens;
  const scale = scaleOf(model, statistic);
  const count = last - first + 1;
  const stops: string[] = [];
  for (let token = first; token <= last; token++) {
    const { bits } = { bits: side.bits[token] };
    const shade = shadeOf(
      scale,
      statisticOf(statistic, {
        bits,
        bytes: side.bytes[token],
        scored: Number.isNaN(bits) ? 0 : 1,
        rank: side.rank[token],
        entropy: side.entropy[token],
      }),
    );
    const i = token - first;
    const from = Math.round((100 * i) / count);
    const to = Math.round((100 * (i + 1)) / count);
    stops.push(`rgba(var(--heat),${HEAT[Math.max(0, shade)]}) ${from}% ${to}%`);
  }
  return `linear-gradient(${stops.join(",")})`;
}

/** What is missing: a caret between the cells that says what. */
function caretMarkup(model: LogitsModel, unit: number): string {
  const name = escapeText(unitName(model.units[unit]));
  return `<b class=m data-u=${unit} title="no text: ${name}">▴</b>`;
}

/** Cells that links of the page lead to: what is named above the code, and the tokens of the table. */
function anchorsOf(model: LogitsModel): Set<number> {
  return new Set([...factsOf(model).map(({ cell }) => cell), ...tableTokens(model).map(({ cell }) => cell)]);
}

/** Long stretches around the source, and beyond {@link FOLD_TOKENS} tokens the functions without one of the worst statements. */
function foldsOf(model: LogitsModel, settings: LogitsSettings): Fold[] {
  const { rows, units, cells } = model;
  const folds: Fold[] = [];
  let from = 0;
  rows.forEach((row, r) => {
    if (row.line !== undefined) from = r + 1;
    else if (r + 1 === rows.length || rows[r + 1].line !== undefined) {
      if (r + 1 - from > FOLD_ROWS)
        folds.push({ from, to: r + 1, label: `${r + 1 - from} lines around the code` });
      from = r + 1;
    }
  });
  if (model.sides[0].bits.length <= FOLD_TOKENS) return folds;
  const rowOf = new Int32Array(cells.length);
  for (const [r, row] of rows.entries()) rowOf.fill(r, row.from, row.to);
  const worst = weakestUnits(model, 3, Math.max(1, settings.openWorst));
  let past = 0;
  for (const unit of units) {
    if (unit.rank !== 5 || model.firstCell[unit.index] < 0) continue;
    const first = rowOf[model.firstCell[unit.index]] + 1;
    const end = rowOf[model.lastCell[unit.index]] + 1;
    if (first < past || end - first < FOLD_ROWS) continue;
    if (worst.some(w => w >= unit.index && w <= unit.last)) continue;
    const value = statisticOf("bits/token", unit.measured);
    folds.push({ from: first, to: end, label: `${end - first} lines, ${bitsText(value)} bits per token` });
    past = end;
  }
  return folds.sort((a, b) => a.from - b.from);
}
