import type { FiringBlock } from "../../../lens/features/index/FiringBlock.js";
import type { OnSourceFeature } from "./FeaturesOnSourceData.js";

/**
 * Firings token by token (CSR) as features of the figure, in order of their units; silent ones are left out.
 *
 * @param name of a unit: `L2 #143`.
 * @param max greatest activation of each unit over the corpus, where it is known: where its scale ends.
 */
export function onSourceFeatures(
  { offsets, indices, values }: FiringBlock,
  name: (unit: number) => string,
  max?: ArrayLike<number>,
): OnSourceFeature[] {
  const found = new Map<number, [number, number][]>();
  for (let token = 0; token + 1 < offsets.length; token++)
    for (let i = offsets[token]; i < offsets[token + 1]; i++) {
      if (!(values[i] > 0)) continue;
      const own = found.get(indices[i]);
      if (own === undefined) found.set(indices[i], [[token, values[i]]]);
      else own.push([token, values[i]]);
    }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([unit, firings]) => ({
      name: name(unit),
      ...(max !== undefined && max[unit] > 0 && { max: max[unit] }),
      firings,
    }));
}
