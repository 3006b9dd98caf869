import { seededRandom } from "../../questions/random.js";
import type { DigitModel } from "./DigitModel.js";
import { drawDigit, type FiniteStateTextOptions } from "./drawFiniteStateTexts.js";
import { BEGIN } from "./FiniteStateMachine.js";

/**
 * Texts that a model writes at temperature 1 after {@link BEGIN}, token by token. {@link BEGIN} itself is never drawn (the
 * published sampling asks for the full length, which forbids it as well).
 */
export async function writeFiniteStateTexts(
  model: DigitModel,
  options: FiniteStateTextOptions,
): Promise<Uint8Array[]> {
  const { count, seed = 0, tokens = 128 } = options;
  const texts: Uint8Array[] = [];
  for (let number = 0; number < count; number++) {
    const random = seededRandom(`${seed}:written:${number}`);
    const text = new Uint8Array(tokens);
    text[0] = BEGIN;
    const reader = model.reader();
    for (let at = 1; at < tokens; at++) text[at] = drawDigit(await reader.read(text[at - 1]), random.next());
    texts.push(text);
  }
  return texts;
}
