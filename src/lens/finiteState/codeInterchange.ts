import { seededRandom } from "../../questions/random.js";
import type { ComponentSet } from "./componentSets.js";
import type { DigitModel } from "./DigitModel.js";
import { jensenShannon } from "./jensenShannon.js";
import { codesOf, lastTokens } from "./lastTokens.js";

/** Which pairs are compared. */
export interface CodePairOptions {
  /** Inputs whose codes are taken; all where there are no more. Default all. */
  readonly targets?: number;
  /** Other inputs each of them is set in. Default all. */
  readonly others?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** What codes of an input do to what a model predicts after other inputs. */
export interface CodeInterchange {
  readonly name: string;
  /** For each input whose codes were taken: pairs, and the divergence (nats) from its own distribution summed over them. */
  readonly targets: readonly {
    readonly input: number;
    readonly pairs: number;
    /** With its codes at the other input's last token. */
    readonly patched: number;
    readonly unpatched: number;
  }[];
}

/**
 * Code interchange: the codes an input has at its last token are set at the last token of every other input; how far is what the
 * model then predicts from what it predicts after that input? 0 where the codes decide everything, as far as before where they
 * decide nothing.
 *
 * @param inputs texts of one length.
 */
export async function codeInterchange(
  model: DigitModel,
  inputs: readonly Uint8Array[],
  sets: readonly ComponentSet[],
  options: CodePairOptions = {},
): Promise<CodeInterchange[]> {
  const every = [...model.components.keys()];
  const read = await lastTokens(model, inputs, every);
  const pairs = inputPairs(inputs.length, options);
  const position = inputs[0].length - 1;
  const results: CodeInterchange[] = [];
  for (const { name, components } of sets) {
    const targets = [];
    for (const { target, others } of pairs) {
      const set = codesOf(read, every, target, position).filter(({ component }) =>
        components.includes(component),
      );
      const texts = others.map(other => inputs[other]);
      const { next } = await lastTokens(model, texts, [], set);
      const own = read.next[target];
      targets.push({
        input: target,
        pairs: others.length,
        patched: next.reduce((sum, row) => sum + jensenShannon(row, own), 0),
        unpatched: others.reduce((sum, other) => sum + jensenShannon(read.next[other], own), 0),
      });
    }
    results.push({ name, targets });
  }
  return results;
}

/** Inputs whose codes are taken, ascending, and those they are set in: never itself. */
export function inputPairs(
  inputs: number,
  { targets = inputs, others = inputs, seed = 0 }: CodePairOptions,
): { readonly target: number; readonly others: readonly number[] }[] {
  const all = Array.from({ length: inputs }, (_, i) => i);
  const some = (key: string, from: readonly number[], count: number): number[] =>
    count >= from.length
      ? [...from]
      : seededRandom(`${seed}:${key}`)
          .shuffle(from)
          .slice(0, count)
          .sort((a, b) => a - b);
  return some("targets", all, targets).map(target => ({
    target,
    others: some(
      `others:${target}`,
      all.filter(other => other !== target),
      others,
    ),
  }));
}
