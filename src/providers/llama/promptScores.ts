import { ProviderError } from "../ProviderError.js";
import { type TokenLogprob, tokenScore } from "../sampledScores.js";
import type { TokenScore } from "../TokenScore.js";
import type { Token } from "./NodeLlama.js";
import type { TokenBytes } from "./tokenBytes.js";

/**
 * Tokens of a prompt with spans in it. A space that the tokenizer puts before a text belongs to no span.
 *
 * @param tokens without the mark of the beginning.
 * @param scores of all of them, or of all but the first.
 * @throws ProviderError (`malformed`) where the tokens are not the text.
 */
export function promptScores(
  vocabulary: TokenBytes,
  text: string,
  tokens: readonly Token[],
  scores: readonly TokenLogprob[],
  file: string,
): TokenScore[] {
  const parts = tokens.map(token => vocabulary.bytes(token));
  const all = Buffer.concat(parts);
  const bytes = Buffer.from(text, "utf8");
  const shift = all.length - bytes.length;
  if ((shift !== 0 && (shift !== 1 || all[0] !== 0x20)) || !all.subarray(shift).equals(bytes)) {
    throw new ProviderError(
      "malformed",
      `${file}: its ${tokens.length} tokens do not give back the text they were made of`,
    );
  }
  const unscored = tokens.length - scores.length;
  let end = -shift;
  return tokens.map((token, index): TokenScore => {
    const byteStart = Math.max(0, end);
    end += parts[index].length;
    const score = index < unscored ? undefined : scores[index - unscored];
    return tokenScore(vocabulary, token, { byteStart, byteEnd: Math.max(0, end) }, score);
  });
}
