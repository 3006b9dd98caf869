import { type FiniteStateMachine, statesOf } from "./FiniteStateMachine.js";

/** The state whose second digit each token is, −1 elsewhere; texts one after the other, [texts · tokens]. */
export function stateLabels(machine: FiniteStateMachine, texts: readonly Uint8Array[]): Int32Array {
  const length = texts[0]?.length ?? 0;
  const labels = new Int32Array(texts.length * length).fill(-1);
  for (const [number, text] of texts.entries())
    for (const [i, state] of statesOf(machine, text).entries()) labels[number * length + 2 * i + 2] = state;
  return labels;
}
