import { bestThreshold } from "./bestThreshold.js";
import type { Population } from "./population.js";
import { type SearchScore, scoreOf } from "./SearchScore.js";
import { sparseAuroc } from "./sparseAuroc.js";

/**
 * What the text alone says of a label: the share of tokens of the same key (the token's id, or the pair with the one before it)
 * that hold on fold 0, as a score of each token on fold 1. A key that was not seen on fold 0 has the share of all. The threshold with
 * the best F1 on fold 0 is used on fold 1.
 *
 * @param keys by token of the corpus.
 */
export function tokenBaseline(population: Population, keys: Float64Array): SearchScore {
  const { fold, holds } = population;
  const [train, test] = population.folds;
  const counts = new Map<number, { tokens: number; positives: number }>();
  for (let t = 0; t < fold.length; t++) {
    if (fold[t] !== 0) continue;
    const own = counts.get(keys[t]);
    if (own === undefined) counts.set(keys[t], { tokens: 1, positives: holds[t] });
    else {
      own.tokens++;
      own.positives += holds[t];
    }
  }
  const share = train.tokens === 0 ? 0 : train.positives / train.tokens;
  const scored = (
    which: 0 | 1,
  ): { values: Float32Array; truth: Uint8Array; zeros: { tokens: number; positives: number } } => {
    const values: number[] = [];
    const truth: number[] = [];
    const zeros = { tokens: 0, positives: 0 };
    for (let t = 0; t < fold.length; t++) {
      if (fold[t] !== which) continue;
      const own = counts.get(keys[t]);
      const value = own === undefined ? share : own.positives / own.tokens;
      if (value === 0) {
        zeros.tokens++;
        zeros.positives += holds[t];
        continue;
      }
      values.push(value);
      truth.push(holds[t]);
    }
    return { values: Float32Array.from(values), truth: Uint8Array.from(truth), zeros };
  };
  const known = scored(0);
  const theta =
    bestThreshold(known.values, known.truth, train.positives)?.threshold ?? Number.POSITIVE_INFINITY;
  const { values, truth, zeros } = scored(1);
  let firings = 0;
  let hits = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < theta) continue;
    firings++;
    hits += truth[i];
  }
  return scoreOf({ firings, hits }, test, sparseAuroc(values, truth, zeros));
}

/** By token: its id. */
export function tokenKeys(ids: Int32Array): Float64Array {
  return Float64Array.from(ids);
}

/** By token: its id and that of the one before it in the text. */
export function pairKeys(ids: Int32Array, start: Uint32Array): Float64Array {
  const keys = new Float64Array(ids.length);
  for (let i = 0; i + 1 < start.length; i++)
    for (let t = start[i]; t < start[i + 1]; t++)
      keys[t] = ids[t] + 2 ** 24 * (t === start[i] ? 0 : ids[t - 1] + 1);
  return keys;
}
