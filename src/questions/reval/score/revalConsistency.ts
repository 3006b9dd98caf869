import { SourceError } from "../../../program/SourceError.js";
import { REVAL_TASKS, type RevalTask } from "./RevalLog.js";
import type { RevalVerdict } from "./scoreReval.js";

/** Incremental consistency over all probes. */
export interface RevalConsistency {
  /** 0 to 100, as published. */
  readonly score: number;
  readonly probes: number;
  /** The same over the probes whose line is executed. */
  readonly executed: { readonly score: number; readonly probes: number };
  /** How many probes have each of the 16 patterns, coverage first: `1110`. */
  readonly patterns: Readonly<Record<string, number>>;
}

const PATTERNS = Array.from({ length: 16 }, (_, i) => (15 - i).toString(2).padStart(4, "0"));
const SCORES: Readonly<Record<string, number>> = { "1111": 1, "1110": 0.5, "1100": 0.25, "1000": 0.125 };

/**
 * Incremental consistency of four scored logs: 1 for four right answers about a probe, half of it for each that is
 * missing at the end, nothing where a later one is right and an earlier one is not. The one output answer of a pair
 * counts for each of its probes.
 *
 * @throws SourceError where a task has no verdict on a probe.
 */
export function revalConsistency(
  verdicts: Readonly<
    Record<RevalTask, readonly Pick<RevalVerdict, "idx" | "input_idx" | "k" | "right" | "covered">[]>
  >,
): RevalConsistency {
  const right = new Map<string, boolean>();
  for (const task of REVAL_TASKS)
    for (const { idx, input_idx: input, k, right: is } of verdicts[task])
      right.set(task === "output" ? `output ${idx}/${input}` : `${task} ${idx}/${input}/${k}`, is);
  const patterns = Object.fromEntries(PATTERNS.map(pattern => [pattern, 0]));
  const executed = { sum: 0, probes: 0 };
  let sum = 0;
  for (const { idx, input_idx: input, k, covered } of verdicts.coverage) {
    const pattern = REVAL_TASKS.map(task => {
      const name = task === "output" ? `output ${idx}/${input}` : `${task} ${idx}/${input}/${k}`;
      const is = right.get(name);
      if (is === undefined) throw new SourceError(`no verdict on ${name}`, "verdicts");
      return is ? "1" : "0";
    }).join("");
    patterns[pattern]++;
    sum += SCORES[pattern] ?? 0;
    if (covered === true) {
      executed.sum += SCORES[pattern] ?? 0;
      executed.probes++;
    }
  }
  const probes = verdicts.coverage.length;
  const mean = (total: number, count: number): number => (count === 0 ? 0 : (100 * total) / count);
  return {
    score: mean(sum, probes),
    probes,
    executed: { score: mean(executed.sum, executed.probes), probes: executed.probes },
    patterns,
  };
}
