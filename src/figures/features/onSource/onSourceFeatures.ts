import type { FiringBlock } from "../../../lens/features/index/FiringBlock.js";
import type { OnSourceFeature } from "./FeaturesOnSourceData.js";

/** What the features of one matrix are compared by; see {@link OnSourceFeature}. */
export interface OnSourceFeaturesOptions {
  /** Greatest activation of each unit over a corpus, where it is known: where its scale ends. 1 of codes, whose values are ranks. */
  readonly max?: ArrayLike<number>;
  /** Size of what each unit writes, as `writtenSizes` gives it. */
  readonly sizes?: ArrayLike<number>;
  /** Group of all of them, such as their layer. */
  readonly group?: string;
}

/**
 * Firings token by token (CSR) as features of the figure, in order of their units; silent ones are left out.
 *
 * @param name of a unit: `L2 #143`.
 * @param options what features are compared by.
 */
export function onSourceFeatures(
  { offsets, indices, values }: FiringBlock,
  name: (unit: number) => string,
  { max, sizes, group }: OnSourceFeaturesOptions = {},
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
      ...(sizes !== undefined && { size: sizes[unit] }),
      ...(group !== undefined && { group }),
      firings,
    }));
}
