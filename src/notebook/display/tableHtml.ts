import { type Child, element, type Markup, render } from "../../figures/core/element.js";
import type { Table } from "./TableOptions.js";

/** What a table is drawn from. */
export type TableParts = Pick<Table, "caption" | "columns" | "cells" | "total">;

/** Sentence on what is not shown, or that there is nothing; `""` when everything is. */
export function cutNote({ cells, total }: TableParts): string {
  if (total === 0) return "There are no rows.";
  return cells.length < total ? `${cells.length} of ${total} rows are shown.` : "";
}

/**
 * The table as HTML. Alignment is given twice, as a style and as an attribute: notebooks that are not trusted drop
 * one or the other. Jupyter's own style sheet sets everything to the right, so left is said too.
 */
export function tableMarkup(parts: TableParts): Markup {
  const { caption, columns, cells } = parts;
  const place = (i: number): { readonly align: string; readonly style: string } => {
    const { align } = columns[i];
    const wrap = align === "right" ? ";white-space:nowrap" : "";
    return { align, style: `text-align:${align};vertical-align:top;padding:2px 10px 2px 0${wrap}` };
  };
  const head = element(
    "tr",
    {},
    columns.map(({ label }, i) => element("th", { scope: "col", ...place(i) }, label)),
  );
  const body = cells.map(row =>
    element(
      "tr",
      {},
      row.map((cell, i) =>
        i === 0 && columns[i].align === "left"
          ? element(
              "th",
              { scope: "row", ...place(i), style: `${place(i).style};font-weight:normal` },
              lines(cell),
            )
          : element("td", place(i), lines(cell)),
      ),
    ),
  );
  const note = cutNote(parts);
  return element(
    "div",
    { style: "overflow-x:auto" },
    element(
      "table",
      {},
      caption !== "" &&
        element("caption", { align: "left", style: "text-align:left;padding:2px 0" }, caption),
      element("thead", {}, head),
      element("tbody", {}, body),
    ),
    note !== "" && element("p", {}, note),
  );
}

/** {@link tableMarkup} as text. */
export function tableHtml(parts: TableParts): string {
  return render(tableMarkup(parts));
}

/** Text with its line ends kept. */
function lines(text: string): Child {
  return text.split(/\r\n|\n/).flatMap((line, i): Child[] => (i === 0 ? [line] : [element("br"), line]));
}
