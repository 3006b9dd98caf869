import { SourceError } from "../../program/SourceError.js";
import { NumpyGenerator } from "./NumpyGenerator.js";

/** Id of the token that begins every text; digits have the ids 0 to 9. */
export const BEGIN = 10;
/** Tokens of the vocabulary: ten digits and {@link BEGIN}. */
export const VOCABULARY = 11;

/**
 * A Markov chain whose states are written with two digits, 00 to 99: the data of the finite-state experiment ("TokFSM") of
 * Tamkin et al., "Codebook Features" (arXiv 2310.17230), section 4.
 */
export interface FiniteStateMachine {
  /** 1 .. 100. */
  readonly states: number;
  /** Probability of each next state, [states, states], row-major; every row adds up to 1. */
  readonly transitions: Float64Array;
  /** States that may follow each state, ascending. */
  readonly successors: readonly (readonly number[])[];
}

/**
 * The machine with these transition probabilities, such as those of the file `fsm.npy` that the published models come with.
 *
 * @throws SourceError for a matrix that is not square, too large, or whose rows are no probabilities (naming row and column).
 */
export function finiteStateMachine(transitions: ArrayLike<number>): FiniteStateMachine {
  const states = Math.sqrt(transitions.length);
  if (!Number.isInteger(states) || states < 1 || states > 100)
    throw new SourceError(
      `expected the numbers of a square matrix for 1 to 100 states, not ${transitions.length}`,
      "transitions",
    );
  const matrix = Float64Array.from(transitions);
  const successors: number[][] = [];
  for (let state = 0; state < states; state++) {
    const row = matrix.subarray(state * states, (state + 1) * states);
    const wrong = row.findIndex(p => !(p >= 0));
    if (wrong >= 0)
      throw new SourceError(`row ${state}, column ${wrong}: ${row[wrong]} is no probability`, "transitions");
    const sum = row.reduce((a, b) => a + b, 0);
    if (Math.abs(sum - 1) > 1e-6)
      throw new SourceError(`row ${state} adds up to ${sum}, not to 1`, "transitions");
    successors.push(Array.from(row.keys()).filter(next => row[next] > 0));
  }
  return { states, transitions: matrix, successors };
}

/** Which machine is made. */
export interface FiniteStateOptions {
  /** 11 .. 100. Default 100. */
  readonly states?: number;
  /** Successors of each state, at most `states`. Default 10. */
  readonly edges?: number;
  /** Default 42, which gives the published machine. */
  readonly seed?: number;
}

/**
 * A random machine: each state has `edges` successors, drawn without replacement and equally likely. They are those
 * that numpy's `default_rng(seed).choice(states, edges, replace=False)` gives row by row, so that seed 42 with 100 states
 * and 10 edges is the published machine.
 *
 * @throws SourceError naming the option.
 */
export function randomFiniteStateMachine(options: FiniteStateOptions = {}): FiniteStateMachine {
  const { states = 100, edges = 10, seed = 42 } = options;
  if (!Number.isInteger(states) || states < 11 || states > 100)
    throw new SourceError(`expected a whole number from 11 to 100, not ${states}`, "states");
  if (!Number.isInteger(edges) || edges < 1 || edges > states)
    throw new SourceError(`expected a whole number from 1 to ${states}, not ${edges}`, "edges");
  const random = new NumpyGenerator(seed);
  const transitions = new Float64Array(states * states);
  for (let state = 0; state < states; state++)
    for (const next of random.choice(states, edges)) transitions[state * states + next] = 1 / edges;
  return finiteStateMachine(transitions);
}

/** Ids of the two digits of a state. */
export function stateDigits(state: number): readonly [number, number] {
  return [Math.floor(state / 10), state % 10];
}

/**
 * States a text spells out after {@link BEGIN}; −1 where two tokens that belong together are no digits or no state. A last
 * single digit is left out.
 */
export function statesOf(machine: FiniteStateMachine, text: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (let at = 1; at + 1 < text.length; at += 2) {
    const state = text[at] < 10 && text[at + 1] < 10 ? 10 * text[at] + text[at + 1] : -1;
    found.push(state < machine.states ? state : -1);
  }
  return found;
}
