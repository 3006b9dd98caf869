import type { RevalData } from "../data/RevalData.js";
import type { RevalTask } from "./RevalLog.js";
import type { RevalVerdict } from "./scoreReval.js";

/** A share, with what it is of. */
export interface RevalShare {
  readonly right: number;
  readonly of: number;
  /** 0 to 1; null of nothing. */
  readonly share: number | null;
}

/** Figures of one task over all programs. Excluded items count in none of them but `excluded`. */
export interface RevalMetrics {
  readonly accuracy: RevalShare;
  /** Over the probes whose line is executed, and over the others; absent for output tests. */
  readonly executed?: RevalShare;
  readonly notExecuted?: RevalShare;
  /** Mean of the two shares. */
  readonly balanced?: number | null;
  /** Programs of HumanEval and of ClassEval. */
  readonly functions: RevalShare;
  readonly classes: RevalShare;
  /** Coverage alone, "executed" positive; null where the original would divide by nothing. */
  readonly precision?: number | null;
  readonly recall?: number | null;
  readonly f1?: number | null;
  readonly excluded: number;
}

/** Computes the original's figures and those it leaves out. */
export function revalMetrics(
  task: RevalTask,
  verdicts: readonly RevalVerdict[],
  data: RevalData,
): RevalMetrics {
  const counted = verdicts.filter(({ reason }) => !reason.startsWith("excluded"));
  const part = (kind: "function" | "class"): RevalShare =>
    shareOf(counted.filter(({ idx }) => data.programs[idx].kind === kind));
  const metrics: RevalMetrics = {
    accuracy: shareOf(counted),
    functions: part("function"),
    classes: part("class"),
    excluded: verdicts.length - counted.length,
  };
  if (task === "output") return metrics;
  const executed = shareOf(counted.filter(({ covered }) => covered === true));
  const notExecuted = shareOf(counted.filter(({ covered }) => covered === false));
  const balanced =
    executed.share === null || notExecuted.share === null ? null : (executed.share + notExecuted.share) / 2;
  const split = { ...metrics, executed, notExecuted, balanced };
  if (task !== "coverage") return split;
  const positive = counted.filter(({ says }) => says === true);
  const hits = positive.filter(({ covered }) => covered === true).length;
  const precision = positive.length === 0 ? null : hits / positive.length;
  const recall = executed.of === 0 ? null : hits / executed.of;
  const f1 =
    precision === null || recall === null || precision + recall === 0
      ? null
      : (2 * precision * recall) / (precision + recall);
  return { ...split, precision, recall, f1 };
}

function shareOf(verdicts: readonly RevalVerdict[]): RevalShare {
  const right = verdicts.filter(verdict => verdict.right).length;
  return { right, of: verdicts.length, share: verdicts.length === 0 ? null : right / verdicts.length };
}
