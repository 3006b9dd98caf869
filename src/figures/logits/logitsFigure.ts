import type { Aligned } from "../../lens/align/Aligned.js";
import { modelLabel } from "../../providers/modelLabel.js";
import { createFigure } from "../core/createFigure.js";
import type { Figure } from "../Figure.js";
import { buildLogits } from "./buildLogits.js";
import { drawLogits } from "./drawLogits.js";
import { summaryOf } from "./facts.js";
import type { LogitsFigureOptions } from "./LogitsFigureOptions.js";
import type { LogitsModel } from "./LogitsModel.js";
import { logitsData } from "./logitsData.js";
import { LOGITS_SCRIPT } from "./logitsScript.js";
import { logitsText } from "./logitsText.js";
import { pageData } from "./pageData.js";
import { pageMarkup } from "./pageMarkup.js";
import { settleLogits } from "./settleLogits.js";

/**
 * How sure a model was of each piece of a program, on the program itself: tokens painted by their bits, the same text at every
 * level of the syntax tree up to functions, an outline with shares of the bits, and one inspector with what the model
 * thought likelier. Of two models over the same text (tokenizers may differ) the difference is painted.
 *
 * Pages keep code, outline, numbers and alternatives with scripts stripped. Colours are on fixed scales, never fitted to the text.
 *
 * @throws SourceError on options out of range, and where two models did not score the same text of the same program.
 */
export function logitsFigure(
  aligned: Aligned | readonly [Aligned] | readonly [Aligned, Aligned],
  options: LogitsFigureOptions = {},
): Figure {
  const pair = "source" in aligned ? ([aligned] as const) : aligned;
  const settings = settleLogits(options, pair.length === 2);
  const names = pair.map(
    (one, i) => options.names?.[i] ?? label(one.scored.model) ?? (pair.length === 2 ? "AB"[i] : ""),
  );
  if (pair.length === 2 && names[0] === names[1]) {
    names[0] += " (A)";
    names[1] += " (B)";
  }
  const model: LogitsModel = buildLogits(pair, names, settings);
  const what = options.source ?? "source";
  const title =
    options.title ??
    (pair.length === 2 ? `${what}: ${names.join(" against ")}` : `${what}: how sure the model was`);
  return createFigure({
    kind: "logits",
    title,
    description: summaryOf(model).join(" "),
    provenance: { source: what, model: names.every(name => name === "") ? undefined : names.join(", ") },
    data: logitsData(model),
    options: { title, ...settings, reference: options.reference, structural: options.structural },
    draw: () => drawLogits(model, title, settings),
    html: (id, about) => pageMarkup(id, title, model, settings, about),
    enhancer: { script: LOGITS_SCRIPT, data: pageData(model, settings, options) },
    text: logitsText(model),
  });
}

function label(model: string | undefined): string | undefined {
  return model === undefined ? undefined : modelLabel(model);
}
