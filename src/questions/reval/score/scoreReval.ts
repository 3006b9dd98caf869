import { SourceError } from "../../../program/SourceError.js";
import type { RevalData } from "../data/RevalData.js";
import { readReval } from "../data/readReval.js";
import { type RevalFlags, revalFlags } from "../flags/revalFlags.js";
import type { RevalRunOptions } from "../truth/revalJob.js";
import type { RevalStyle } from "./answerRegion.js";
import { type Judging, judgeLog } from "./judgeLog.js";
import type { RevalLog, RevalTask } from "./RevalLog.js";
import { readRevalLog } from "./readRevalLog.js";
import { type RevalMetrics, revalMetrics } from "./revalMetrics.js";

/** Why an answer has the verdict it has: closed list. */
export const REVAL_REASONS = [
  "right",
  "wrong",
  "unread",
  "thoughts do not end",
  "no answer",
  "passes",
  "fails",
  "always true",
  "asserts missing",
  "not Python",
  "not a literal",
  "test altered",
  "no hole",
  "limit",
  "died",
  "not run",
  "excluded: no value",
  "excluded: epp_ambiguous_prompt",
  "excluded: answer shown",
] as const;

/** One of {@link REVAL_REASONS}. */
export type RevalReason = (typeof REVAL_REASONS)[number];

/** The verdict on one answer. */
export interface RevalVerdict {
  readonly idx: number;
  readonly input_idx: number;
  /** Place of the probe; absent for output tests. */
  readonly k?: number;
  readonly right: boolean;
  readonly reason: RevalReason;
  /** Of a probe: whether its line is executed. */
  readonly covered?: boolean;
  /** Coverage: what the answer says. */
  readonly says?: boolean;
  /** The verdict that stood in the log. */
  readonly logged?: boolean;
}

/** Settings of {@link scoreReval}. */
export interface ScoreRevalOptions extends RevalRunOptions {
  /** The data file, the folder of both files, or what was read from them. */
  readonly data: string | RevalData;
  readonly tasks?: string;
  /** A result file of the original, or one that was read. */
  readonly log: string | RevalLog;
  /** Task of a log whose results do not say. */
  readonly task?: RevalTask;
  /**
   * `compat` (default): bug for bug. `strict`: truth with activations told apart; values compared with their types by
   * Python's equality; of output tests the values of the holes alone count; probes whose question has no right answer
   * are excluded and counted.
   */
  readonly profile?: "compat" | "strict";
  /** Default: `cot` where an answer has `[/THOUGHT]`, else `direct`. */
  readonly style?: RevalStyle;
  /** Truth and flags, where they were computed before; they must be of the same data. */
  readonly flags?: RevalFlags;
  /** `compat` on a Python other than CPython 3.10 and 3.11. */
  readonly force?: boolean;
}

/** Scores of one log. */
export interface RevalScores {
  readonly task: RevalTask;
  readonly profile: "compat" | "strict";
  readonly style: RevalStyle;
  readonly metrics: RevalMetrics;
  readonly verdicts: readonly RevalVerdict[];
  /** Verdicts by reason. */
  readonly reasons: Readonly<Partial<Record<RevalReason, number>>>;
  /** Answers whose verdict here is not the one in the log; undefined where the log holds none. */
  readonly differing?: number;
}

/**
 * Scores a log of the original. What is not answered counts as wrong with the reason `no answer`.
 *
 * @throws SourceError for files that cannot be read and for another Python than the truth is defined on.
 */
export async function scoreReval(options: ScoreRevalOptions): Promise<RevalScores> {
  const { profile = "compat" } = options;
  if (profile !== "compat" && profile !== "strict")
    throw new SourceError(`expected compat or strict, got ${JSON.stringify(profile)}`, "profile");
  const data = typeof options.data === "string" ? readReval(options.data, options.tasks) : options.data;
  const log = typeof options.log === "string" ? readRevalLog(options.log, data, options.task) : options.log;
  const thinks = log.entries.some(({ results }) =>
    results.some(({ generated }) => generated.includes("[/THOUGHT]")),
  );
  const style = options.style ?? (thinks ? "cot" : "direct");
  const flags = options.flags ?? (await revalFlags({ ...options, data }));
  const judging: Judging = { data, log, profile, style, flags, run: options };
  const verdicts = await judgeLog(judging);
  const reasons: Partial<Record<RevalReason, number>> = {};
  for (const { reason } of verdicts) reasons[reason] = (reasons[reason] ?? 0) + 1;
  const logged = verdicts.filter(verdict => verdict.logged !== undefined);
  return {
    task: log.task,
    profile,
    style,
    metrics: revalMetrics(log.task, verdicts, data),
    verdicts,
    reasons,
    ...(logged.length === 0
      ? {}
      : { differing: logged.filter(({ logged: was, right }) => was !== right).length }),
  };
}
