import type { DigitModel } from "./DigitModel.js";
import { type FiniteStateMachine, statesOf, VOCABULARY } from "./FiniteStateMachine.js";
import { validPrefixes } from "./validPrefixes.js";

/** Hits among tries that belong together (of one text, of one state). */
export interface HitCount {
  readonly hits: number;
  readonly tries: number;
}

/** Whether one state may follow another. */
export function isLegal(machine: FiniteStateMachine, from: number, to: number): boolean {
  return from >= 0 && to >= 0 && machine.transitions[from * machine.states + to] > 0;
}

/** Neighbouring states of each text that are an edge of the machine. Two tokens that are no state make no edge. */
export function legalTransitions(machine: FiniteStateMachine, texts: readonly Uint8Array[]): HitCount[] {
  return texts.map(text => {
    const states = statesOf(machine, text);
    const hits = states.filter((state, i) => i > 0 && isLegal(machine, states[i - 1], state)).length;
    return { hits, tries: Math.max(0, states.length - 1) };
  });
}

/** The first transition of each text only. */
export function legalFirstTransitions(machine: FiniteStateMachine, texts: readonly Uint8Array[]): HitCount[] {
  return legalTransitions(
    machine,
    texts.map(text => text.subarray(0, 5)),
  );
}

/**
 * Without sampling: next states of each state at the beginning of a text, ranked by p(first digit) · p(second digit | first);
 * of as many of the best as the state has successors, those that are successors. One entry a state.
 */
export async function rankedTransitions(model: DigitModel, machine: FiniteStateMachine): Promise<HitCount[]> {
  const prefixes = validPrefixes(machine, 2);
  const texts = prefixes.flatMap(prefix =>
    Array.from({ length: 10 }, (_, digit) => Uint8Array.of(...prefix, digit)),
  );
  const { probabilities } = await model.run(texts);
  const at = (text: number, position: number, digit: number): number =>
    probabilities[(text * 4 + position) * VOCABULARY + digit];
  return machine.successors.map((successors, state) => {
    const scores = Array.from({ length: 100 }, (_, next) => {
      const text = 10 * state + Math.floor(next / 10);
      return at(text, 2, Math.floor(next / 10)) * at(text, 3, next % 10);
    });
    const ranked = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
    const best = new Set(ranked.slice(0, successors.length));
    return { hits: successors.filter(next => best.has(next)).length, tries: successors.length };
  });
}
