import { escapeText, type Markup, markup } from "../core/element.js";
import { excerpt, shareOf, unitNumbers } from "./facts.js";
import type { LogitsModel } from "./LogitsModel.js";
import { unitName } from "./units.js";
import { weakestUnits } from "./weak.js";

/** Units the page's outline holds without scripts; the live one has all. */
const MOST = 2500;

/**
 * Whether the outline without scripts shows a unit: statements, functions, the file, what is not parsed or missing. A block says what
 * its statements say.
 */
export function isListed({ rank, statement, error, missing }: LogitsModel["units"][number]): boolean {
  return statement || rank >= 5 || error || missing;
}

/** The tree as nested `<details>`, opened on the way to the worst statements. */
export function outlineMarkup(model: LogitsModel, openWorst: number): Markup {
  const { units } = model;
  const open = new Set<number>([0]);
  for (const worst of weakestUnits(model, 3, openWorst))
    for (let unit = units[worst].parent; unit > 0; unit = units[unit].parent) open.add(unit);
  const listed = units.filter(unit => isListed(unit)).slice(0, MOST);
  const parents = new Set<number>();
  for (const { parent } of listed) {
    let at = parent;
    while (at > 0 && !isListed(units[at])) at = units[at].parent;
    parents.add(at);
  }
  const out: string[] = [];
  const closing: { last: number; text: string }[] = [];
  for (const unit of listed) {
    while (closing.length > 0 && closing.at(-1)!.last < unit.index) out.push(closing.pop()!.text);
    const row = rowMarkup(model, unit.index);
    if (parents.has(unit.index)) {
      out.push(`<details${open.has(unit.index) ? " open" : ""}><summary>${row}</summary>`);
      closing.push({ last: unit.last, text: "</details>" });
    } else out.push(`<div>${row}</div>`);
  }
  for (const { text } of closing.reverse()) out.push(text);
  const all = units.filter(unit => isListed(unit)).length;
  if (all > MOST) out.push(`<p class=muted>${all - MOST} more nodes are not listed</p>`);
  return markup(out.join(""));
}

function rowMarkup(model: LogitsModel, unit: number): string {
  const share = Math.round(100 * shareOf(model.units, unit));
  const line = model.units[unit].line;
  return (
    `<s style=--w:${share}></s>${escapeText(unitName(model.units[unit]))} ` +
    `<code>${escapeText(excerpt(model, unit, 24))}</code> <em>line ${line}: ${escapeText(unitNumbers(model, unit))}</em>`
  );
}
