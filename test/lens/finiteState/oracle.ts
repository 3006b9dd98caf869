import type { CodeComponent, DigitModel, SetCodes } from "../../../src/lens/finiteState/DigitModel.js";
import { type FiniteStateMachine, VOCABULARY } from "../../../src/lens/finiteState/FiniteStateMachine.js";
import { nextDigits } from "../../../src/lens/finiteState/nextDigits.js";

/** Code of the oracle's component at a token: the state, or 100 + 10 · state + digit, or 2000 before there is a state. */
function codeOf(before: number, token: number, position: number): number {
  if (position < 2) return 2000 + token;
  if (position % 2 === 1) return 100 + 10 * before + token;
  return before < 2000 ? 10 * (before % 10) + token : 10 * (before - 2000) + token;
}

/**
 * A predictor that is the machine itself and carries what it knows in the codes of its second component; those of the first
 * one are the token, and are read by nobody. What is set is what it knows.
 */
export function oracle(machine: FiniteStateMachine, uniform = false): DigitModel {
  const components: CodeComponent[] = [
    { name: "L0 attention", layer: 0, part: "attention", codes: 16, k: 1 },
    { name: "L0 MLP", layer: 0, part: "MLP", codes: 2100, k: 1 },
  ];
  const predict = (code: number): Float32Array => {
    const row = new Float32Array(VOCABULARY);
    if (uniform) return row.fill(1 / VOCABULARY);
    const digits =
      code >= 2000
        ? code === 2010
          ? [10]
          : [10, code - 2000]
        : code >= 100
          ? [10, Math.floor((code - 100) / 100), Math.floor((code - 100) / 10) % 10, code % 10]
          : [10, Math.floor(code / 10), code % 10];
    row.set(nextDigits(machine, digits));
    return row;
  };
  const follow = (text: Uint8Array, set: readonly SetCodes[]): number[] => {
    const codes: number[] = [];
    for (const [position, token] of text.entries()) {
      const changed = set.find(one => one.component === 1 && one.position === position);
      codes.push(changed?.ids[0] ?? codeOf(codes[position - 1] ?? 0, token, position));
    }
    return codes;
  };
  return {
    components,
    neurons: [2],
    run(texts, { codes: wanted = [], set = [] } = {}) {
      const length = texts[0].length;
      const all = texts.map(text => follow(text, set));
      const probabilities = new Float32Array(texts.length * length * VOCABULARY);
      for (const [i, code] of all.flat().entries()) probabilities.set(predict(code), i * VOCABULARY);
      const tokens = Int32Array.from(texts.flatMap(text => [...text]));
      return Promise.resolve({
        probabilities,
        codes: wanted.map(place => (place === 0 ? tokens : Int32Array.from(all.flat()))),
      });
    },
    // One neuron that is 1 at state 42 and ½ at other states ending in 2, one that is always 1.
    readNeurons: (_, texts) =>
      Promise.resolve(
        Float32Array.from(
          texts
            .flatMap(text => follow(text, []))
            .flatMap(code => [code === 42 ? 1 : code < 100 && code % 10 === 2 ? 0.5 : -1, 1]),
        ),
      ),
    reader() {
      const read: number[] = [];
      return {
        read(token) {
          read.push(token);
          return Promise.resolve(predict(follow(Uint8Array.from(read), []).at(-1) as number));
        },
      };
    },
  };
}
