import type { Aligned } from "../../lens/align/Aligned.js";
import type { LogitLens } from "../../lens/layers/LogitLensTable.js";
import { modelLabel } from "../../providers/modelLabel.js";
import { createFigure } from "../core/createFigure.js";
import { whole } from "../core/whole.js";
import type { Figure } from "../Figure.js";
import { buildLensModel } from "./buildLensModel.js";
import { drawLens } from "./drawLens.js";
import type { LensSettings, LogitLensFigureOptions } from "./LogitLensFigureOptions.js";
import { lensDetails } from "./lensDetails.js";
import { LENS_SCRIPT } from "./lensScript.js";
import { lensSummary } from "./lensSummary.js";
import { lensText } from "./lensText.js";

/**
 * A logit lens over a program: the source painted by the layer at which each token is decided, and the map of layers and
 * tokens; in pages that run scripts any layer can be painted onto the source, and every cell says what the model would have
 * said there. Layers by category and type of node in tables.
 *
 * @throws SourceError on options out of range, and where lens and alignment are not of the same tokens.
 */
export function logitLensFigure(
  read: LogitLens,
  aligned: Aligned,
  options: LogitLensFigureOptions = {},
): Figure {
  const lens = { ...read, model: modelLabel(read.model) };
  const cells = lens.layers.length * lens.ids.length;
  const settings: LensSettings = {
    shown: whole("shown", options.shown ?? (cells > 20_000 ? 1 : 3), 1, 10),
    maxLines: whole("maxLines", options.maxLines ?? 120, 10, 2000),
    width: whole("width", options.width ?? 960, 640, 2400),
  };
  const model = buildLensModel(lens, aligned, settings.shown);
  const title = options.title ?? "Logit lens: when each token is decided";
  const lines = lensSummary(model);
  return createFigure({
    kind: "logit-lens",
    title,
    description: lines.join(" "),
    provenance: { source: options.source ?? `${lens.ids.length} tokens`, model: lens.model },
    data: model,
    options: { title, ...settings },
    draw: id => drawLens(model, { title, lines }, settings, id),
    details: () => lensDetails(model),
    enhancer: { script: LENS_SCRIPT, data: { model, title, lines } },
    text: lensText(model),
  });
}
