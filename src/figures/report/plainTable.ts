import { type Child, element, type Markup } from "../core/element.js";

/** A column: its heading, and whether it holds numbers. */
export interface Column {
  readonly head: string;
  readonly number?: boolean;
}

const BASE = "padding:3px 10px 3px 0;vertical-align:top";
const LEFT = `${BASE};text-align:left`;
const RIGHT = `${BASE};text-align:right;white-space:nowrap`;

/**
 * A table whose first cell of each row is its heading. Styles are inline: notebooks drop style sheets. Rows
 * with `strong` are set in bold.
 */
export function plainTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly { readonly cells: readonly Child[]; readonly strong?: boolean }[],
): Markup {
  const style = (i: number, strong: boolean | undefined): string =>
    (columns[i].number ? RIGHT : LEFT) + (strong ? ";font-weight:bold" : ";font-weight:normal");
  return element(
    "div",
    { style: "overflow-x:auto" },
    element(
      "table",
      { style: "font-size:13px" },
      caption !== "" && element("caption", { style: "text-align:left;padding:4px 0" }, caption),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          columns.map((column, i) => element("th", { scope: "col", style: style(i, true) }, column.head)),
        ),
      ),
      element(
        "tbody",
        {},
        rows.map(row =>
          element(
            "tr",
            { style: "border-top:1px solid #8888" },
            row.cells.map((cell, i) =>
              element(
                i === 0 ? "th" : "td",
                { scope: i === 0 ? "row" : undefined, style: style(i, row.strong) },
                cell,
              ),
            ),
          ),
        ),
      ),
    ),
  );
}
