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
  groups,
}: OnSourceModel): string[] {
  const of = model === undefined ? "" : ` of ${model}`;
  const each =
    groups.length > 1
      ? `, as many of each of ${groups.length} groups (${groups[0]} to ${groups.at(-1)})`
      : "";
  const shown = left === 0 ? "" : `; shown are the ${features.length} strongest${each}`;
  return [
    `${program}${call === "" ? "" : `, call ${call}`}: ${countText(tokens.length, "token")}, ${countText(lines.length, "line")}, ${countText(steps.length, "step")}; ` +
      `${countText(features.length + left, "feature")}${of} fire here${shown}.`,
    "Shades: share of a feature's greatest activation, each on its own scale. At a line or step: the greatest of its tokens. A model reads from left to right: on the source it cannot know what a step will do.",
  ];
}
