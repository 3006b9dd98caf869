import type { TokenScore } from "../TokenScore.js";

/** OpenAI's number for a token outside of the likeliest ones. */
const TOLD_NOTHING = -9999;

/** A token's own score, as far as a server told it. */
export interface ToldScore {
  /** NaN where nothing is known. */
  readonly logprob: number;
  /** The number is that of the least likely alternative told: the token's own is at most that. */
  readonly bounded: boolean;
  /** 1 is the likeliest; 0 where unknown. */
  readonly rank: number;
}

/** Reads the score of a token out of what a server told of it and of the alternatives. */
export function logprobOf({ logprob, top = [], id, text }: TokenScore): ToldScore {
  const at = top.findIndex(other =>
    id === undefined || other.id === undefined ? other.text === text : other.id === id,
  );
  const least = top.at(-1)?.logprob;
  const told = logprob !== undefined && logprob > TOLD_NOTHING ? logprob : top[at]?.logprob;
  if (told !== undefined) return { logprob: Math.min(0, told), bounded: false, rank: rankOf(top, at, told) };
  // Not even among the alternatives: at most as likely as the last of them.
  if (least === undefined) return { logprob: Number.NaN, bounded: false, rank: 0 };
  return { logprob: Math.min(0, least), bounded: true, rank: 0 };
}

/** Its place among the alternatives; if it is likelier than all of them it is the first. */
function rankOf(top: NonNullable<TokenScore["top"]>, at: number, logprob: number): number {
  if (at >= 0) return 1 + top.filter(other => other.logprob > top[at].logprob).length;
  return top.length > 0 && logprob > top[0].logprob ? 1 : 0;
}
