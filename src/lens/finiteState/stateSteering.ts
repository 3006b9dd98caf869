import { seededRandom } from "../../questions/random.js";
import { type CodePairOptions, inputPairs } from "./codeInterchange.js";
import type { ComponentSet } from "./componentSets.js";
import type { DigitModel, SetCodes } from "./DigitModel.js";
import { drawDigit } from "./drawFiniteStateTexts.js";
import { type FiniteStateMachine, stateDigits } from "./FiniteStateMachine.js";
import { codesOf, type LastTokens, lastTokens } from "./lastTokens.js";
import { type HitCount, isLegal } from "./transitions.js";
import { validPrefixes } from "./validPrefixes.js";

/** How often a model goes on as if it were in another state; for each state b whose codes are set, draws after other states. */
export interface StateSteering {
  /** Set of components; `none` for the model left alone. */
  readonly name: string;
  /** First digits drawn that begin a state that may follow b. */
  readonly first: readonly HitCount[];
  /** Next states drawn that may follow b. */
  readonly target: readonly HitCount[];
  /** The same draws: those that may follow the state that was written. */
  readonly written: readonly HitCount[];
  /**
   * Next states that may follow b where the second digit is drawn with the codes of b and the first digit set at that digit,
   * too.
   */
  readonly held: readonly HitCount[];
}

/**
 * State steering: after each other state a, the codes of a state b are set at a's last digit, and the two digits of a next state
 * are drawn at temperature 1 (the codes stay set while the second is). The second digit is drawn twice: once with nothing set at
 * the first digit, where the model may look at the digits of a again; once with the codes set that b and the first digit have
 * there. The first entry, `none`, is without codes set.
 */
export async function stateSteering(
  model: DigitModel,
  machine: FiniteStateMachine,
  sets: readonly ComponentSet[],
  options: CodePairOptions = {},
): Promise<StateSteering[]> {
  const inputs = validPrefixes(machine, 2);
  const every = [...model.components.keys()];
  const read = await lastTokens(model, inputs, every);
  const longer = inputs.flatMap(input =>
    Array.from({ length: 10 }, (_, digit) => Uint8Array.of(...input, digit)),
  );
  const readLonger = await lastTokens(model, longer, every);
  const begins = machine.successors.map(list => new Set(list.map(next => stateDigits(next)[0])));
  const results: StateSteering[] = [];
  for (const { name, components } of [{ name: "none", components: [] }, ...sets]) {
    const codes = (from: LastTokens, text: number, position: number): SetCodes[] =>
      codesOf(from, every, text, position).filter(({ component }) => components.includes(component));
    const counts = { first: [], target: [], written: [], held: [] } as Record<
      Exclude<keyof StateSteering, "name">,
      HitCount[]
    >;
    for (const { target, others } of inputPairs(inputs.length, options)) {
      // The same shares for every set, so that sets differ by what the model predicts only.
      const random = seededRandom(`${options.seed ?? 0}:steering:${target}`);
      const shares = others.map(() => [random.next(), random.next()]);
      const texts = others.map(other => inputs[other]);
      const own = codes(read, target, 2);
      const first = (await lastTokens(model, texts, [], own)).next.map((row, i) =>
        drawDigit(row, shares[i][0]),
      );
      const second = async (places: readonly number[], set: readonly SetCodes[]): Promise<number[]> => {
        const written = places.map(i => Uint8Array.of(...texts[i], first[i]));
        const { next } = await lastTokens(model, written, [], set);
        return next.map((row, j) => 10 * first[places[j]] + drawDigit(row, shares[places[j]][1]));
      };
      const states = await second([...first.keys()], own);
      const held = new Array<number>(states.length);
      for (const digit of new Set(first)) {
        const places = [...first.keys()].filter(i => first[i] === digit);
        const set = [...own, ...codes(readLonger, 10 * target + digit, 3)];
        for (const [j, state] of (await second(places, set)).entries()) held[places[j]] = state;
      }
      const count = (right: (i: number) => boolean): HitCount => ({
        hits: [...first.keys()].filter(right).length,
        tries: first.length,
      });
      counts.first.push(count(i => begins[target].has(first[i])));
      counts.target.push(count(i => isLegal(machine, target, states[i])));
      counts.written.push(count(i => isLegal(machine, others[i], states[i])));
      counts.held.push(count(i => isLegal(machine, target, held[i])));
    }
    results.push({ name, ...counts });
  }
  return results;
}
