import type { CodeComponent } from "./DigitModel.js";

/** Components whose codes are changed together. */
export interface ComponentSet {
  /** `L1 MLP`, `all MLP`, `all`. */
  readonly name: string;
  /** Places in the list of the model's components. */
  readonly components: readonly number[];
}

/** Each part of each layer (all heads together), each part of all layers, and everything; sets that are the same once. */
export function componentSets(components: readonly CodeComponent[]): ComponentSet[] {
  const sets = new Map<string, number[]>();
  const put = (name: string, place: number): void => {
    sets.set(name, [...(sets.get(name) ?? []), place]);
  };
  for (const [place, { layer, part }] of components.entries()) put(`L${layer} ${part}`, place);
  for (const [place, { part }] of components.entries()) put(`all ${part}`, place);
  for (const place of components.keys()) put("all", place);
  const seen = new Set<string>();
  return [...sets].flatMap(([name, places]) => {
    const key = places.join();
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ name, components: places }];
  });
}
