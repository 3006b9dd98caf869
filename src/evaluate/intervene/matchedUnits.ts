import { seededRandom } from "../../questions/random.js";
import type { ResolvedSpec, UnitPlace } from "./ResolvedUnits.js";

/** A unit that is changed, and the random one changed in its place. */
export interface MatchedUnit {
  readonly hook: string;
  readonly group?: number;
  readonly unit: number;
  readonly control: number;
  /** Firing rates (share of tokens) and norms of both. */
  readonly rates: readonly [unit: number, control: number];
  readonly norms: readonly [unit: number, control: number];
}

/** Of the units most alike one is drawn: so many, or a fiftieth of all. */
const NEAREST = 10;

/**
 * The same changes on random units of the same place. For each unit, of those most like it in firing rate and norm (distance of
 * the logarithms, each in standard deviations over the place) one is drawn by the seed; none that is changed itself, none twice.
 * One change keeps its units in every place that names them.
 */
export function matchedUnits(
  specs: readonly ResolvedSpec[],
  rates: ReadonlyMap<UnitPlace, Float64Array>,
  key: string,
): { readonly specs: readonly ResolvedSpec[]; readonly matched: readonly MatchedUnit[] } {
  const random = seededRandom(`${key}:matched units`);
  const chosen = new Map<UnitPlace, Map<number, number>>();
  const matched: MatchedUnit[] = [];
  for (const { place, units } of specs) {
    const changed = new Set(specs.filter(other => other.place === place).flatMap(other => other.units));
    const taken = chosen.get(place) ?? new Map<number, number>();
    chosen.set(place, taken);
    const rate = rates.get(place) as Float64Array;
    const logs = [logarithms(rate), logarithms(place.norms)];
    for (const unit of units) {
      if (taken.has(unit)) continue;
      const used = new Set(taken.values());
      const others = Array.from({ length: place.units }, (_, id) => id)
        .filter(id => !changed.has(id) && !used.has(id))
        .map(id => ({ id, distance: logs.reduce((sum, of) => sum + (of[id] - of[unit]) ** 2, 0) }))
        .sort((a, b) => a.distance - b.distance || a.id - b.id)
        .slice(0, Math.max(NEAREST, Math.ceil(place.units / 50)));
      if (others.length === 0) throw new RangeError(`${place.hook} has no unit left that is not changed`);
      const { id } = random.pick(others);
      taken.set(unit, id);
      matched.push({
        hook: place.hook,
        ...(place.group === undefined ? {} : { group: place.group }),
        unit,
        control: id,
        rates: [rate[unit], rate[id]],
        norms: [place.norms[unit], place.norms[id]],
      });
    }
  }
  const moved = specs.map(one => ({
    ...one,
    units: one.units.map(unit => chosen.get(one.place)?.get(unit) as number),
  }));
  return { specs: moved, matched };
}

/** Logarithms in standard deviations; of 0 that of a tenth of the smallest other. */
function logarithms(values: Float64Array): Float64Array {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) if (value > 0) least = Math.min(least, value);
  const logs = values.map(value =>
    Math.log(value > 0 ? value : least === Number.POSITIVE_INFINITY ? 1 : least / 10),
  );
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const spread = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length);
  return spread > 0 ? logs.map(x => (x - mean) / spread) : logs;
}
