import type { Intervention } from "../../session/Intervention.js";
import type { Activation } from "../../session/LocalModel.js";
import type { AblatedPlace } from "./dictionaryPlaces.js";

/** Means of hooks over tokens, text by text. */
export class HookMeans {
  readonly #sums = new Map<string, Float64Array>();
  #tokens = 0;

  /** Takes one text of so many tokens. */
  add(hooks: ReadonlyMap<string, Activation>, names: Iterable<string>, tokens: number): void {
    this.#tokens += tokens;
    for (const name of names) {
      const { data } = hooks.get(name)!;
      const width = data.length / tokens;
      const sums = this.#sums.get(name) ?? new Float64Array(width);
      this.#sums.set(name, sums);
      for (let i = 0; i < data.length; i++) sums[i % width] += data[i];
    }
  }

  /** The mean of a hook; of one of its heads where that is said. */
  of({ hook, head }: AblatedPlace, dHead: number): Float32Array {
    const all = Float32Array.from(this.#sums.get(hook)!, sum => sum / this.#tokens);
    return head === undefined ? all : all.subarray(head * dHead, (head + 1) * dHead);
  }
}

/** Sets places to 0, or to values. */
export function ablate(
  places: readonly AblatedPlace[],
  value?: (place: AblatedPlace) => Float32Array,
): Intervention[] {
  return places.map(place => ({
    hook: place.hook,
    ...(place.head !== undefined && { heads: [place.head] }),
    action: value === undefined ? { kind: "zero" } : { kind: "mean", value: value(place) },
  }));
}
