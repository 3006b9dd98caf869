import { markup } from "../../../figures/core/element.js";
import type { Table } from "../TableOptions.js";
import { counted, oneLine, type View } from "../View.js";

/** A table as itself. */
export function tableView(table: Table): View {
  const { caption, total, columns } = table;
  return {
    line: () =>
      oneLine(
        `Table: ${caption === "" ? "" : `${caption}, `}${counted(total, "row")}, ${columns.length} columns`,
      ),
    text: () => table.toText(),
    html: () => markup(table.toHTML()),
  };
}
