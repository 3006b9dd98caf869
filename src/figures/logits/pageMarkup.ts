import { type Child, element, type Markup, markup } from "../core/element.js";
import { differenceList } from "./differenceList.js";
import { factsOf, notesOf, summaryOf } from "./facts.js";
import type { LogitsModel } from "./LogitsModel.js";
import { legendMarkup } from "./legend.js";
import { logitsStyle } from "./logitsStyle.js";
import { outlineMarkup } from "./outlineMarkup.js";
import { scrollTable } from "./scrollTable.js";
import type { LogitsSettings } from "./settleLogits.js";
import { sourceMarkup } from "./sourceMarkup.js";
import { stripOf } from "./strip.js";
import { tokenTable } from "./tokenTable.js";

/** The view as plain HTML: everything a reader needs with scripts stripped, and the places the script fills. */
export function pageMarkup(
  id: string,
  title: string,
  model: LogitsModel,
  settings: LogitsSettings,
  about: string,
): Child {
  const strip = stripMarkup(model, settings);
  return element(
    "div",
    { class: "tbl", role: "region", "aria-label": `Logits on the syntax tree: ${title}` },
    element("style", {}, markup(logitsStyle(model.sides.length === 2))),
    element("h3", {}, title),
    summaryOf(model).map(line => element("p", { class: "muted" }, line)),
    factLinks(id, model),
    markup('<div class="bar" hidden></div>'),
    legendMarkup(model, settings),
    element(
      "div",
      { class: "cols" },
      element(
        "div",
        {},
        element(
          "div",
          { class: "bar" },
          checkbox("showws", "white space tokens", false),
          strip !== undefined && checkbox("showice", "nested nodes beside the lines", true),
        ),
        element(
          "div",
          { class: "pane" },
          element("div", { class: "src" }, strip, sourceMarkup(id, model, settings)),
        ),
      ),
      element(
        "div",
        {},
        element("h4", {}, "Outline"),
        element("div", { class: "tree" }, outlineMarkup(model, settings.openWorst)),
      ),
    ),
    model.sides.length === 2 && differenceTable(model),
    tokenTable(id, model),
    notes(model),
    element("p", { class: "muted" }, about),
  );
}

function checkbox(name: string, label: string, checked: boolean): Child {
  return element("label", {}, element("input", { type: "checkbox", class: name, checked }), label);
}

/** Where to look first, each a link that works without scripts. */
function factLinks(id: string, model: LogitsModel): Child {
  const facts = factsOf(model);
  if (facts.length === 0) return undefined;
  return element(
    "p",
    { class: "chips" },
    facts.map(({ label, code, numbers, unit, token, cell }) =>
      element(
        "a",
        { href: `#${id}-c${cell}`, "data-u": token === undefined ? unit : undefined, "data-t": token },
        `${label}: `,
        element("code", {}, code),
        ` (${numbers})`,
      ),
    ),
  );
}

/** Nested nodes as bars aligned with the lines; where they are not wanted at first, the script makes them on demand. */
function stripMarkup(model: LogitsModel, settings: LogitsSettings): Markup | undefined {
  if (!settings.icicle) return undefined;
  const { bars, depth } = stripOf(model, settings);
  if (bars.length === 0) return undefined;
  const inside = bars
    .map(({ unit, look, depth: d, row, rows }) => {
      const name = look === "" ? "" : ` class=${look}`;
      return `<b${name} data-u=${unit} style="--d:${d};--r:${row};--n:${rows}"></b>`;
    })
    .join("");
  return markup(`<div class=ice aria-hidden=true style="width:${depth * 9 + 4}px">${inside}</div>`);
}

function differenceTable(model: LogitsModel): Child {
  const [a, b] = model.sides.map(side => side.name);
  const rows = differenceList(model);
  const cell = (text: string): Child => element("td", { class: "r" }, text);
  return scrollTable(
    `Difference in bits by category: ${a} minus ${b}, ${signed(rows.at(-1)!.difference)} in all`,
    ["part of the text", "bytes", a, b, "difference"].map((head, i) => [head, i > 0] as const),
    rows.map((row, i) =>
      element(
        "tr",
        { class: i === rows.length - 1 && "me" },
        element("td", {}, row.part),
        cell(String(row.bytes)),
        cell(row.a.toFixed(1)),
        cell(row.b.toFixed(1)),
        cell(signed(row.difference)),
      ),
    ),
    { open: true },
  );
}

/** `+3.2`, `−3.2`. */
export function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${value
    .toFixed(1)
    .replace("-", "−")
    .replace(/^−0\.0$/, "0.0")}`;
}

/** Where numbers come from, and what a reader must know. */
function notes(model: LogitsModel): Child {
  const list = notesOf(model);
  if (list.length === 0) return undefined;
  return element(
    "details",
    { open: true },
    element("summary", {}, `Notes: ${list.length}`),
    element(
      "ul",
      {},
      list.map(note => element("li", {}, note)),
    ),
  );
}
