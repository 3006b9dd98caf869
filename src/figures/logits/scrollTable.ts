import { type Child, element } from "../core/element.js";

/** A column's head, and whether it holds numbers. */
export type ScrollHead = readonly [text: string, right: boolean];

/** A table below a summary, that scrolls by itself where the page is narrow. */
export function scrollTable(
  summary: string,
  heads: readonly ScrollHead[],
  rows: readonly Child[],
  options: { readonly open?: boolean } = {},
): Child {
  const head = heads.map(([text, right]) => element("th", { scope: "col", class: right && "r" }, text));
  return element(
    "details",
    options.open ? { open: true } : {},
    element("summary", {}, summary),
    element(
      "div",
      { class: "scroll" },
      element("table", {}, element("thead", {}, element("tr", {}, head)), element("tbody", {}, rows)),
    ),
  );
}
