import { BEGIN, type FiniteStateMachine, stateDigits } from "./FiniteStateMachine.js";
import { nextDigits } from "./nextDigits.js";

/** The best any model can do on the texts of a machine. */
export interface FiniteStateFloor {
  /** Least cross-entropy, nats a token. */
  readonly loss: number;
  /** Greatest share of tokens that the likeliest token can be, 0..1. */
  readonly accuracy: number;
  /** Entropy of the first digit of the next state, nats, in the long run: H1. */
  readonly firstDigit: number;
  /** Tokens a text has, {@link BEGIN} included. */
  readonly tokens: number;
}

/**
 * Entropy of the process itself, exactly, averaged over the digits of a text: for the published machine
 * (ln 100 + 62 · ln 10 + H1) / 127. The distribution over states is followed from the first, which is uniform, digit by digit.
 *
 * @param tokens of a text, with {@link BEGIN}, at least 2. Default 128.
 */
export function finiteStateFloor(machine: FiniteStateMachine, tokens = 128): FiniteStateFloor {
  const { states, transitions } = machine;
  const rows = Array.from({ length: states }, (_, state) =>
    digitCosts(machine, [BEGIN, ...stateDigits(state)]),
  );
  const mean = (weights: Float64Array, of: (cost: DigitCosts) => number): number =>
    weights.reduce((sum, weight, state) => sum + weight * of(rows[state]), 0);
  const start = digitCosts(machine, [BEGIN]);
  let loss = 0;
  let accuracy = 0;
  let now: Float64Array | undefined;
  for (let digit = 1; digit < tokens; digit++) {
    const part = digit % 2 === 1 ? "first" : "second";
    const own = now;
    loss += own === undefined ? start[part].entropy : mean(own, cost => cost[part].entropy);
    accuracy += own === undefined ? start[part].best : mean(own, cost => cost[part].best);
    if (part === "second")
      now = own === undefined ? new Float64Array(states).fill(1 / states) : step(own, transitions, states);
  }
  let settled: Float64Array = new Float64Array(states).fill(1 / states);
  for (let i = 0; i < 1000; i++) settled = step(settled, transitions, states);
  return {
    loss: loss / (tokens - 1),
    accuracy: accuracy / (tokens - 1),
    firstDigit: mean(settled, cost => cost.first.entropy),
    tokens,
  };
}

/** Entropy (nats) and greatest probability of the next state's first digit, and of the second one once the first is known. */
interface DigitCosts {
  readonly first: { readonly entropy: number; readonly best: number };
  readonly second: { readonly entropy: number; readonly best: number };
}

function digitCosts(machine: FiniteStateMachine, text: readonly number[]): DigitCosts {
  const first = nextDigits(machine, text);
  let entropy = 0;
  let best = 0;
  for (const [digit, p] of first.entries()) {
    if (p === 0) continue;
    const second = nextDigits(machine, [...text, digit]);
    entropy += p * entropyOf(second);
    best += p * Math.max(...second);
  }
  return { first: { entropy: entropyOf(first), best: Math.max(...first) }, second: { entropy, best } };
}

function entropyOf(probabilities: Float64Array): number {
  return probabilities.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
}

function step(weights: Float64Array, transitions: Float64Array, states: number): Float64Array {
  const next = new Float64Array(states);
  for (let from = 0; from < states; from++)
    for (let to = 0; to < states; to++) next[to] += weights[from] * transitions[from * states + to];
  return next;
}
