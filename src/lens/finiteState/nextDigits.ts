import type { FiniteStateMachine } from "./FiniteStateMachine.js";

/**
 * Probabilities of the digit that follows a text by the machine itself, [10]: of the first digit of a state, or of the
 * second one given the first. The first state is any, all alike. All 0 where the text is one the machine never writes.
 */
export function nextDigits(machine: FiniteStateMachine, text: ArrayLike<number>): Float64Array {
  const { states, transitions } = machine;
  const digits = new Float64Array(10);
  const written = text.length - 1;
  const half = written % 2 === 1;
  const complete = half ? written - 1 : written;
  const last = complete === 0 ? undefined : 10 * text[complete - 1] + text[complete];
  let mass = 0;
  for (let next = 0; next < states; next++) {
    const p = last === undefined ? 1 / states : (transitions[last * states + next] ?? 0);
    const first = Math.floor(next / 10);
    if (half && first !== text[written]) continue;
    mass += p;
    digits[half ? next % 10 : first] += p;
  }
  return mass > 0 ? digits.map(p => p / mass) : digits;
}
