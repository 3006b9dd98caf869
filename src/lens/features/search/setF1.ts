import { SourceError } from "../../../program/SourceError.js";
import type { FiringIndex } from "../index/FiringIndex.js";
import { bestThreshold } from "./bestThreshold.js";
import type { Population } from "./population.js";
import { type SearchScore, scoreOf } from "./SearchScore.js";
import { type UnitHits, unitHits } from "./UnitHits.js";

/** A unit of a set. */
export interface SetUnit {
  readonly unit: number;
  /** −1: a neuron whose activation is taken with its sign turned. */
  readonly sign: 1 | -1;
  readonly threshold: number;
}

/** A set of units, one or another of which fires. */
export interface SetScore {
  /** Units asked for; fewer are in the set where none adds to its F1 any more. */
  readonly size: number;
  readonly units: readonly SetUnit[];
  /** F1 on fold 0, where it was chosen. */
  readonly chosenF1: number;
  /** On fold 1; without an area, as a set has no one activation. */
  readonly score: SearchScore;
}

interface Candidate extends Pick<SetUnit, "unit" | "sign"> {
  readonly hits: UnitHits;
}

/** Firings of the candidates that are held at most. */
const HELD = 2 ** 26;

/**
 * Greedy sets: each step adds the unit that, with its best threshold, gives the union the best F1 on fold 0. Sparse features split a
 * kind of place into many small pieces, so that single units understate what they say together.
 *
 * @param candidates units, in order of merit.
 * @param sizes numbers of units, 1..256, ascending.
 */
export async function greedySet(
  index: FiringIndex,
  searched: Population,
  candidates: readonly Pick<SetUnit, "unit" | "sign">[],
  sizes: readonly number[],
): Promise<SetScore[]> {
  if (
    !sizes.every(
      (size, i) => Number.isInteger(size) && size >= 1 && size <= 256 && size > (sizes[i - 1] ?? 0),
    )
  )
    throw new SourceError(`expected whole numbers within 1..256, ascending, not ${sizes.join(", ")}`, "sets");
  const [train, test] = searched.folds;
  const held: Candidate[] = [];
  let firings = 0;
  for (const { unit, sign } of candidates) {
    const hits = unitHits(await index.unit(unit), searched, 0, sign);
    firings += hits.values.length;
    if (firings > HELD) break;
    held.push({ unit, sign, hits });
  }
  const covered = new Uint8Array(searched.fold.length);
  const taken: SetUnit[] = [];
  let state = { firings: 0, hits: 0, f1: 0 };
  const results: SetScore[] = [];
  for (const size of sizes) {
    while (taken.length < size) {
      const next = bestAddition(held, taken, covered, state, train.positives);
      if (next === undefined || next.f1 <= state.f1) break;
      taken.push({ unit: next.unit, sign: next.sign, threshold: next.threshold });
      state = next;
      for (let i = 0; i < next.from.values.length; i++)
        if (next.from.values[i] >= next.threshold) covered[next.from.positions[i]] = 1;
    }
    const counts = await unionOn(index, searched, taken, 1);
    results.push({ size, units: [...taken], chosenF1: state.f1, score: scoreOf(counts, test) });
  }
  return results;
}

function bestAddition(
  held: readonly Candidate[],
  taken: readonly SetUnit[],
  covered: Uint8Array,
  state: { firings: number; hits: number },
  positives: number,
) {
  let best: (SetUnit & { firings: number; hits: number; f1: number; from: UnitHits }) | undefined;
  for (const { unit, sign, hits } of held) {
    if (taken.some(one => one.unit === unit && one.sign === sign)) continue;
    const also = Uint8Array.from(hits.positions, position => covered[position]);
    const found = bestThreshold(hits.values, hits.holds, positives, { ...state, also });
    if (found !== undefined && (best === undefined || found.f1 > best.f1))
      best = { unit, sign, from: hits, ...found };
  }
  return best;
}

/** Tokens of a fold on which one of the units fires, and those of them that hold. */
async function unionOn(
  index: FiringIndex,
  searched: Population,
  units: readonly SetUnit[],
  which: 0 | 1,
): Promise<{ firings: number; hits: number }> {
  const seen = new Uint8Array(searched.fold.length);
  let firings = 0;
  let hits = 0;
  for (const { unit, sign, threshold } of units) {
    const own = unitHits(await index.unit(unit), searched, which, sign);
    for (let i = 0; i < own.values.length; i++) {
      if (own.values[i] < threshold || seen[own.positions[i]] === 1) continue;
      seen[own.positions[i]] = 1;
      firings++;
      hits += own.holds[i];
    }
  }
  return { firings, hits };
}
