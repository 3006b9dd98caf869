/** The best neuron for a label, at the recall of a code. */
export interface MatchedNeuron {
  /** −1 where the label has no hits to match. */
  readonly neuron: number;
  /** Tokens with the label at or above the threshold that gives the recall, and all tokens at or above it. */
  readonly hits: number;
  readonly fired: number;
}

/**
 * For each label the most precise neuron of a layer, when each neuron's threshold is set so that it finds at least as many
 * tokens of the label as a code does (Tamkin et al.'s comparison of codes with neurons). Chosen on the very tokens it is
 * measured on, which is in favour of neurons.
 *
 * @param values [tokens, neurons].
 * @param tokenLabels label of each token, or −1.
 * @param wanted tokens of each label to be found, [labels].
 */
export function matchedNeurons(
  values: Float32Array,
  neurons: number,
  tokenLabels: Int32Array,
  wanted: ArrayLike<number>,
): MatchedNeuron[] {
  const tokens = tokenLabels.length;
  const labels = wanted.length;
  const best: MatchedNeuron[] = Array.from({ length: labels }, () => ({ neuron: -1, hits: 0, fired: 0 }));
  const keys = new Float64Array(tokens);
  const seen = new Uint32Array(labels);
  const bits = new Int32Array(1);
  const number = new Float32Array(bits.buffer);
  for (let neuron = 0; neuron < neurons; neuron++) {
    for (let token = 0; token < tokens; token++) {
      // Value and place in one number that sorts as the value does, the greatest first: -0 counts as 0.
      number[0] = values[token * neurons + neuron] + 0;
      const order = bits[0] < 0 ? -(bits[0] & 0x7fff_ffff) : bits[0];
      keys[token] = -order * 2 ** 21 + token;
    }
    keys.sort();
    seen.fill(0);
    let token = 0;
    while (token < tokens) {
      const value = Math.floor(keys[token] / 2 ** 21);
      const reached: number[] = [];
      let end = token;
      // Equal values are above the threshold together.
      for (; end < tokens && Math.floor(keys[end] / 2 ** 21) === value; end++) {
        const label = tokenLabels[keys[end] - value * 2 ** 21];
        if (label >= 0 && ++seen[label] === wanted[label]) reached.push(label);
      }
      for (const label of reached) {
        const { hits, fired } = best[label];
        if (best[label].neuron < 0 || seen[label] * fired > hits * end)
          best[label] = { neuron, hits: seen[label], fired: end };
      }
      token = end;
    }
  }
  return best;
}
