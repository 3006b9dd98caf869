import type { DigitModel, SetCodes } from "./DigitModel.js";
import { VOCABULARY } from "./FiniteStateMachine.js";

/** What stands at the last token of each of some texts. */
export interface LastTokens {
  /** Probability of each token next, one row a text. */
  readonly next: readonly Float32Array[];
  /** For each component asked for, the k codes of each text. */
  readonly codes: readonly (readonly Int32Array[])[];
}

/** Runs texts of one length and keeps their last token. */
export async function lastTokens(
  model: DigitModel,
  texts: readonly Uint8Array[],
  components: readonly number[] = [],
  set: readonly SetCodes[] = [],
): Promise<LastTokens> {
  const { probabilities, codes } = await model.run(texts, { codes: components, set });
  const length = texts[0].length;
  const rows = <T extends Float32Array | Int32Array>(values: T, width: number): T[] =>
    texts.map((_, text) => {
      const end = (text + 1) * length * width;
      return values.slice(end - width, end) as T;
    });
  return {
    next: rows(probabilities, VOCABULARY),
    codes: codes.map((values, i) => rows(values, model.components[components[i]].k)),
  };
}

/** Codes of one text (by its place among those that were run) to be set at a token of others. */
export function codesOf(
  read: LastTokens,
  components: readonly number[],
  text: number,
  position: number,
): SetCodes[] {
  return components.map((component, i) => ({ component, position, ids: read.codes[i][text] }));
}
