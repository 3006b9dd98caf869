import { type Child, element, markup } from "../core/element.js";
import { foldedTable } from "../core/foldedTable.js";
import { chartImage } from "./chartImage.js";
import { exampleMarkup } from "./exampleMarkup.js";
import { logitMarkup } from "./logitMarkup.js";
import { countText } from "./numberText.js";
import type { PageModel, ShownBand } from "./PageModel.js";
import { rangeText, scaleName, swatchesOf } from "./pageScale.js";
import { PAGE_STYLE } from "./pageStyle.js";

const CHART = 430;

/** A page of a feature or code as plain HTML: everything a reader needs with scripts stripped, and the bar that the script fills. */
export function pageMarkup(model: PageModel, about: string): Child {
  const { title, lines, facts, charts, logits, tables, bands } = model;
  return element(
    "div",
    { class: "tbf", role: "region", "aria-label": title },
    element("style", {}, markup(PAGE_STYLE)),
    element("h3", {}, title),
    lines.map(line => element("p", { class: "muted" }, line)),
    facts.length > 0 &&
      element(
        "p",
        { class: "facts" },
        facts.map(([name, value]) => element("span", {}, element("b", {}, `${name}: `), value)),
      ),
    charts.length > 0 &&
      element(
        "div",
        { class: "charts" },
        charts.map(chart => chartImage(chart, CHART)),
      ),
    logits !== undefined && [element("h4", {}, "What it does to the logits"), logitMarkup(logits)],
    tables.map(({ heading, table, open }) => foldedTable(heading, table, { open })),
    element("h4", {}, "Where it fires"),
    bands.length === 0 && element("p", {}, "It fires nowhere in this corpus: there are no examples."),
    bands.length > 0 && legend(model),
    markup('<div class="tools" hidden="hidden"></div>'),
    bands.map((band, i) => bandMarkup(band, model, i === 0)),
    element("p", { class: "muted" }, about),
  );
}

function legend({ scale, bands }: PageModel): Child {
  const nodes = bands.some(({ examples }) => examples.some(({ node }) => node !== undefined));
  return element(
    "div",
    { class: "legend", role: "note", "aria-label": "Legend" },
    element("strong", {}, `${scaleName(scale)}:`),
    swatchesOf(scale).map(({ shade, text }) =>
      element("span", {}, element("b", { class: `h${shade}`, "aria-hidden": "true" }), text),
    ),
    element("span", {}, element("mark", { class: "key" }, "bold"), "the token the example is about"),
    nodes && element("span", {}, element("u", { class: "key" }, "frame"), "the syntax node it is in"),
  );
}

function bandMarkup(
  { name, from, to, firings, examples, left }: ShownBand,
  model: PageModel,
  open: boolean,
): Child {
  return element(
    "details",
    { class: "band", open },
    element(
      "summary",
      {},
      element("strong", {}, name),
      ` · ${rangeText(model.scale, from, to)} · ${countText(firings, "firing")}, ${countText(examples.length, "example")}`,
    ),
    examples.map(example => exampleMarkup(example, model.scale)),
    left > 0 && element("p", { class: "muted" }, `${countText(left, "more example")} not shown.`),
  );
}
