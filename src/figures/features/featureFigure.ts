import { SourceError } from "../../program/SourceError.js";
import { modelLabel } from "../../providers/modelLabel.js";
import { steadyNumbers } from "../core/steadyNumbers.js";
import type { Figure } from "../Figure.js";
import { associationTable } from "./associationTable.js";
import { checkBands, checkHistogram } from "./checkPage.js";
import type { FeatureFigureData, FeatureFigureOptions } from "./FeatureFigureData.js";
import { countText, numberText, shareText } from "./numberText.js";
import type { PageChart } from "./PageModel.js";
import { pageFigure, settlePage, shownBands } from "./pageFigure.js";

const STATES: Readonly<Record<FeatureFigureData["state"], string>> = {
  dead: "It never fires on this corpus: it is dead.",
  dense: "It fires on so many tokens that it stands for little by itself: it is dense.",
  live: "",
};

/**
 * The page of one feature of a transcoder or SAE: where it fires, in the layout of the source with the syntax node around the
 * peak, by stretches of its activation; how often and how strongly; what it adds to the logits; which labels it goes with,
 * beside what the token alone says. Everything is there with scripts stripped; with them examples can be searched and
 * filtered by activation, and tables sorted.
 *
 * @throws SourceError on options out of range, and on data that do not fit together.
 */
export function featureFigure(given: FeatureFigureData, options: FeatureFigureOptions = {}): Figure {
  const data = {
    ...steadyNumbers(given),
    ...(given.model !== undefined && { model: modelLabel(given.model) }),
  };
  const settings = settlePage(options);
  const { dictionary, kind, layer, feature, features, tokens, firings, max, state } = data;
  if (!Object.hasOwn(STATES, state))
    throw new SourceError(
      `state must be one of ${Object.keys(STATES).join(", ")}, not ${String(state)}`,
      "feature figure",
    );
  if (!(firings >= 0 && firings <= tokens))
    throw new SourceError(`firings must be within 0..${tokens} (tokens), not ${firings}`, "feature figure");
  checkBands(data.bands, "feature figure");
  checkHistogram("activations", data.activations, "feature figure");
  checkHistogram("logits", data.logits?.histogram, "feature figure");
  const charts: PageChart[] = [];
  if (data.activations !== undefined)
    charts.push({
      heading: "How strongly it fires",
      counts: "tokens",
      axis: "activation",
      histogram: data.activations,
    });
  if (data.logits?.histogram !== undefined)
    charts.push({
      heading: "What it adds to each token's logit",
      counts: "tokens of the vocabulary",
      axis: "weight",
      histogram: data.logits.histogram,
    });
  const { associations = [] } = data;
  return pageFigure(
    {
      title: options.title ?? `Layer ${layer}, feature ${feature}`,
      lines: [
        `${sentence(kind)} ${dictionary}, layer ${layer}, feature ${feature} of ${numberText(features)}.`,
        `Fires on ${numberText(firings)} of ${countText(tokens, "token")} (${shareText(tokens === 0 ? 0 : firings / tokens)}), at most ${numberText(max)}. ${STATES[state]}`.trim(),
      ],
      facts: data.facts ?? [],
      scale: { by: "value", name: "Activation", most: max },
      bands: shownBands(data.bands, settings.examples),
      charts,
      logits: data.logits,
      tables: associations.length === 0 ? [] : [associationTable(associations, "feature")],
    },
    settings,
    { kind: "feature", data, source: options.source ?? countText(tokens, "token"), model: data.model },
  );
}

/** The words with a great letter first, but not those that are written small or great by themselves. */
function sentence(words: string): string {
  if (words === "sae") return "SAE";
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
