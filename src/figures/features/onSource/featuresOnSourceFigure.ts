import { modelLabel } from "../../../providers/modelLabel.js";
import { createFigure } from "../../core/createFigure.js";
import { steadyNumbers } from "../../core/steadyNumbers.js";
import { whole } from "../../core/whole.js";
import type { Figure } from "../../Figure.js";
import { buildModel } from "../../viewer/buildModel.js";
import { settleViewer, traceViewer } from "../../viewer/traceViewer.js";
import { pictureOf } from "../pictureOf.js";
import { buildOnSource } from "./buildOnSource.js";
import { drawOnSource } from "./drawOnSource.js";
import type {
  FeaturesOnSourceData,
  FeaturesOnSourceOptions,
  OnSourceSettings,
} from "./FeaturesOnSourceData.js";
import type { OnSourceModel, OnSourceSpan } from "./OnSourceModel.js";
import { onSourceMarkup } from "./onSourceMarkup.js";
import { ON_SOURCE_SCRIPT } from "./onSourceScript.js";
import { onSourceText } from "./onSourceText.js";
import { onSourceSummary } from "./onSourceWords.js";
import { packFirings } from "./packFirings.js";
import { viewerSteps } from "./viewerSteps.js";

/**
 * Features (or codes) on one program's source and trace: for each step of the trace in the prompt the features that fire on its
 * tokens and on its source line; a feature that is chosen paints the source, and has a timeline over the steps and a heat map of
 * line × iteration. With `trace` the page holds its viewer, and both sliders move together. Without scripts: the picture
 * and the strongest features of each line and step in tables.
 *
 * @throws SourceError on options out of range, and on data that do not fit together.
 */
export function featuresOnSourceFigure(
  given: FeaturesOnSourceData,
  options: FeaturesOnSourceOptions = {},
): Figure {
  const { trace, ...plain } = given;
  const data = {
    ...steadyNumbers(plain),
    ...(plain.model !== undefined && { model: modelLabel(plain.model) }),
  };
  const settings: OnSourceSettings = {
    features: whole("features", options.features ?? 200, 1, 1000),
    named: whole("named", options.named ?? 3, 1, 10),
    rows: whole("rows", options.rows ?? 16, 1, 60),
    width: whole("width", options.width ?? 960, 640, 2400),
  };
  const model = steadyNumbers(buildOnSource(data, settings.features));
  const title = options.title ?? `Features on ${data.program}`;
  const lines = onSourceSummary(model);
  const links = trace === undefined ? undefined : viewerSteps(model, buildModel(trace, settleViewer({})));
  const words = { title, lines };
  return createFigure({
    kind: "features-on-source",
    title,
    description: lines.join(" "),
    provenance: {
      source: options.source ?? (data.call === "" ? data.program : `${data.program}, ${data.call}`),
      model: data.model,
    },
    data: { ...model, ...(trace !== undefined && { trace: trace.footer.sha256 }) },
    options: { title, ...settings },
    draw: () => drawOnSource(model, words, settings),
    html: (id, about) =>
      onSourceMarkup(
        model,
        { ...words, about },
        settings,
        pictureOf(id, drawOnSource(model, undefined, settings), `${title}. ${lines.join(" ")}`),
        trace === undefined ? undefined : traceViewer(trace).toHTML(),
      ),
    enhancer: {
      script: ON_SOURCE_SCRIPT,
      data: { model: liveModel(model), features: liveFeatures(model), links },
    },
    text: onSourceText(model, lines, settings.named),
  });
}

/** What the script needs of the model: spans as lists of line, start, end, first and last token, and iteration. */
function liveModel({ text, tokens, lines, steps }: OnSourceModel) {
  const span = ({ line, start, end, first, last }: OnSourceSpan): number[] => [line, start, end, first, last];
  return { text, tokens, lines: lines.map(span), steps: steps.map(step => [...span(step), step.iteration]) };
}

function liveFeatures({ features }: OnSourceModel) {
  return features.map(feature => ({
    name: feature.name,
    note: feature.note,
    most: feature.most,
    packed: packFirings(feature),
  }));
}
