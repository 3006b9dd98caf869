import { SourceError } from "../../program/SourceError.js";
import type { LogitsFigureOptions } from "./LogitsFigureOptions.js";
import { LEVELS } from "./levels.js";
import { STATISTICS } from "./statistics.js";

const RANGES = {
  maxBits: [2, 40, 12, false],
  weakShare: [0, 1, 0.1, false],
  openWorst: [0, 20, 3, true],
  alternatives: [0, 20, 5, true],
  maxTokens: [100, 50_000, 20_000, true],
  maxLines: [10, 2000, 160, true],
  width: [640, 2400, 960, true],
} as const;

type Ranged = keyof typeof RANGES;

/** Options with nothing left open. */
export type LogitsSettings = Required<
  Pick<LogitsFigureOptions, "granularity" | "statistic" | "policy" | "icicle" | Ranged>
>;

const POLICIES = ["primary", "split", "any", "within"] as const;

/** Fills in the defaults. @throws SourceError naming the option, its value and what it may be. */
export function settleLogits(options: LogitsFigureOptions, compared: boolean): LogitsSettings {
  const choice = <T extends string>(name: string, value: string, allowed: readonly T[]): T => {
    if (!allowed.includes(value as T))
      throw new SourceError(`${name} must be one of ${allowed.join(", ")}, not "${value}"`, "logits figure");
    return value as T;
  };
  const numbers: Record<string, number> = {};
  for (const [name, [least, most, standard, whole]] of Object.entries(RANGES)) {
    const value = options[name as Ranged] ?? standard;
    if (!(value >= least && value <= most && (!whole || Number.isInteger(value)))) {
      const kind = whole ? "a whole number" : "a number";
      throw new SourceError(
        `${name} must be ${kind} within ${least}..${most}, not ${value}`,
        "logits figure",
      );
    }
    numbers[name] = value;
  }
  const statistic = choice(
    "statistic",
    options.statistic ?? (compared ? "bits/byte" : "bits/token"),
    STATISTICS,
  );
  if (compared && statistic !== "bits/byte" && statistic !== "bits")
    throw new SourceError(
      `statistic of a comparison must be "bits/byte" or "bits", not "${statistic}": tokens of two vocabularies are not the same things`,
      "logits figure",
    );
  const policy = choice("policy", options.policy ?? (compared ? "split" : "primary"), POLICIES);
  if (compared && policy !== "split")
    throw new SourceError(
      `policy of a comparison must be "split", not "${policy}": only shares of bytes can be compared between two tokenizers`,
      "logits figure",
    );
  const { reference } = options;
  if (reference !== undefined && reference.bitsPerToken.filter(value => value >= 0).length < 20)
    throw new SourceError(
      `reference "${reference.name}" has ${reference.bitsPerToken.length} tokens: at least 20 with bits of 0 or more are needed`,
      "logits figure",
    );
  return {
    ...(numbers as Record<Ranged, number>),
    granularity: choice("granularity", options.granularity ?? (compared ? "expression" : "token"), LEVELS),
    statistic,
    policy,
    icicle: options.icicle ?? false,
  };
}
