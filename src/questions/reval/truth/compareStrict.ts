import { pythonLiteral } from "../../../trace/derive/pythonLiteral.js";
import { inParallel } from "../../coconut/truth/inParallel.js";
import { type Posing, posing } from "../../pose/Posing.js";
import type { RevalData, RevalPair, RevalProgram } from "../data/RevalData.js";
import { POSE_EVERY, probedMoment } from "../questions/poseProbe.js";
import { type TracedPair, tracePair } from "../questions/tracePair.js";
import type { RevalNext, RevalStatus } from "./RevalTruthRow.js";
import { agreement, lineInto, lineOver, recordedExecution, valueAfter } from "./recordedExecution.js";
import type { RevalFailed, RevalRunOptions } from "./revalJob.js";
import { type ReferencePair, revalReference } from "./revalReference.js";

/** In what two truths of a probe can differ. */
export const STRICT_DIFFERENCES = ["status", "executions", "activation", "value", "over", "into"] as const;

/** Something the reference and a trace of the library's recorder say differently about a probe. */
export interface StrictDifference {
  readonly idx: number;
  readonly inputIdx: number;
  /** 0-based place of the probe in its pair. */
  readonly k: number;
  readonly line: number;
  readonly var: string;
  readonly what: (typeof STRICT_DIFFERENCES)[number];
  /** Index into the executions; -1 where they are not compared one by one. */
  readonly execution: number;
  readonly reference: string;
  readonly recorded: string;
}

/**
 * Why a pair is not compared: the status of a reference that did not run; a test with a `setUp`, of which the reference does
 * not see all; a look-up of network names, which the recorder's sandbox refuses; a module missing there (the reference has
 * stand-ins for some).
 */
export type LeftOut = RevalStatus | "custom setup" | "refused";

/** What {@link compareStrict} compared. */
export interface StrictComparison {
  readonly pairs: number;
  readonly probes: number;
  readonly executions: number;
  /** Values both say; `unwritten`: those no literal says, such as instances, and sums, which no trace looks up. */
  readonly values: number;
  readonly unwritten: number;
  /** Values with a set whose elements the trace holds in another order. */
  readonly reordered: number;
  /** Executions of which further statements on the same line are part, see {@link recordedExecution}. */
  readonly joined: number;
  /** Probes without any difference. */
  readonly agreeing: number;
  readonly differences: readonly StrictDifference[];
  /** Pairs that were left out. */
  readonly notCompared: Readonly<Partial<Record<LeftOut, number>>>;
}

/**
 * Compares the strict truth of REval with traces of the library's recorder, which share no code: how often the statement of
 * each probe is executed and in which activations, the value after each execution in its activation, and the next
 * line over and into calls.
 *
 * Three things are brought to one form first. Line events do not tell statements of one line apart: they are one
 * execution. A trace steps into lambdas, the reference takes them for a part of the statement that calls them. Sets are
 * compared without order.
 */
export async function compareStrict(
  options: RevalRunOptions & { readonly data: RevalData },
): Promise<StrictComparison> {
  const { programs, pairs } = options.data;
  const run = { ...options, python: options.python ?? "cpython" };
  const total: Totals = {
    probes: 0,
    executions: 0,
    values: 0,
    unwritten: 0,
    reordered: 0,
    joined: 0,
    differences: [],
  };
  const reference = new Map<RevalPair, ReferencePair | RevalFailed>();
  for await (const { pair, answer } of revalReference({ ...run, onProgress: undefined }))
    reference.set(pair, answer);
  const notCompared: Partial<Record<LeftOut, number>> = {};
  const different = new Set<string>();
  let done = 0;
  await inParallel(
    pairs.map(pair => async () => {
      const theirs = reference.get(pair) as ReferencePair | RevalFailed;
      const program = programs[pair.idx];
      if (theirs.status !== "ok" || theirs.custom === true) {
        const reason = theirs.status === "ok" ? "custom setup" : theirs.status;
        notCompared[reason] = (notCompared[reason] ?? 0) + 1;
        return;
      }
      const traced = await tracePair(program, pair, run);
      const left = leftOut(traced);
      if (left !== undefined) {
        notCompared[left] = (notCompared[left] ?? 0) + 1;
        return;
      }
      const found = comparePair(program, pair, theirs, traced, total);
      for (const { k } of found) different.add(`${pair.idx}/${pair.inputIdx}/${k}`);
      total.differences.push(...found);
      options.onProgress?.(++done, pairs.length);
    }),
    options.parallel ?? 2,
  );
  const { probes, executions, values, unwritten, reordered, joined } = total;
  const differences = total.differences.sort(
    (a, b) => a.idx - b.idx || a.inputIdx - b.inputIdx || a.k - b.k || a.execution - b.execution,
  );
  return {
    pairs: pairs.length,
    probes,
    executions,
    values,
    unwritten,
    reordered,
    joined,
    agreeing: probes - different.size,
    notCompared,
    differences,
  };
}

interface Totals {
  probes: number;
  executions: number;
  values: number;
  unwritten: number;
  reordered: number;
  joined: number;
  readonly differences: StrictDifference[];
}

function comparePair(
  program: RevalProgram,
  pair: RevalPair,
  reference: ReferencePair,
  { trace, reason }: TracedPair,
  total: Totals,
): StrictDifference[] {
  const found: StrictDifference[] = [];
  total.probes += pair.probes.length;
  if (trace === undefined) {
    const what = { what: "status", execution: -1, reference: "ok", recorded: reason } as const;
    return pair.probes.map((probe, k) => ({ ...placeOf(pair, k, probe), ...what }));
  }
  // Behind the lines of a class stands its test, which the reference does not see.
  const lines = program.kind === "class" ? program.code.trimEnd().split("\n").length : Infinity;
  const state = posing(trace, POSE_EVERY);
  for (const [k, probe] of pair.probes.entries()) {
    const note = (
      what: StrictDifference["what"],
      execution: number,
      theirs: unknown,
      ours: unknown,
    ): void => {
      if (String(theirs) !== String(ours))
        found.push({
          ...placeOf(pair, k, probe),
          what,
          execution,
          reference: String(theirs),
          recorded: String(ours),
        });
    };
    const { occurrences } = reference.probes[k];
    const moment = probedMoment(state, probe.line);
    const mine = moment === undefined ? [] : executionsOf(state, moment.site.node);
    note("executions", -1, occurrences.length, mine.length);
    for (const [i, index] of mine.slice(0, occurrences.length).entries()) {
      const theirs = occurrences[i];
      const ours = state.occurrences.at(index);
      const execution = recordedExecution(state, index);
      total.executions++;
      if (execution.last !== index) total.joined++;
      note("activation", i, `${theirs.call} ${theirs.k}`, `${state.calls[ours.frame]} ${ours.k}`);
      note("over", i, stepOf(theirs.over), lineOver(state, execution));
      note("into", i, within(stepOf(theirs.into), lines), within(lineInto(state, execution), lines));
      const repr = theirs.value === null ? null : theirs.value[1];
      const value = valueAfter(state, execution, probe.var, theirs.raised);
      const how = agreement(repr, value);
      if (how === "unwritten") total.unwritten++;
      else if (repr !== null) total.values++;
      if (how === "other order of a set") total.reordered++;
      if (how === "differs") note("value", i, repr ?? "none", textOf(value));
    }
  }
  return found;
}

function placeOf(
  { idx, inputIdx }: RevalPair,
  k: number,
  probe: RevalPair["probes"][number],
): Pick<StrictDifference, "idx" | "inputIdx" | "k" | "line" | "var"> {
  return { idx, inputIdx, k, ...probe };
}

/** Executions of a statement, in order. */
function executionsOf({ occurrences, trace }: Posing, node: number): number[] {
  return trace.tables.sites
    .filter(site => site.program === 0 && site.node === node)
    .flatMap(({ id }) => [...occurrences.of(id)])
    .sort((a, b) => a - b);
}

/** The test is not part of the trace: a function that leaves to it returns. */
function stepOf(next: RevalNext): string {
  return next === "returns-to-test" ? "returns" : String(next);
}

/** A pair that the recorder's sandbox does not let run, which is no difference in the truth. */
function leftOut({ trace, reason, why }: TracedPair): LeftOut | undefined {
  if (trace !== undefined) return undefined;
  if (/the sandbox refuses/.test(why)) return "refused";
  return reason === "does not load" && /^(?:Import|ModuleNotFound)Error/.test(why)
    ? "missing module"
    : undefined;
}

/** Where a step leaves to a test, neither an end nor a line of the test is a line of the program. */
function within(step: string, lines: number): string {
  if (lines === Infinity) return step;
  return Number(step) <= lines ? step : "leaves";
}

function textOf(value: ReturnType<typeof valueAfter>): string {
  if (value === undefined || value === "no path") return "none";
  return pythonLiteral(value) ?? value.type;
}
