import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import type { Trace } from "../../trace/format/Trace.js";
import type { Question, Task } from "../Question.js";
import { TASKS } from "../Task.js";
import { type Posing, posing } from "./Posing.js";
import { poseAlias } from "./poseAlias.js";
import { poseBranch } from "./poseBranch.js";
import { poseCoverage } from "./poseCoverage.js";
import { poseDefinition } from "./poseDefinition.js";
import { poseInput } from "./poseInput.js";
import { poseIterations } from "./poseIterations.js";
import { poseLines } from "./poseLines.js";
import { LINKED_TASKS, poseLinked } from "./poseLinked.js";
import { poseOutput } from "./poseOutput.js";
import { posePath } from "./posePath.js";
import { poseState } from "./poseState.js";
import type { SkipCount, SkipReason } from "./SkipReason.js";

/** What to ask about a trace. */
export interface PoseOptions {
  /** Name of the data set. Default `""`. */
  readonly dataset?: string;
  /** Family of the program (`loops`, `async`, …). Default `""`. */
  readonly family?: string;
  /** Program, mutants, translations and twins share one. Default: the program's id. */
  readonly cluster?: string;
  /** Default: all of {@link TASKS}. */
  readonly tasks?: readonly Task[];
  /**
   * Ask all of coverage, state, path and output about the same moments (for `consistency`), and nothing else. Default
   * false. `tasks` must be left out.
   */
  readonly linked?: boolean;
  /** Seed of the sampling. Default 1. */
  readonly seed?: number;
  /** Questions per trace and task. Default 1 output, 1 input, 4 coverage, 4 path, 4 state, 1 lines, 4 definition, 4 branch, 2 iterations, 4 alias. */
  readonly limits?: Partial<Readonly<Record<Task, number>>>;
  /** Longest list of lines asked for. Default 120. */
  readonly maxLines?: number;
  /** Longest literal asked for, in UTF-16 units. Default 200. */
  readonly maxLiteral?: number;
  /** Largest k and largest call number asked about. Default 12. */
  readonly maxOccurrence?: number;
}

/** Questions about one trace, and what was not asked. */
export interface Posed {
  readonly questions: readonly Question[];
  readonly skipped: readonly SkipCount[];
}

const LIMITS: Readonly<Record<Task, number>> = {
  output: 1,
  input: 1,
  coverage: 4,
  path: 4,
  state: 4,
  lines: 1,
  definition: 4,
  branch: 4,
  iterations: 2,
  alias: 4,
};

/** Each asks what it can and may give a reason why it asked nothing. */
const POSE: Readonly<Record<Task, (posing: Posing) => SkipReason | undefined>> = {
  output: poseOutput,
  input: poseInput,
  coverage: poseCoverage,
  path: posePath,
  state: poseState,
  lines: poseLines,
  definition: poseDefinition,
  branch: poseBranch,
  iterations: poseIterations,
  alias: poseAlias,
};

/**
 * Questions about a trace with their true answers, in order of task. Sampling is seeded and depends on
 * program, call, task and seed only. What is not asked is counted under a reason of the closed list.
 */
export function pose(trace: Trace, options: PoseOptions = {}): Posed {
  const program = trace.programs[0];
  const { linked = false } = options;
  if (linked && options.tasks !== undefined)
    throw new SourceError(`linked questions are of ${LINKED_TASKS.join(", ")}: leave tasks out`, "tasks");
  const asked = (task: Task): boolean =>
    linked ? LINKED_TASKS.some(one => one === task) : (options.tasks?.includes(task) ?? true);
  const full: Required<PoseOptions> = {
    dataset: options.dataset ?? "",
    family: options.family ?? "",
    cluster: options.cluster ?? program.id,
    tasks: TASKS.filter(asked),
    linked,
    seed: options.seed ?? 1,
    limits: { ...LIMITS, ...options.limits },
    maxLines: options.maxLines ?? 120,
    maxLiteral: options.maxLiteral ?? 200,
    maxOccurrence: options.maxOccurrence ?? 12,
  };
  const state = posing(trace, full);
  const stopped = trace.footer.outcome.kind === "limit";
  if (linked && !stopped) poseLinked(state);
  else
    for (const task of full.tasks) {
      const reason = stopped ? "stopped by a limit" : POSE[task](state);
      if (reason !== undefined) state.skipped.add(task, reason);
    }
  return showable("posed", { questions: state.questions, skipped: state.skipped.list(full.tasks) });
}

/** Questions of one task for one trace, at most. */
export function limitOf(options: Required<PoseOptions>, task: Task): number {
  return options.limits[task] ?? LIMITS[task];
}
