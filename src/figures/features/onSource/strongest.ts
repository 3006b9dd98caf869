import { numberText } from "../numberText.js";
import type { OnSourceModel, OnSourceShown } from "./OnSourceModel.js";

/** The features that fire there, strongest against their own scale first; of equal ones the first. */
export function strongest(
  { features }: OnSourceModel,
  at: (feature: OnSourceShown) => number,
): { readonly feature: OnSourceShown; readonly value: number; readonly share: number }[] {
  return features
    .map(feature => ({ feature, value: at(feature), share: at(feature) / feature.most }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.share - a.share);
}

/** `L2 #143 8.3 (99 %), L1 #7 2 (50 %), 12 more`. */
export function strongestText(
  model: OnSourceModel,
  at: (feature: OnSourceShown) => number,
  named: number,
): string {
  const all = strongest(model, at);
  const words = all
    .slice(0, named)
    .map(
      ({ feature, value, share }) => `${feature.name} ${numberText(value)} (${Math.round(share * 100)} %)`,
    );
  if (all.length > named) words.push(`${all.length - named} more`);
  return words.length === 0 ? "none" : words.join(", ");
}
