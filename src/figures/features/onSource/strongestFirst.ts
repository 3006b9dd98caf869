import type { OnSourceFeature } from "./FeaturesOnSourceData.js";

/**
 * Numbers of the features that fire: the strongest of each group, then the second of each, and so on. Where all that fire have a `max`,
 * strength is the share of it that is reached; otherwise the greatest activation times `size`. Of equals the one with more activation in all
 * is first, then the first given.
 */
export function strongestFirst(features: readonly OnSourceFeature[]): number[] {
  const firing = features
    .map((feature, i) => ({ feature, i }))
    .filter(({ feature }) => feature.firings.length > 0);
  const shared = firing.every(({ feature: { max } }) => max !== undefined && max > 0);
  const groups = new Map<string | undefined, { i: number; strength: number; sum: number }[]>();
  for (const { feature, i } of firing) {
    const { firings, max = 0, size = 1, group } = feature;
    let greatest = 0;
    let sum = 0;
    for (const [, value] of firings) {
      greatest = Math.max(greatest, value);
      sum += value;
    }
    const own = { i, strength: shared ? greatest / Math.max(max, greatest) : greatest * size, sum };
    const others = groups.get(group);
    if (others === undefined) groups.set(group, [own]);
    else others.push(own);
  }
  return [...groups.values()]
    .flatMap(group =>
      group
        .sort((a, b) => b.strength - a.strength || b.sum - a.sum || a.i - b.i)
        .map(({ i }, place) => ({ i, place })),
    )
    .sort((a, b) => a.place - b.place || a.i - b.i)
    .map(({ i }) => i);
}
