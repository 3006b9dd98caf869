import type { TraceDivergence } from "../../questions/dialect/firstDivergence.js";
import { type Child, element, type Markup, markup } from "../core/element.js";
import type { FreeRunningFigureData } from "./FreeRunningFigureData.js";
import type { RunningRow, RunningSide } from "./runningRows.js";
import { RUNNING_STYLE } from "./runningStyle.js";
import { divergenceWords } from "./runningWords.js";
import { stepsWindow } from "./stepsWindow.js";

/** The figure as plain HTML: source and steps side by side; the script only points from a step to its lines. */
export function runningMarkup(
  data: FreeRunningFigureData,
  divergence: TraceDivergence | undefined,
  words: { readonly title: string; readonly lines: readonly string[]; readonly about: string },
  rows: readonly RunningRow[],
  most: number,
): Child {
  return element(
    "div",
    { class: "tbr", role: "region", "aria-label": words.title },
    element("style", {}, markup(RUNNING_STYLE)),
    element("h3", {}, words.title),
    words.lines.map(line => element("p", {}, line)),
    element(
      "div",
      { class: "cols" },
      element(
        "div",
        {},
        element("h4", {}, "Source"),
        element("div", { class: "pane" }, sourceMarkup(data, rows)),
      ),
      element(
        "div",
        {},
        element("h4", {}, "The true trace, and the model's own"),
        element("div", { class: "pane steps" }, tableMarkup(data, divergence, rows, most)),
      ),
    ),
    element("p", { class: "muted" }, words.about),
  );
}

/** Lines that the two sides stand on where they first differ. */
export function dividedLines(rows: readonly RunningRow[]): {
  readonly truth?: number;
  readonly written?: number;
} {
  const first = rows.find(({ state }) => state === "first");
  const line = (side: RunningSide | undefined): number | undefined =>
    side !== undefined && "line" in side ? side.line : undefined;
  return { truth: line(first?.truth), written: line(first?.written) };
}

function sourceMarkup({ source }: FreeRunningFigureData, rows: readonly RunningRow[]): Markup {
  const lines = source.replace(/\n$/, "").split("\n");
  const digits = String(lines.length).length;
  const at = dividedLines(rows);
  return element(
    "pre",
    { class: "code" },
    lines.map((text, i) => {
      const line = i + 1;
      const note =
        at.truth === line && (at.written === line || at.written === undefined)
          ? "  ✗ first wrong here"
          : at.truth === line
            ? "  ← the run is here"
            : at.written === line
              ? "  ✗ the model is here"
              : "";
      return element(
        "span",
        { "data-l": String(line), class: note === "" ? undefined : "odd" },
        element("b", { class: "n" }, `${String(line).padStart(digits)} `),
        `${text}`,
        note !== "" && element("em", {}, note),
        "\n",
      );
    }),
  );
}

function tableMarkup(
  data: FreeRunningFigureData,
  divergence: TraceDivergence | undefined,
  rows: readonly RunningRow[],
  most: number,
): Markup {
  const { slots } = data.truth;
  const columns = slots.length + 3;
  const heads = (own: boolean): Child => [
    element("th", { scope: "col", class: own && "own" }, "line"),
    element("th", { scope: "col" }, "time"),
    slots.map(slot => element("th", { scope: "col", class: "slot" }, slot)),
    element("th", { scope: "col" }, ""),
  ];
  const { shown, before, after } = stepsWindow(rows, most);
  const gap = (count: number): Child =>
    count > 0 &&
    element(
      "tr",
      { class: "after" },
      element("td", { colspan: String(2 * columns + 1) }, `… ${count} more steps`),
    );
  return element(
    "table",
    {},
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", {}, ""),
        element("th", { scope: "colgroup", colspan: String(columns) }, "true"),
        element("th", { scope: "colgroup", colspan: String(columns), class: "own" }, "the model's own"),
      ),
      element("tr", {}, element("th", { scope: "col", class: "s" }, "step"), heads(false), heads(true)),
    ),
    element(
      "tbody",
      {},
      gap(before),
      shown.map(row => [
        rowMarkup(row, columns),
        row.state === "first" &&
          element(
            "tr",
            { class: "says" },
            element(
              "td",
              { colspan: String(2 * columns + 1) },
              element("span", {}, `✗ ${divergenceWords(divergence!, data)}`),
            ),
          ),
      ]),
      gap(after),
    ),
  );
}

function rowMarkup(row: RunningRow, columns: number): Markup {
  const { step, truth, written, state, cell } = row;
  const line = (side: RunningSide | undefined): string | undefined =>
    side !== undefined && "line" in side ? String(side.line) : undefined;
  return element(
    "tr",
    {
      class: state === "same" ? undefined : state,
      "data-t": line(truth) ?? "",
      "data-w": line(written) ?? "",
    },
    element("td", { class: "s" }, step < 0 ? "" : String(step + 1)),
    sideMarkup(truth, columns, state === "first" ? cell : undefined, false),
    sideMarkup(written, columns, state === "first" ? cell : undefined, true),
  );
}

function sideMarkup(
  side: RunningSide | undefined,
  columns: number,
  wrong: number | undefined,
  own: boolean,
): Child {
  const marked = (text: string, on: boolean): Child =>
    on ? element("mark", { class: own ? undefined : "right" }, text) : text;
  const edge = own ? "own" : undefined;
  if (side === undefined || "text" in side)
    return element(
      "td",
      { class: edge, colspan: String(columns) },
      marked(side?.text ?? "–", wrong !== undefined && side !== undefined),
    );
  return side.cells.map((text, i) =>
    element("td", { class: i === 0 ? edge : undefined }, marked(text, wrong === i || wrong === -1)),
  );
}
