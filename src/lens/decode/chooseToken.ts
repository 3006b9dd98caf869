import type { Random } from "../../questions/random.js";
import { largestFirst } from "./largestFirst.js";
import type { Sampling } from "./Sampling.js";

/**
 * Chooses the next token. Which tokens may be drawn depends on the scores alone; the draw walks them by id, so that cuts
 * that cut nothing (`topP: 1`, `topK` of the vocabulary) draw what no cut would draw.
 *
 * @param scores logits; -Infinity for tokens that may not come.
 * @param random asked once for each token that is drawn, never without a temperature.
 * @throws RangeError where no token may come or scores are no numbers.
 */
export function chooseToken(scores: ArrayLike<number>, sampling: Sampling, random: Random): number {
  const { temperature = 0 } = sampling;
  const best = argmax(scores);
  if (temperature === 0) return best;
  const size = scores.length;
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) weights[i] = Math.exp((scores[i] - scores[best]) / temperature);
  cut(weights, sampling);
  let total = 0;
  let last = best;
  for (let i = 0; i < size; i++) {
    if (!(weights[i] > 0)) continue;
    total += weights[i];
    last = i;
  }
  let left = random.next() * total;
  for (let i = 0; i < last; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return last;
}

/** Index of the largest number, the lowest of equal ones. */
export function argmax(scores: ArrayLike<number>): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] > most) {
      most = scores[i];
      best = i;
    }
  }
  if (best < 0 || most === Number.POSITIVE_INFINITY)
    throw new RangeError(`no token can be chosen: none of ${scores.length} scores is a finite number`);
  return best;
}

/** Sets the weights of tokens to 0 that may not be drawn. The largest weight is 1. */
function cut(weights: Float64Array, { topK = weights.length, topP = 1, minP = 0 }: Sampling): void {
  if (topK < weights.length || topP < 1) {
    const likeliest: number[] = [];
    let mass = 0;
    if (topK < weights.length) {
      for (const id of largestFirst(weights)) {
        if (likeliest.length >= topK) break;
        likeliest.push(id);
        mass += weights[id];
      }
    } else for (const weight of weights) mass += weight;
    const kept: number[] = [];
    let sum = 0;
    for (const id of topK < weights.length ? likeliest : largestFirst(weights)) {
      // Equal to all of it within rounding, where p is 1.
      if (topP < 1 && sum >= topP * mass) break;
      kept.push(id);
      sum += weights[id];
    }
    const values = kept.map(id => weights[id]);
    weights.fill(0);
    for (const [index, id] of kept.entries()) weights[id] = values[index];
  }
  if (minP > 0) for (let i = 0; i < weights.length; i++) if (weights[i] < minP) weights[i] = 0;
}
