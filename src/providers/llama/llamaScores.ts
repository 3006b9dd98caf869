import type { DecodedBytes } from "../../lens/decode/decodeBytes.js";
import { ProviderError } from "../ProviderError.js";
import type { Alternative, TokenScore } from "../TokenScore.js";
import type { GeneratedTokens } from "./generateTokens.js";
import type { Token } from "./NodeLlama.js";
import type { TokenLogprob } from "./scoreTokens.js";
import type { TokenBytes } from "./tokenBytes.js";

/** Tokens of an answer with spans in its text; those that lie whole behind its end are left out. */
export function sampledScores(
  vocabulary: TokenBytes,
  { tokens, ends, bytes }: GeneratedTokens,
  { offsets }: DecodedBytes,
  scores: readonly TokenLogprob[],
): TokenScore[] {
  const at = (end: number): number => offsets[Math.min(end, bytes.length)];
  const whole = offsets[bytes.length];
  return tokens.flatMap((token, index): TokenScore[] => {
    const byteStart = index === 0 ? 0 : at(ends[index - 1]);
    const behind = byteStart >= whole && index > 0 && ends[index - 1] < ends[index];
    if (behind) return [];
    return [
      {
        ...named(vocabulary, token),
        byteStart,
        byteEnd: at(ends[index]),
        ...scored(vocabulary, scores[index]),
      },
    ];
  });
}

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
    return {
      ...named(vocabulary, token),
      byteStart,
      byteEnd: Math.max(0, end),
      ...(score === undefined ? {} : scored(vocabulary, score)),
    };
  });
}

function named(vocabulary: TokenBytes, token: Token): { readonly text: string; readonly id: number } {
  return { text: vocabulary.bytes(token).toString("utf8"), id: token };
}

function scored(
  vocabulary: TokenBytes,
  { logprob, top }: TokenLogprob,
): { logprob: number; top?: Alternative[] } {
  if (top.length === 0) return { logprob };
  return { logprob, top: top.map(([token, value]) => ({ ...named(vocabulary, token), logprob: value })) };
}
