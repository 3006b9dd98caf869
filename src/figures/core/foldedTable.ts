import { type Child, element } from "./element.js";
import type { FigureTable } from "./FigureTable.js";

/**
 * A table folded under a heading. Its cells carry an attribute only where they hold numbers: these tables are long, and
 * inline styles would weigh more than what stands in them.
 */
export function foldedTable(
  heading: string,
  { caption, columns, rows }: FigureTable,
  options: { readonly open?: boolean; readonly about?: string } = {},
): Child {
  const align = columns.map(({ number }) => (number ? { align: "right" } : { align: undefined }));
  return element(
    "details",
    { open: options.open ?? false },
    element("summary", {}, heading),
    element("p", { style: "font-size:13px;margin:6px 0;max-width:60em" }, caption, options.about),
    element(
      "div",
      { style: "overflow-x:auto" },
      element(
        "table",
        { cellpadding: "4", style: "font-size:13px" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            columns.map(({ head }, i) =>
              element(
                "th",
                { scope: "col", align: "left", ...(columns[i].number && { align: "right" }) },
                head,
              ),
            ),
          ),
        ),
        element(
          "tbody",
          {},
          rows.map(cells =>
            element(
              "tr",
              {},
              cells.map((cell, i) => element("td", align[i], cell)),
            ),
          ),
        ),
      ),
    ),
  );
}
