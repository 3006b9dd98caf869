import type { Activation } from "../../session/LocalModel.js";
import type { ComparedPlace } from "./dictionaryPlaces.js";
import { type JackknifeEstimate, jackknife } from "./jackknife.js";

/** Sums of one place, by family: what L0 and FVU are made of, once the mean over all texts is known. */
export class PlaceSums {
  readonly #place: ComparedPlace;
  readonly #families = new Map<
    string,
    { tokens: number; active: number; error: number; squares: number; sums: Float64Array }
  >();

  constructor(place: ComparedPlace) {
    this.#place = place;
  }

  /** Takes one text. */
  add(family: string, hooks: ReadonlyMap<string, Activation>): void {
    const { truth, from, width, recons, acts, l0 = 0 } = this.#place;
    const y = hooks.get(truth)!;
    const made = hooks.get(recons)!.data;
    const tokens = made.length / width;
    const stride = y.data.length / tokens;
    let own = this.#families.get(family);
    if (own === undefined) {
      own = { tokens: 0, active: 0, error: 0, squares: 0, sums: new Float64Array(width) };
      this.#families.set(family, own);
    }
    own.tokens += tokens;
    for (let t = 0; t < tokens; t++)
      for (let i = 0; i < width; i++) {
        const value = y.data[t * stride + from + i];
        own.error += (value - made[t * width + i]) ** 2;
        own.squares += value * value;
        own.sums[i] += value;
      }
    if (acts === undefined) own.active += l0 * tokens;
    else for (const value of hooks.get(acts)!.data) if (value > 0) own.active++;
  }

  /** L0 and FVU. The mean ȳ is that of all texts. */
  finish(): { readonly place: string; readonly l0: JackknifeEstimate; readonly fvu: JackknifeEstimate } {
    const families = [...this.#families.values()];
    const tokens = families.reduce((sum, own) => sum + own.tokens, 0);
    const mean = new Float64Array(this.#place.width);
    for (const { sums } of families) for (let i = 0; i < mean.length; i++) mean[i] += sums[i] / tokens;
    const square = mean.reduce((sum, value) => sum + value * value, 0);
    const groups = families.map(own => {
      const along = own.sums.reduce((sum, value, i) => sum + value * mean[i], 0);
      const spread = Math.max(0, own.squares - 2 * along + own.tokens * square);
      return Float64Array.of(own.tokens, own.active, own.error, spread);
    });
    return {
      place: this.#place.place,
      l0: jackknife(groups, ([n, active]) => active / n),
      fvu: jackknife(groups, ([, , error, spread]) => error / spread),
    };
  }
}
