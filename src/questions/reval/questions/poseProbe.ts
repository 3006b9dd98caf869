import { SourceError } from "../../../program/SourceError.js";
import { valueAt } from "../../../trace/derive/valueAt.js";
import type { Site } from "../../../trace/format/tables.js";
import { literalOf } from "../../literalOf.js";
import { leaves } from "../../nodeTypes.js";
import { hasAfter } from "../../pose/hasAfter.js";
import { add, askable, functionNode, occurrenceRef, type Posing } from "../../pose/Posing.js";
import type { PoseOptions } from "../../pose/pose.js";
import { LINKED_TASKS } from "../../pose/poseLinked.js";
import { truthAt } from "../../pose/posePath.js";
import type { SkipReason } from "../../pose/SkipReason.js";
import type { OccurrenceRef, Truth } from "../../Question.js";
import type { RevalProbe } from "../data/RevalData.js";

/** How traces of probes are posed: nothing is sampled, only the bound of literals counts. */
export const POSE_EVERY: Required<PoseOptions> = {
  dataset: "reval",
  family: "",
  cluster: "",
  tasks: LINKED_TASKS,
  linked: true,
  seed: 1,
  limits: {},
  maxLines: 120,
  maxLiteral: 200,
  maxOccurrence: 12,
};

/** Why a probe was not asked, beside {@link SkipReason}: closed list with what each means. */
export const REVAL_PROBE_REASONS = {
  "no statement on the line":
    "no statement or head begins there: it goes on with what began above, or is no code",
  "not an expression of a trace": "the probe is more than names, attributes, items and tuples, such as a sum",
} as const;

/** A key of {@link REVAL_PROBE_REASONS}. */
export type RevalProbeReason = keyof typeof REVAL_PROBE_REASONS;

/** A question that a probe did not give. */
export interface UnaskedProbe {
  readonly task: "coverage" | "state" | "path";
  readonly reason: SkipReason | RevalProbeReason;
}

/** The statement a probe is about, with its first execution: -1 where there is none. */
export interface ProbedMoment {
  readonly site: Site;
  /** Index of `occurrences`. */
  readonly index: number;
}

/** The first statement or head that begins on a line, and its first execution in the run. */
export function probedMoment(posing: Posing, line: number): ProbedMoment | undefined {
  const on = askable(posing).filter(site => site.line === line);
  if (on.length === 0) return undefined;
  const node = Math.min(...on.map(site => site.node));
  const sites = on.filter(site => site.node === node);
  const first = sites.flatMap(site => [...posing.occurrences.of(site.id).subarray(0, 1)]);
  return { site: sites[0], index: first.length === 0 ? -1 : Math.min(...first) };
}

/**
 * Asks a published probe: whether its line is executed, the value of its expression after the first execution (before it,
 * where the statement leaves its block), and what follows it in the same activation. Gives what could not be asked.
 */
export function poseProbe(posing: Posing, { line, var: variable }: RevalProbe): readonly UnaskedProbe[] {
  const moment = probedMoment(posing, line);
  if (moment === undefined)
    return (["coverage", "state", "path"] as const).map(task => ({
      task,
      reason: "no statement on the line",
    }));
  const { site, index } = moment;
  const at = { node: site.node, line };
  add(posing, { task: "coverage", ...at, truth: { task: "coverage", executed: index >= 0 } });
  if (index < 0) {
    const occurrence = neverRef(posing, site);
    const when = leaves(posing.program.nodes[site.node].type) ? "before" : "after";
    const truth = { task: "state", end: "not executed" } as const;
    add(posing, { task: "state", ...at, variable, when, occurrence, truth });
    add(posing, { task: "path", ...at, occurrence, truth: { task: "path", end: "not executed" } });
    return [];
  }
  const occurrence = occurrenceRef(posing, index);
  add(posing, { task: "path", ...at, occurrence, truth: truthAt(posing, index, occurrence) });
  const when = hasAfter(posing, site, index) ? "after" : "before";
  const truth = stateTruth(posing, index, when, variable);
  if (typeof truth === "string") return [{ task: "state", reason: truth }];
  add(posing, { task: "state", ...at, variable, when, occurrence, truth });
  return [];
}

function stateTruth(
  posing: Posing,
  index: number,
  when: "before" | "after",
  variable: string,
): Truth | SkipReason | RevalProbeReason {
  try {
    const value = valueAt(posing.trace, index, when, variable);
    if (value === undefined || value.type === "uninitialized") return "no variable";
    const literal = literalOf(value, "python");
    if (literal === undefined) return "value has no literal";
    if (literal.length > posing.options.maxLiteral) return "literal too long";
    return { task: "state", value, literal };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return "not an expression of a trace";
  }
}

/** The first time of a statement that is never reached. */
function neverRef(posing: Posing, site: Site): OccurrenceRef {
  return {
    node: site.node,
    line: site.line,
    function: functionNode(posing, site.function),
    frame: posing.frames.function.indexOf(site.function),
    call: 1,
    k: 1,
    kRun: 0,
  };
}
