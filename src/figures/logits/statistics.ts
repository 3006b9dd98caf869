import type { NodeScore } from "../../lens/align/Aligned.js";

/** What the shade stands for. */
export const STATISTICS = ["bits/token", "bits", "bits/byte", "p", "rank", "entropy", "excess"] as const;

/** One of {@link STATISTICS}. */
export type Statistic = (typeof STATISTICS)[number];

/** Where the shade ends and what it is called; values beyond are clipped, and the legend says so. */
export interface Scale {
  readonly name: Statistic;
  readonly label: string;
  /** Value of the darkest shade. Under `p` the darkest is 0 and the lightest 1. */
  readonly most: number;
}

/** Shades from 0 (sure) to {@link DARKEST}. */
export const DARKEST = 15;

/** Fixed scales: a shade means the same in every figure. `maxBits` is the value the bits of a token are clipped at. */
export function scalesFor(maxBits: number): readonly Scale[] {
  return [
    { name: "bits/token", label: "bits per token (−log2 of the geometric mean p)", most: maxBits },
    { name: "bits", label: "bits of the whole part", most: maxBits * 8 },
    { name: "bits/byte", label: "bits per byte", most: maxBits / 2.5 },
    { name: "p", label: "p (geometric mean of the tokens)", most: 1 },
    { name: "rank", label: "worst rank of a token", most: 4 },
    { name: "entropy", label: "entropy per token, bits", most: maxBits },
    { name: "excess", label: "excess per token: bits minus entropy", most: maxBits },
  ];
}

/** Rank as GLTR's buckets: 0 first, 1 up to 10, 2 up to 100, 3 up to 1000, 4 beyond; NaN where unknown (0). */
export function rankBucket(rank: number): number {
  if (!(rank > 0)) return Number.NaN;
  return rank === 1 ? 0 : rank <= 10 ? 1 : rank <= 100 ? 2 : rank <= 1000 ? 3 : 4;
}

/**
 * How dark a value is, 0..1. Bits go by their square root: most are small, and one bit must be told from two; p and
 * rank buckets go straight.
 */
export function shadeShare(scale: Scale, value: number): number {
  if (scale.name === "p") return Math.max(0, Math.min(1, 1 - value));
  const share = Math.max(0, Math.min(1, value / scale.most));
  return scale.name === "rank" ? share : Math.sqrt(share);
}

/** Shade of a value, 0 to {@link DARKEST}; -1 where there is none. */
export function shadeOf(scale: Scale, value: number): number {
  if (Number.isNaN(value)) return -1;
  return Math.round(DARKEST * shadeShare(scale, value));
}

/** The numbers a statistic is taken from, of a token or a node; NaN where unknown. */
export interface Measured {
  readonly bits: number;
  readonly bytes: number;
  /** Tokens with a probability; under `split` the sum of their shares. */
  readonly scored: number;
  /** Worst rank; 0 where unknown. */
  readonly rank: number;
  /** Sum of entropies, bits. */
  readonly entropy: number;
}

/** A statistic of a token or node; NaN where nothing was scored. */
export function statisticOf(name: Statistic, of: Measured): number {
  const { bits, bytes, scored, rank, entropy } = of;
  if (!(scored > 0)) return Number.NaN;
  switch (name) {
    case "bits/token":
      return bits / scored;
    case "bits":
      return bits;
    case "bits/byte":
      return bytes > 0 ? bits / bytes : Number.NaN;
    case "p":
      return 2 ** (-bits / scored);
    case "rank":
      return rankBucket(rank);
    case "entropy":
      return entropy / scored;
    case "excess":
      return (bits - entropy) / scored;
  }
}

/** Numbers of a scored node. */
export function measuredNode(score: NodeScore, rank: number): Measured {
  const { bits, bytes, tokens, unscored, geometricP, excess } = score;
  if (bits === undefined || Number.isNaN(bits))
    return { bits: Number.NaN, bytes: 0, scored: 0, rank: 0, entropy: Number.NaN };
  const mean = geometricP === undefined ? 0 : -Math.log2(geometricP);
  return {
    // Of a token as of the token itself, which is kept to thousandths.
    bits: hundredths(thousandths(bits)),
    bytes: thousandths(bytes),
    scored: thousandths(mean > 0 ? bits / mean : tokens - unscored),
    rank,
    entropy: excess === undefined ? Number.NaN : hundredths(Math.max(0, bits - excess)),
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** As pages keep numbers: a difference in the last digits of a float changes no byte of a figure. */
function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Opacity of the darkest ground: text of every tone keeps a contrast of 4.5 on it, light and dark. */
export const OPAQUE = 0.44;

/** Opacity of the ground by shade. */
export const HEAT: readonly string[] = Array.from({ length: DARKEST + 1 }, (_, shade) =>
  ((OPAQUE * shade) / DARKEST).toFixed(2).replace(/^0/, ""),
);
