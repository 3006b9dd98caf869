import type { Program } from "../../../program/Program.js";
import { inParallel } from "../../coconut/truth/inParallel.js";
import { posing } from "../../pose/Posing.js";
import type { Posed } from "../../pose/pose.js";
import { LINKED_TASKS } from "../../pose/poseLinked.js";
import { poseOutput } from "../../pose/poseOutput.js";
import { SKIP_REASONS, type SkipReason } from "../../pose/SkipReason.js";
import type { Question } from "../../Question.js";
import { type QuestionSet, questionSet } from "../../QuestionSet.js";
import type { RevalData, RevalPair } from "../data/RevalData.js";
import type { RevalFlags } from "../flags/revalFlags.js";
import { POSE_EVERY, poseProbe, type RevalProbeReason, type UnaskedProbe } from "./poseProbe.js";
import { type RevalPairReason, type TracePairOptions, tracePair } from "./tracePair.js";

/** Settings of {@link revalQuestions}. */
export interface RevalQuestionsOptions extends TracePairOptions {
  /** What is known to be bad about the original's probes; questions made of those carry it. Default: they carry nothing. */
  readonly flags?: RevalFlags;
  /** Pairs recorded at a time. Default 2. */
  readonly parallel?: number;
  /** Is called with the pairs done so far. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Questions about the published probes, and what of them was not asked. */
export interface RevalQuestions {
  /** Reasons that our own questions know too stand in `skipped`. */
  readonly set: QuestionSet;
  /** Pairs without a trace to ask about, in order. */
  readonly withoutPairs: readonly {
    readonly idx: number;
    readonly inputIdx: number;
    readonly reason: RevalPairReason;
    readonly why: string;
  }[];
  /** Probes that were not asked, by the reasons `set.skipped` has no word for. */
  readonly notAsked: Readonly<Partial<Record<RevalProbeReason, number>>>;
}

const LISTED: ReadonlySet<string> = new Set(SKIP_REASONS);

/**
 * Our questions of coverage, state, path and output about the published probes of REval: one stated execution each, the
 * first of the probed statement, with the truth of the library's recorder. They are linked (see `linkedProbes`)
 * wherever the call has an output; a test of ClassEval has none. The original's own questions and truth, about all
 * executions at once, are those of `revalTruth` and `scoreReval`.
 *
 * Pairs of a class are run as a program of the class, its test and a function `test()`.
 */
export async function revalQuestions(
  data: RevalData,
  options: RevalQuestionsOptions = {},
): Promise<RevalQuestions> {
  const { flags, parallel = 2, onProgress, signal } = options;
  const withoutPairs: RevalQuestions["withoutPairs"][number][] = [];
  const unasked: UnaskedProbe[] = [];
  const bad = badQuestions(flags);
  let done = 0;
  const part = async (pair: RevalPair): Promise<{ program: Program; posed: Posed } | undefined> => {
    signal?.throwIfAborted();
    const program = data.programs[pair.idx];
    const { trace, reason, why } = await tracePair(program, pair, options);
    onProgress?.(++done, data.pairs.length);
    if (trace === undefined) {
      withoutPairs.push({ idx: pair.idx, inputIdx: pair.inputIdx, reason, why });
      return undefined;
    }
    const state = posing(trace, {
      ...POSE_EVERY,
      family: program.kind === "class" ? "classeval" : "humaneval",
      cluster: program.taskId,
    });
    const marks = new Map<string, Set<string>>();
    const mark = (from: number, known: (task: Question["task"]) => readonly string[]): void => {
      for (const { id, task } of state.questions.slice(from))
        for (const flag of known(task)) marks.set(id, (marks.get(id) ?? new Set()).add(flag));
    };
    const without = poseOutput(state);
    if (without !== undefined) state.skipped.add("output", without);
    mark(0, () => bad.output(pair));
    for (const [k, probe] of pair.probes.entries()) {
      const from = state.questions.length;
      for (const { task, reason } of poseProbe(state, probe)) {
        if (LISTED.has(reason)) state.skipped.add(task, reason as SkipReason);
        else unasked.push({ task, reason });
      }
      mark(from, task => bad.probe(pair, k, task));
    }
    const questions = state.questions.map(question => {
      const found = [...(marks.get(question.id) ?? [])].sort();
      if (found.length === 0) return question;
      return { ...question, provenance: { ...question.provenance, flags: found } };
    });
    return {
      program: trace.programs[0],
      posed: { questions, skipped: state.skipped.list(LINKED_TASKS) },
    };
  };
  const parts = await inParallel(
    data.pairs.map(pair => () => part(pair)),
    parallel,
  );
  const notAsked: Partial<Record<RevalProbeReason, number>> = {};
  for (const { reason } of unasked) {
    const name = reason as RevalProbeReason;
    notAsked[name] = (notAsked[name] ?? 0) + 1;
  }
  return {
    set: questionSet(
      "reval",
      POSE_EVERY.seed,
      parts.filter(found => found !== undefined),
    ),
    withoutPairs: withoutPairs.sort((a, b) => a.idx - b.idx || a.inputIdx - b.inputIdx),
    notAsked,
  };
}

interface BadQuestions {
  output(pair: RevalPair): readonly string[];
  /** Of a probe: what is wrong with the values is a fault of its state question, the rest of its path question. */
  probe(pair: RevalPair, k: number, task: Question["task"]): readonly string[];
}

function badQuestions(flags: RevalFlags | undefined): BadQuestions {
  const outputs = new Map(flags?.pairs.map(pair => [`${pair.idx}/${pair.input_idx}`, pair.flags]));
  const probes = new Map(
    flags?.probes.map(probe => [`${probe.idx}/${probe.input_idx}/${probe.k}`, probe.flags]),
  );
  return {
    output: ({ idx, inputIdx }) => outputs.get(`${idx}/${inputIdx}`) ?? [],
    probe({ idx, inputIdx }, k, task) {
      const prefix = task === "state" ? "psp_" : task === "path" ? "epp_" : undefined;
      if (prefix === undefined) return [];
      return (probes.get(`${idx}/${inputIdx}/${k}`) ?? []).filter(flag => flag.startsWith(prefix));
    },
  };
}
