import { seededRandom } from "../../questions/random.js";
import { type CodePairOptions, inputPairs } from "./codeInterchange.js";
import type { ComponentSet } from "./componentSets.js";
import type { DigitModel, SetCodes } from "./DigitModel.js";
import { drawDigit } from "./drawFiniteStateTexts.js";
import type { FiniteStateMachine } from "./FiniteStateMachine.js";
import { codesOf, lastTokens } from "./lastTokens.js";
import { type HitCount, isLegal } from "./transitions.js";
import { validPrefixes } from "./validPrefixes.js";

/** How often a model goes on as if it were in another state. */
export interface StateSteering {
  /** Set of components; `none` for the model left alone. */
  readonly name: string;
  /** For each state b: next states drawn after other states a with b's codes, that may follow b. */
  readonly target: readonly HitCount[];
  /** The same draws: those that may follow a, the state that was written. */
  readonly written: readonly HitCount[];
}

/**
 * State steering: after each other state a, the codes of a state b are set at a's last digit, and the two digits of a next state
 * are drawn at temperature 1 (the codes stay set while the second is). The first entry, `none`, is without codes set.
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
  const pairs = inputPairs(inputs.length, options);
  const results: StateSteering[] = [];
  for (const { name, components } of [{ name: "none", components: [] }, ...sets]) {
    const target: HitCount[] = [];
    const written: HitCount[] = [];
    for (const pair of pairs) {
      const set = codesOf(read, every, pair.target, 2).filter(({ component }) =>
        components.includes(component),
      );
      // The same shares for every set, so that sets differ by what the model predicts only.
      const random = seededRandom(`${options.seed ?? 0}:steering:${pair.target}`);
      const texts = pair.others.map(other => inputs[other]);
      const states = await drawNext(model, texts, set, () => random.next());
      const hits = (from: (i: number) => number): number =>
        states.filter((state, i) => isLegal(machine, from(i), state)).length;
      target.push({ hits: hits(() => pair.target), tries: states.length });
      written.push({ hits: hits(i => pair.others[i]), tries: states.length });
    }
    results.push({ name, target, written });
  }
  return results;
}

async function drawNext(
  model: DigitModel,
  texts: readonly Uint8Array[],
  set: readonly SetCodes[],
  random: () => number,
): Promise<number[]> {
  const shares = texts.map(() => [random(), random()]);
  const first = (await lastTokens(model, texts, [], set)).next.map((row, i) => drawDigit(row, shares[i][0]));
  const longer = texts.map((text, i) => Uint8Array.of(...text, first[i]));
  const second = (await lastTokens(model, longer, [], set)).next.map((row, i) =>
    drawDigit(row, shares[i][1]),
  );
  return first.map((digit, i) => 10 * digit + second[i]);
}
