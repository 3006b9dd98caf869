import { SequenceNormalizer } from "@huggingface/tokenizers";
import { SourceError } from "../../../program/SourceError.js";
import type { TokenizerPart } from "../TokenizerJson.js";

/**
 * What is done to a text before it is cut; undefined where nothing is.
 *
 * @throws SourceError for a kind that is not known.
 */
export function normalizerOf(
  part: TokenizerPart | undefined,
  source: string,
): ((text: string) => string) | undefined {
  if (part === undefined) return undefined;
  try {
    const normalizer = new SequenceNormalizer({ type: "Sequence", normalizers: [part] } as never);
    return text => normalizer.normalize(text);
  } catch (error) {
    throw new SourceError(`tokenizer: ${(error as Error).message}`, source);
  }
}
