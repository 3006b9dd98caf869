import type { Child } from "../core/element.js";
import { foldedTable } from "../core/foldedTable.js";
import type { LensModel } from "./LensModel.js";
import { groupTable, layerTable } from "./lensTables.js";

/** What stands below the picture, with scripts and without. */
export function lensDetails(model: LensModel): Child {
  return [
    foldedTable("Layers in numbers", layerTable(model)),
    model.categories.length > 0 &&
      foldedTable("Nodes by category", groupTable("category", model.categories), { open: true }),
    model.byType.length > 0 && foldedTable("Nodes by type", groupTable("type", model.byType)),
  ];
}
