import { modelLabel } from "../../providers/modelLabel.js";
import { firstDivergence } from "../../questions/dialect/firstDivergence.js";
import { createFigure } from "../core/createFigure.js";
import { whole } from "../core/whole.js";
import type { Figure } from "../Figure.js";
import { drawRunning } from "./drawRunning.js";
import type {
  FreeRunningFigureData,
  FreeRunningFigureOptions,
  FreeRunningSettings,
} from "./FreeRunningFigureData.js";
import { runningMarkup } from "./runningMarkup.js";
import { runningRows } from "./runningRows.js";
import { RUNNING_SCRIPT } from "./runningScript.js";
import { runningText } from "./runningText.js";
import { runningSummary } from "./runningWords.js";

/**
 * The trace that a model wrote by itself, with nothing but its own steps to go by, beside the true one: step by step in the
 * columns of the slots, the first divergence marked with its kind, what follows dimmed; the source beside it.
 *
 * @throws SourceError on options out of range.
 */
export function freeRunningFigure(
  given: FreeRunningFigureData,
  options: FreeRunningFigureOptions = {},
): Figure {
  const data = { ...given, ...(given.model !== undefined && { model: modelLabel(given.model) }) };
  const settings: FreeRunningSettings = {
    steps: whole("steps", options.steps ?? 200, 10, 2000),
    width: whole("width", options.width ?? 960, 640, 2400),
  };
  const divergence = firstDivergence(data.written, data.truth);
  const rows = runningRows(data, divergence);
  const title = options.title ?? "The model's own trace beside the true one";
  const lines = runningSummary(data, divergence);
  return createFigure({
    kind: "free-running",
    title,
    description: lines.join(" "),
    provenance: { source: options.source ?? `${data.program}, ${data.call}`, model: data.model },
    data: { ...data, divergence },
    options: { title, ...settings },
    draw: () => drawRunning(data, divergence, { title, lines }, rows, settings),
    html: (_id, about) => runningMarkup(data, divergence, { title, lines, about }, rows, settings.steps),
    enhancer: { script: RUNNING_SCRIPT, data: {} },
    text: runningText(data, divergence, lines, rows, settings.steps),
  });
}
