import { seededRandom } from "../../questions/random.js";
import { BEGIN, type FiniteStateMachine } from "./FiniteStateMachine.js";
import { nextDigits } from "./nextDigits.js";

/** Texts of a machine. */
export interface FiniteStateTextOptions {
  /** How many. */
  readonly count: number;
  /** Default 0. Text i is the same whatever the count. */
  readonly seed?: number;
  /** Tokens of a text, {@link BEGIN} included. Default 128; with an even number the last state lacks its second digit. */
  readonly tokens?: number;
}

/** Random texts of a machine: {@link BEGIN}, then the digits of a walk whose first state is any. */
export function drawFiniteStateTexts(
  machine: FiniteStateMachine,
  options: FiniteStateTextOptions,
): Uint8Array[] {
  const { count, seed = 0, tokens = 128 } = options;
  return Array.from({ length: count }, (_, number) => {
    const random = seededRandom(`${seed}:finite state:${number}`);
    const text = new Uint8Array(tokens);
    text[0] = BEGIN;
    for (let at = 1; at < tokens; at++)
      text[at] = drawDigit(nextDigits(machine, text.subarray(0, at)), random.next());
    return text;
  });
}

/** The digit at which the sum of weights, none below 0, passes `share` (0 ≤ share < 1) of their total. */
export function drawDigit(weights: ArrayLike<number>, share: number): number {
  let total = 0;
  for (let digit = 0; digit < 10; digit++) total += weights[digit];
  let left = share * total;
  let chosen = 0;
  for (let digit = 0; digit < 10; digit++) {
    if (!(weights[digit] > 0)) continue;
    chosen = digit;
    left -= weights[digit];
    if (left < 0) break;
  }
  return chosen;
}
