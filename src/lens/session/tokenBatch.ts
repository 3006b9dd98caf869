import { SourceError } from "../../program/SourceError.js";

/** Texts of a run as ids, checked. */
export interface TokenBatch {
  readonly texts: readonly Int32Array[];
  readonly lengths: readonly number[];
  /** Tokens of the longest. */
  readonly longest: number;
}

/**
 * Reads one text or a batch of them.
 *
 * @param past tokens in the cache.
 * @throws SourceError for empty texts, ids the model does not have, and texts longer than its context.
 */
export function tokenBatch(
  tokens: ArrayLike<number> | readonly ArrayLike<number>[],
  { vocabulary, context, past }: { vocabulary: number; context: number; past: number },
): TokenBatch {
  const isBatch = Array.isArray(tokens) && typeof tokens[0] === "object";
  const given = isBatch ? (tokens as readonly ArrayLike<number>[]) : [tokens as ArrayLike<number>];
  const texts = given.map((text, index) => {
    const which = isBatch ? `text ${index}` : "the text";
    if (!text?.length) throw new SourceError(`${which} has no tokens`, "tokens");
    if (past + text.length > context) {
      const held = past ? `${past} in the cache and ${text.length} new ones` : `${text.length}`;
      throw new SourceError(
        `${which} has ${past + text.length} tokens (${held}); the context is ${context}`,
        "tokens",
      );
    }
    for (let i = 0; i < text.length; i++)
      if (!Number.isInteger(text[i]) || text[i] < 0 || text[i] >= vocabulary)
        throw new SourceError(
          `token ${i} of ${which} is ${text[i]}; the model has ids 0 to ${vocabulary - 1}`,
          "tokens",
        );
    return Int32Array.from(text);
  });
  const lengths = texts.map(text => text.length);
  return { texts, lengths, longest: lengths.reduce((most, length) => Math.max(most, length), 0) };
}
