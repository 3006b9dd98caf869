import { VOCABULARY } from "./FiniteStateMachine.js";

/**
 * Softmax of each row of logits, of which the first eleven tokens are kept.
 *
 * @param logits [rows, vocabulary].
 * @returns [rows, VOCABULARY].
 */
export function nextTokenShares(logits: Float32Array, vocabulary: number): Float32Array {
  const rows = logits.length / vocabulary;
  const shares = new Float32Array(rows * VOCABULARY);
  for (let row = 0; row < rows; row++) {
    const from = row * vocabulary;
    let most = Number.NEGATIVE_INFINITY;
    for (let id = 0; id < vocabulary; id++) most = Math.max(most, logits[from + id]);
    let sum = 0;
    for (let id = 0; id < vocabulary; id++) sum += Math.exp(logits[from + id] - most);
    for (let id = 0; id < VOCABULARY; id++)
      shares[row * VOCABULARY + id] = Math.exp(logits[from + id] - most) / sum;
  }
  return shares;
}
