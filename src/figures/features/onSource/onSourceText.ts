import { textTable } from "../../core/textTable.js";
import type { OnSourceModel } from "./OnSourceModel.js";
import { iterationTable, lineTable, stepTable } from "./onSourceTables.js";

/** The figure as text: strongest features per line and per step, and line × iteration of the strongest of all. */
export function onSourceText(model: OnSourceModel, lines: readonly string[], named: number): string {
  const [first] = model.features;
  return [
    lines.join("\n"),
    textTable(lineTable(model, named)),
    ...(model.steps.length > 0 ? [textTable(stepTable(model, named))] : []),
    ...(first !== undefined && model.steps.length > 0 ? [textTable(iterationTable(model, first))] : []),
  ].join("\n\n");
}
