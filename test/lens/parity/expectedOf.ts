import type { Intervention } from "../../../src/lens/session/Intervention.js";
import type { Activation } from "../../../src/lens/session/LocalModel.js";

/**
 * What a hook must be under interventions, by their definition, element by element: of one text; values are one number or one
 * for each selected feature.
 */
export function expectedOf(
  { data, dims }: Activation,
  axes: readonly string[],
  interventions: readonly Intervention[],
): Float32Array {
  const out = Float32Array.from(data);
  const position = axes.findIndex(axis => axis === "pos" || axis === "query");
  const head = axes.findIndex(axis => axis === "head" || axis === "kvHead");
  const places = Array.from(out, (_, i) => coordinates(i, dims));
  for (const { positions, heads, features, action } of interventions) {
    const at = positions?.map(p => (p < 0 ? p + dims[position]! : p));
    const acts = (place: readonly number[]) =>
      (!at || at.includes(place[position]!)) &&
      (!heads || heads.includes(place[head]!)) &&
      (!features || features.includes(place.at(-1)!));
    const now = Float32Array.from(out);
    const mean = (place: readonly number[]) => {
      const values = at!.map(
        p =>
          now[
            index(
              place.map((c, axis) => (axis === position ? p : c)),
              dims,
            )
          ]!,
      );
      return values.reduce((a, b) => a + b, 0) / values.length;
    };
    for (const [i, place] of places.entries()) {
      if (!acts(place)) continue;
      const value = "value" in action ? action.value : undefined;
      const given = value && value[value.length === 1 ? 0 : features!.indexOf(place.at(-1)!)]!;
      if (action.kind === "scale") out[i] = now[i]! * action.factor;
      else if (action.kind === "zero") out[i] = 0;
      else if (action.kind === "add") out[i] = now[i]! + given!;
      else out[i] = given ?? mean(place);
    }
  }
  return out;
}

function coordinates(index: number, dims: readonly number[]): number[] {
  const place: number[] = [];
  for (const size of [...dims].reverse()) {
    place.unshift(index % size);
    index = Math.floor(index / size);
  }
  return place;
}

function index(place: readonly number[], dims: readonly number[]): number {
  return place.reduce((at, i, axis) => at * dims[axis]! + i, 0);
}
