import { type Child, element } from "../core/element.js";
import { interval, percent, seriesName } from "./percent.js";
import type { ScoreTable } from "./scoreTable.js";

const CELL = "padding:2px 10px 2px 0;text-align:left";
const NUMBER = "padding:2px 10px 2px 0;text-align:right";

/** The numbers of the chart as a table that is there without scripts. */
export function scoreDetails(table: ScoreTable): Child {
  const heads = ["group", "series", "right", "95 % interval", "items", "clusters", "method"];
  const rows = table.cells
    .flat()
    .flatMap(bar =>
      bar === undefined
        ? []
        : [
            element(
              "tr",
              {},
              element("th", { scope: "row", style: CELL }, bar.group),
              element("td", { style: CELL }, seriesName(bar.series, bar.role)),
              element("td", { style: NUMBER }, percent(bar.mean)),
              element("td", { style: NUMBER }, interval(bar)),
              element("td", { style: NUMBER }, String(bar.n)),
              element("td", { style: NUMBER }, String(bar.clusters)),
              element("td", { style: CELL }, bar.method),
            ),
          ],
    );
  return element(
    "details",
    {},
    element("summary", {}, "Numbers"),
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          heads.map(head => element("th", { scope: "col", style: CELL }, head)),
        ),
      ),
      element("tbody", {}, rows),
    ),
  );
}
