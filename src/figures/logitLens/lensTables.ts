import type { FigureTable } from "../core/FigureTable.js";
import type { LensGroup, LensModel } from "./LensModel.js";
import { short } from "./lensSummary.js";

/** The layers over all tokens, the last first as in the picture. */
export function layerTable(model: LensModel): FigureTable {
  return {
    caption: "Layers over all predicted tokens; bits are means.",
    columns: [
      { head: "layer", number: true },
      { head: "−log2 p, bits", number: true },
      { head: "likeliest is true", number: true },
      { head: "median rank", number: true },
      { head: "entropy, bits", number: true },
      { head: "KL to the last, bits", number: true },
      { head: "decided here (true)", number: true },
      { head: "(final)", number: true },
    ],
    rows: [...model.summary]
      .reverse()
      .map(row => [
        String(row.layer),
        row.bits.toFixed(2),
        `${(row.right * 100).toFixed(1)} %`,
        short(row.rank),
        row.entropy.toFixed(2),
        row.divergence.toFixed(2),
        String(row.truth),
        String(row.final),
      ]),
  };
}

/** Deciding layers of categories or types of nodes. */
export function groupTable(name: "category" | "type", groups: readonly LensGroup[]): FigureTable {
  return {
    caption: `Layer at which nodes are decided, by ${name}: quartiles over those that ever are.`,
    columns: [
      { head: name },
      { head: "nodes", number: true },
      { head: "decided", number: true },
      { head: "never", number: true },
      { head: "first quartile", number: true },
      { head: "median", number: true },
      { head: "third quartile", number: true },
    ],
    rows: groups.map(({ name: own, nodes, decided, first, median, third }) => [
      own,
      String(nodes),
      String(decided),
      String(nodes - decided),
      ...[first, median, third].map(value => (value === undefined ? "–" : short(value, 2))),
    ]),
  };
}
