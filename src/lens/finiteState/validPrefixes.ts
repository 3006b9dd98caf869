import { BEGIN, type FiniteStateMachine, stateDigits } from "./FiniteStateMachine.js";

/**
 * Every text of {@link BEGIN} and this many digits that the machine can write, in the order of their digits: with 2 digits
 * its states, with 3 its states with the first digit of what follows (686 of the published machine).
 */
export function validPrefixes(machine: FiniteStateMachine, digits: 2 | 3): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let state = 0; state < machine.states; state++) {
    const text = [BEGIN, ...stateDigits(state)];
    if (digits === 2) found.push(Uint8Array.from(text));
    else {
      const firsts = new Set(machine.successors[state].map(next => stateDigits(next)[0]));
      for (const first of [...firsts].sort((a, b) => a - b)) found.push(Uint8Array.of(...text, first));
    }
  }
  return found;
}
