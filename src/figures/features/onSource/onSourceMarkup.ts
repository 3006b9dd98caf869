import { type Child, element, markup } from "../../core/element.js";
import type { FigureTable } from "../../core/FigureTable.js";
import { foldedTable } from "../../core/foldedTable.js";
import { SHADES } from "../../logitLens/drawCode.js";
import type { OnSourceSettings } from "./FeaturesOnSourceData.js";
import type { OnSourceModel } from "./OnSourceModel.js";
import { ON_SOURCE_STYLE } from "./onSourceStyle.js";
import { iterationTable, lineTable, stepTable } from "./onSourceTables.js";

/**
 * The figure as plain HTML: the picture, and the strongest features of each line and step in tables; the script puts the live
 * view before them and folds them away. `viewer` is the HTML of the trace's viewer.
 */
export function onSourceMarkup(
  model: OnSourceModel,
  words: { readonly title: string; readonly lines: readonly string[]; readonly about: string },
  settings: OnSourceSettings,
  picture: Child,
  viewer: string | undefined,
): Child {
  const [first] = model.features;
  return element(
    "div",
    { class: "tbfs", role: "region", "aria-label": words.title },
    element("style", {}, markup(ON_SOURCE_STYLE)),
    element("h3", {}, words.title),
    words.lines.map(line => element("p", { class: "muted" }, line)),
    element(
      "div",
      { class: "legend", role: "note", "aria-label": "Legend" },
      element("strong", {}, "Share of the feature's greatest activation:"),
      Array.from({ length: SHADES }, (_, i) =>
        element(
          "span",
          {},
          element("b", { class: `h${i + 1}`, "aria-hidden": "true" }),
          `${i === 0 ? "up to " : ""}${Math.round((1000 * (i + 1)) / SHADES) / 10} %`,
        ),
      ),
    ),
    element("div", { class: "live", hidden: true }),
    element(
      "div",
      { class: "still" },
      picture,
      foldedTable("Strongest features by line", indented(lineTable(model, settings.named)), { open: true }),
      model.steps.length > 0 &&
        foldedTable("Strongest features by step", stepTable(model, settings.named), { open: true }),
      first !== undefined &&
        model.steps.length > 0 &&
        foldedTable(`Line × iteration: ${first.name}`, iterationTable(model, first)),
    ),
    viewer !== undefined && element("div", { class: "viewer" }, markup(viewer)),
    element("p", { class: "muted" }, words.about),
  );
}

/** A table whose cells keep their indentation in HTML. */
function indented(table: FigureTable): FigureTable {
  const kept = (text: string): string => text.replace(/^[ \t]+/, space => "\u00a0".repeat(space.length));
  return { ...table, rows: table.rows.map(row => row.map(kept)) };
}
