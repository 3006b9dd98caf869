import { countText } from "../numberText.js";
import type { OnSourceModel } from "./OnSourceModel.js";

/** What stands in the head of the figure, in sentences. */
export function onSourceSummary({
  program,
  call,
  model,
  tokens,
  lines,
  steps,
  features,
  left,
}: OnSourceModel): string[] {
  const of = model === undefined ? "" : ` of ${model}`;
  return [
    `${program}, call ${call}: ${countText(tokens.length, "token")}, ${countText(lines.length, "line")}, ${countText(steps.length, "step")}; ` +
      `${countText(features.length, "feature")}${of} fire here${left > 0 ? ` and are shown; left out as silent or weaker: ${left}` : ""}.`,
    "Shades: share of a feature's greatest activation, each on its own scale. At a line or step: the greatest of its tokens. A model reads from left to right: on the source it cannot know what a step will do.",
  ];
}
