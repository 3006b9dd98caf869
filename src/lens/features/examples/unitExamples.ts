import { SourceError } from "../../../program/SourceError.js";
import { seededRandom } from "../../../questions/random.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import type { FiringIndex, Firings } from "../index/FiringIndex.js";
import { activationBands } from "./activationBands.js";
import { examplesOf } from "./examplesOf.js";
import type { ExampleBand } from "./UnitExample.js";

/** Which examples are taken. */
export interface UnitExamplesOptions {
  /** Strongest places, 0..1000. Default 20. */
  readonly top?: number;
  /** Intervals of activation, of equal width, 0..20. Default 5. */
  readonly bands?: number;
  /** Places of each interval, drawn at random, 1..1000. Default 5. */
  readonly each?: number;
  /** Seed of the drawing. Default 0. */
  readonly seed?: number;
}

/**
 * Places where a unit fires: the strongest (of equal ones the first), then some of each interval of its activation, drawn with a seed. No two
 * of a band are of one program unless there are too few programs.
 *
 * @returns the strongest as first band, then the intervals that hold something, the highest first, each from the lowest to the highest
 * activation in it; nothing for a dead unit.
 * @throws SourceError where index and corpus are not the same, for options out of range.
 */
export async function unitExamples(
  index: FiringIndex,
  corpus: FeatureCorpus,
  unit: number,
  options: UnitExamplesOptions = {},
): Promise<ExampleBand[]> {
  const { top = 20, bands = 5, each = 5, seed = 0 } = options;
  checkOptions({ top, bands, each });
  if (index.about.corpus !== corpus.hash)
    throw new SourceError(`the index is of corpus ${index.about.corpus}, not ${corpus.hash}`, "corpus");
  const firings = await index.unit(unit);
  const found: ExampleBand[] = [];
  const positive = activationBands(firings, 1)[0];
  if (positive === undefined) return [];
  if (top > 0) {
    const order = positive.firings.slice().sort((a, b) => firings.values[b] - firings.values[a] || a - b);
    const examples = examplesOf(corpus, firings, order, top);
    const values = examples.map(({ value }) => value);
    const from = Math.min(...values);
    found.push({
      name: "strongest",
      from,
      to: Math.max(...values),
      firings: firings.values.reduce((count, value) => count + (value >= from ? 1 : 0), 0),
      examples,
    });
  }
  if (bands > 0)
    activationBands(firings, bands).forEach((band, i, all) => {
      if (band.firings.length === 0) return;
      const order = seededRandom(`${seed}:${unit}:${i}`).shuffle([...band.firings]);
      found.push({
        name: `interval ${all.length - i} of ${all.length}`,
        ...endsOf(band.firings, firings),
        firings: band.firings.length,
        examples: examplesOf(corpus, firings, order, each),
      });
    });
  return found;
}

/** The lowest and the highest activation of some firings. */
function endsOf(own: Uint32Array, { values }: Firings): Pick<ExampleBand, "from" | "to"> {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const firing of own) {
    from = Math.min(from, values[firing]);
    to = Math.max(to, values[firing]);
  }
  return { from, to };
}

const BOUNDS = { top: [0, 1000], bands: [0, 20], each: [1, 1000] } as const;

function checkOptions(given: Record<keyof typeof BOUNDS, number>): void {
  for (const [name, [low, high]] of Object.entries(BOUNDS)) {
    const value = given[name as keyof typeof BOUNDS];
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw new SourceError(`expected a whole number within ${low}..${high}, not ${value}`, name);
  }
}
