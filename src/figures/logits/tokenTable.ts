import { type Child, element } from "../core/element.js";
import { ownText } from "./cellTitles.js";
import { bitsText, pText } from "./format.js";
import type { LogitsModel } from "./LogitsModel.js";
import { type ScrollHead, scrollTable } from "./scrollTable.js";
import { spelled } from "./tokenText.js";
import { unitName } from "./units.js";
import { weakestTokens } from "./weak.js";

/** Tokens in the table of the least likely. */
const ROWS = 8;

/** Likeliest alternatives of a token in one line: `print 41 %, len 12 %`. */
export function alternativesText(side: LogitsModel["sides"][0], token: number, most = 20): string {
  return side.alternatives[token]
    .slice(0, most)
    .map(({ text, bits }) => `${spelled(text)} ${pText(2 ** -bits)}`)
    .join(", ");
}

/** Tokens of the table, with the cells they are at; -1 where the page does not show it. */
export function tableTokens(model: LogitsModel): { readonly token: number; readonly cell: number }[] {
  const place = lineOfToken(model);
  return weakestTokens(model, ROWS).map(token => ({ token, cell: place.cell(token) }));
}

/** The least likely tokens of each model with what it thought likelier: there without scripts, and for screen readers. */
export function tokenTable(id: string, model: LogitsModel): Child {
  const [side] = model.sides;
  const line = lineOfToken(model);
  const rows = tableTokens(model).map(({ token, cell }) => {
    const unit = model.cells[cell]?.unit ?? -1;
    const name = ownText(side, token);
    const code = element("code", {}, name);
    return element(
      "tr",
      {},
      element("td", {}, cell >= 0 ? element("a", { href: `#${id}-c${cell}`, "data-t": token }, code) : code),
      element("td", { class: "r" }, String(line.line(cell) ?? "")),
      element("td", { class: "r" }, pText(2 ** -side.bits[token])),
      element("td", { class: "r" }, bitsText(side.bits[token])),
      side.has.rank && element("td", { class: "r" }, side.rank[token] > 0 ? String(side.rank[token]) : ""),
      element("td", {}, unit < 0 ? "" : unitName(model.units[unit])),
      side.has.alternatives && element("td", {}, element("code", {}, alternativesText(side, token, 3))),
    );
  });
  if (rows.length === 0) return undefined;
  const heads: ScrollHead[] = [
    ["token", false],
    ["line", true],
    ["p", true],
    ["bits", true],
    ...(side.has.rank ? [["rank", true] as const] : []),
    ["node", false],
    ...(side.has.alternatives ? [["likelier or next", false] as const] : []),
  ];
  return scrollTable(
    `Least likely tokens${side.name === "" ? "" : ` of ${side.name}`}: ${rows.length}`,
    heads,
    rows,
  );
}

/** First cell of a token, and the source line of a cell. */
export function lineOfToken(model: LogitsModel): {
  readonly cell: (token: number) => number;
  readonly line: (cell: number) => number | undefined;
} {
  const first = new Map<number, number>();
  model.cells.forEach((cell, c) => {
    const [[from, to]] = cell.tokens;
    // Of a token with white space in front the cell with its own text.
    for (let token = from; token <= to; token++) {
      const known = first.get(token);
      if (known === undefined || (model.cells[known].trivia && !cell.trivia)) first.set(token, c);
    }
  });
  return {
    cell: token => first.get(token) ?? -1,
    line(cell) {
      if (cell < 0) return undefined;
      let [low, high] = [0, model.rows.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (model.rows[middle].to <= cell) low = middle + 1;
        else high = middle;
      }
      return model.rows[low]?.line;
    },
  };
}
