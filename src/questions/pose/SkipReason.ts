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
  /** Input questions show a value: an error leaves this call. */
  "throws",
  /** Input questions: the call is not `f(…)` of a function of the program's top level, or has arguments no answer may have. */
  "not a plain call of a top-level function",
  /** Input questions: the program or the value shown holds the text of the call that is to be found. */
  "call stands in the prompt",
  /** Input questions: answers are run with a bound on their steps, and this call takes more than half of it. */
  "runs too long",
  /** Input questions: answers are run at the default time, this call was not. */
  "clock was set",
  /** Functions, symbols, class instances, cycles, values cut by a limit: no literal says them. */
  "value has no literal",
  "literal too long",
  "too many lines",
  "nothing executed",
  /** Lines: threads may run in several orders, each of them right. */
  "order not fixed",
  /** Lines of imported files are executed too; line numbers alone would be ambiguous, and prompts show one file. */
  "spans several files",
  /** Coverage asks as many executed as unexecuted statements; there is none of the other sort left. */
  "nothing to balance with",
  /** Coverage: nothing of the program was left unexecuted, so the answer would always be YES. */
  "every statement executed",
  /** The statement has no variable in reach, or none that is initialised. */
  "no variable",
  /** Every occurrence lies beyond the largest k or call that is asked for. */
  "occurrence too far",
  /** Definition: no variable of the activation is set twice in it, so there is nothing to tell apart. */
  "set less than twice",
  /** Definition: the last to set it was another activation, which the question would have to name. */
  "set by another call",
  /** Branch: the same condition stands on its line twice, so naming it does not tell which is meant. */
  "stands twice on its line",
  /** Iterations: the activation is suspended in the loop when the run ends. */
  "never left",
  /** Iterations: more rounds than anybody would count by hand. */
  "too many rounds",
  /** Alias: fewer than two expressions in reach hold objects of one kind. */
  "no two objects",
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
