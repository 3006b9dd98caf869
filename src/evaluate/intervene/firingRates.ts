import type { LocalModel } from "../../lens/session/LocalModel.js";
import type { UnitPlace } from "./ResolvedUnits.js";

/** Share of the tokens of some texts at which each unit of a place fires. */
export async function firingRates(
  model: LocalModel,
  places: readonly UnitPlace[],
  texts: readonly Int32Array[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<UnitPlace, Float64Array>> {
  const found = new Map(places.map(place => [place, new Float64Array(place.units)] as const));
  let tokens = 0;
  for (const ids of texts) {
    signal?.throwIfAborted();
    const { hooks } = await model.run(ids, { hooks: places.map(({ acts }) => acts), logits: "none", signal });
    for (const [place, counts] of found) {
      const { data } = hooks.get(place.acts) ?? { data: new Float32Array(0) };
      if (place.kind === "codes") for (const id of data) counts[id]++;
      else for (let i = 0; i < data.length; i++) if (data[i] > 0) counts[i % place.units]++;
    }
    tokens += ids.length;
  }
  for (const counts of found.values())
    for (let i = 0; i < counts.length; i++) counts[i] /= Math.max(1, tokens);
  return found;
}
