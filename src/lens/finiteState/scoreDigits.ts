import { type FiniteStateMachine, VOCABULARY } from "./FiniteStateMachine.js";
import { nextDigits } from "./nextDigits.js";

/** Sums over the tokens of one text that were predicted: all but the first. */
export interface DigitScore {
  readonly tokens: number;
  /** Cross-entropy, nats, summed. */
  readonly loss: number;
  /** The same of the machine itself on the same tokens: what no model can go below on average. */
  readonly floor: number;
  /** Tokens that were the likeliest one (of equal ones the least id). */
  readonly right: number;
}

/**
 * Scores texts of a machine, each token given all before it; one entry a text.
 *
 * @param probabilities of each token next, [texts, tokens, VOCABULARY].
 */
export function scoreDigits(
  machine: FiniteStateMachine,
  texts: readonly Uint8Array[],
  probabilities: Float32Array,
): DigitScore[] {
  return texts.map((text, number) => {
    let loss = 0;
    let floor = 0;
    let right = 0;
    for (let at = 1; at < text.length; at++) {
      const from = (number * text.length + at - 1) * VOCABULARY;
      const row = probabilities.subarray(from, from + VOCABULARY);
      loss -= Math.log(row[text[at]]);
      floor -= Math.log(nextDigits(machine, text.subarray(0, at))[text[at]]);
      if (row.indexOf(Math.max(...row)) === text[at]) right++;
    }
    return { tokens: text.length - 1, loss, floor, right };
  });
}
