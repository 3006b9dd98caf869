import type { DecodedBytes } from "../lens/decode/decodeBytes.js";
import type { Alternative, TokenScore } from "./TokenScore.js";

/** What a model in this process thinks of a token in its place. */
export interface TokenLogprob {
  /** Natural logarithm of its probability at temperature 1, before any cut. */
  readonly logprob: number;
  /** Likeliest first. */
  readonly top: readonly (readonly [token: number, logprob: number])[];
}

/** Bytes of the tokens of a vocabulary. */
export interface TokenTexts {
  bytes(token: number): Uint8Array;
}

/** Tokens a model has said. */
export interface SaidTokens {
  readonly tokens: ArrayLike<number>;
  /** Their bytes, up to a stop string. */
  readonly bytes: Uint8Array;
  /** Where each token ends in all bytes, the stop string too. */
  readonly ends: ArrayLike<number>;
}

/** Tokens of an answer with spans in its text; those that lie whole behind its end are left out. */
export function sampledScores(
  vocabulary: TokenTexts,
  { tokens, ends, bytes }: SaidTokens,
  { offsets }: DecodedBytes,
  scores: readonly TokenLogprob[],
): TokenScore[] {
  const at = (end: number): number => offsets[Math.min(end, bytes.length)];
  const whole = offsets[bytes.length];
  return Array.from(tokens).flatMap((token, index): TokenScore[] => {
    const byteStart = index === 0 ? 0 : at(ends[index - 1]);
    const behind = byteStart >= whole && index > 0 && ends[index - 1] < ends[index];
    if (behind) return [];
    return [tokenScore(vocabulary, token, { byteStart, byteEnd: at(ends[index]) }, scores[index])];
  });
}

/** A token with its span, and its score where there is one. */
export function tokenScore(
  vocabulary: TokenTexts,
  token: number,
  span: Pick<TokenScore, "byteStart" | "byteEnd">,
  score?: TokenLogprob,
): TokenScore {
  const named = (id: number): { readonly text: string; readonly id: number } => ({
    text: Buffer.from(vocabulary.bytes(id)).toString("utf8"),
    id,
  });
  if (score === undefined) return { ...named(token), ...span };
  const { logprob, top } = score;
  if (top.length === 0) return { ...named(token), ...span, logprob };
  const alternatives = top.map(([id, value]): Alternative => ({ ...named(id), logprob: value }));
  return { ...named(token), ...span, logprob, top: alternatives };
}
