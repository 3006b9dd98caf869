import type { Task } from "../Question.js";

/** Why something was not asked. The list is closed: every skipped thing has one of these. */
export const SKIP_REASONS = [
  /** The run was stopped by a limit, so what did not happen may still have happened later. */
  "stopped by a limit",
  /** The value is a promise that is never settled. */
  "never settles",
  /** There is no call, or it gives `undefined`, and nothing is printed. */
  "nothing to predict",
  /** What leaves the call is not an Error, so it has no class name to ask for. */
  "throws something that is not an error",
  /** Functions, symbols, class instances, cycles, values cut by a limit: no literal says them. */
  "value has no literal",
  "literal too long",
  "too many lines",
  "nothing executed",
  /** Lines of imported files are executed too; line numbers alone would be ambiguous. */
  "spans several files",
  /** Coverage asks as many executed as unexecuted statements; there is none of the other sort left. */
  "nothing to balance with",
  /** The statement has no variable in reach, or none that is initialised. */
  "no variable",
  /** Every occurrence lies beyond the largest k or call that is asked for. */
  "occurrence too far",
  /** The task's limit for one trace was reached. */
  "not sampled",
] as const;

/** One of {@link SKIP_REASONS}. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** How many things of a task were not asked for one reason. */
export interface SkipCount {
  readonly task: Task;
  readonly reason: SkipReason;
  readonly count: number;
}

/** Counts reasons by task. */
export class SkipCounter {
  private readonly counts = new Map<string, { task: Task; reason: SkipReason; count: number }>();

  add(task: Task, reason: SkipReason, count = 1): void {
    if (count <= 0) return;
    const key = `${task}\0${reason}`;
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { task, reason, count });
    else known.count += count;
  }

  /** In order of task, then of {@link SKIP_REASONS}. */
  list(tasks: readonly Task[]): SkipCount[] {
    return [...this.counts.values()].sort(
      (a, b) =>
        tasks.indexOf(a.task) - tasks.indexOf(b.task) ||
        SKIP_REASONS.indexOf(a.reason) - SKIP_REASONS.indexOf(b.reason),
    );
  }
}
