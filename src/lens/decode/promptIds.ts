import { SourceError } from "../../program/SourceError.js";
import type { LocalModel } from "../session/LocalModel.js";

/**
 * The ids of a prompt, checked.
 *
 * @throws SourceError for a prompt without a token, ids that are none, and where it fills the context.
 */
export function promptIds({ config, name }: LocalModel, prompt: ArrayLike<number>, who: string): Int32Array {
  if (prompt.length === 0)
    throw new SourceError(
      "a prompt needs a token; begin with the one for the beginning of a text",
      `${who}: prompt`,
    );
  for (let i = 0; i < prompt.length; i++)
    if (!Number.isInteger(prompt[i]) || prompt[i] < 0 || prompt[i] >= config.vocabulary)
      throw new SourceError(
        `token ${i} is ${prompt[i]}; ids of ${name} are 0 to ${config.vocabulary - 1}`,
        `${who}: prompt`,
      );
  if (prompt.length >= config.context)
    throw new SourceError(
      `${prompt.length} tokens do not fit the context of ${config.context} tokens of ${name}`,
      `${who}: prompt`,
    );
  return Int32Array.from(prompt);
}
