import type { Aligned } from "./Aligned.js";
import { type KeyBy, nodeKey, WHITE_SPACE_KEY } from "./nodeKey.js";
import { ownScores } from "./ownScores.js";
import type { NodeScoreOptions } from "./scoreNodes.js";

/** The part of a loss that a group of nodes has. */
export interface LossPart {
  readonly key: string;
  /** -Σ log2 p of the tokens the group's nodes own. */
  readonly bits: number;
  /** Of the whole loss, 0..1; undefined where that is 0. */
  readonly share?: number;
  readonly bytes: number;
  /** Tokens with a probability; shares of them under `split`. */
  readonly tokens: number;
}

/** A loss and what it is made of. */
export interface LossParts {
  /** Sum of all parts: the loss of all tokens the source's nodes own and that have a probability. */
  readonly bits: number;
  readonly bytes: number;
  readonly tokens: number;
  /** Tokens of the source without a probability: in no part. */
  readonly unscored: number;
  /** Largest first; shares add up to 1. */
  readonly parts: readonly LossPart[];
}

/** How {@link decomposeLoss} groups. */
export interface DecomposeOptions {
  /** Default `category`. */
  readonly by?: KeyBy;
  /** Default `primary`; `any` does not add up and is refused. */
  readonly policy?: NodeScoreOptions["policy"];
}

/**
 * The loss of a program taken apart, exactly: every token counts once, so that the parts add up to the loss of the
 * text (the identity that takes the place of ASTxplainer's regression of the loss on parts of itself). Tokens of white space between leaves are
 * a part of their own, `white space`; so is `error`.
 *
 * @param aligned one program, or many whose parts are added up.
 */
export function decomposeLoss(
  aligned: Aligned | Iterable<Aligned>,
  { by = "category", policy = "primary" }: DecomposeOptions = {},
): LossParts {
  const sums = new Map<string, { bits: number; bytes: number; tokens: number }>();
  const add = (key: string, bits: number, bytes: number, tokens: number): void => {
    if (tokens === 0) return;
    const sum = sums.get(key) ?? { bits: 0, bytes: 0, tokens: 0 };
    sum.bits += bits;
    sum.bytes += bytes;
    sum.tokens += tokens;
    sums.set(key, sum);
  };
  let unscored = 0;
  for (const one of Symbol.iterator in aligned ? aligned : [aligned]) {
    const { nodes } = one.source;
    const own = ownScores(one, { policy, trivia: "apart" });
    const space = ownScores(one, { policy, trivia: "only" });
    for (let id = 0; id < nodes.length; id++) {
      add(WHITE_SPACE_KEY, space.bits[id], space.bytes[id], space.tokens[id]);
      if (own.tokens[id] === 0) continue;
      add(nodeKey(nodes[id], one.source, by) ?? "other", own.bits[id], own.bytes[id], own.tokens[id]);
    }
    one.owner.forEach((node, token) => {
      if (node >= 0 && Number.isNaN(one.scored.logprobs[token])) unscored++;
    });
  }
  const total = { bits: 0, bytes: 0, tokens: 0 };
  for (const { bits, bytes, tokens } of sums.values()) {
    total.bits += bits;
    total.bytes += bytes;
    total.tokens += tokens;
  }
  const parts = [...sums].map(([key, sum]) => ({
    key,
    ...sum,
    share: total.bits > 0 && Number.isFinite(total.bits) ? sum.bits / total.bits : undefined,
  }));
  parts.sort((a, b) => b.bits - a.bits || (a.key < b.key ? -1 : 1));
  return { ...total, unscored, parts };
}
