import { SourceError } from "../../../program/SourceError.js";
import type { PythonModule } from "../../../trace/python/PythonJob.js";
import type { RevalPair } from "../data/RevalData.js";
import compatSource from "../python/compat.py";
import holesSource from "../python/holes.py";
import type { CompatPair } from "../truth/compatRows.js";
import type { RevalStatus } from "../truth/RevalTruthRow.js";
import { type RevalFailed, revalJob } from "../truth/revalJob.js";
import { type ReferencePair, revalReference } from "../truth/revalReference.js";
import { dataOf, type RevalTruthOptions, revalEnvironment } from "../truth/revalTruth.js";
import { flagProbe } from "./flagProbe.js";
import { ambiguous, type PromptGroups, promptGroups } from "./promptGroups.js";
import {
  REVAL_DEFECTS,
  REVAL_OUTPUT_FLAGS,
  REVAL_REMARKS,
  REVAL_STATE_FAULTS,
  type RevalFlaggedPair,
  type RevalFlaggedProbe,
  type RevalOutputFlag,
} from "./RevalFlag.js";

/** All probes and pairs with what is known to be bad about them. */
export interface RevalFlags {
  /** Every probe that ran, in the order of the task file, those without a flag too. */
  readonly probes: readonly RevalFlaggedProbe[];
  readonly pairs: readonly RevalFlaggedPair[];
  /** Pairs that could not run and therefore carry no flags. */
  readonly notRun: readonly {
    readonly idx: number;
    readonly input_idx: number;
    readonly status: RevalStatus;
    readonly why: string;
  }[];
  /** How many probes (of output flags: pairs) each flag, fault and remark is true of; `flagged`: probes with any defect. */
  readonly counts: Readonly<Record<string, number>>;
  /** Groups of probes with one prompt; of these the groups without a common right answer. */
  readonly groups: { readonly samePrompt: number; readonly ambiguous: number };
}

const COMPAT: PythonModule = { name: "reval_compat", source: compatSource };
const HOLES: PythonModule = { name: "reval_holes", source: holesSource };

/**
 * Flags every probe the original is known to be wrong or unclear about: its truth is compared with a reference that
 * tells activations apart.
 *
 * @throws SourceError for data that cannot be read, and for Python other than CPython 3.10 and 3.11 unless `force`.
 */
export async function revalFlags(options: RevalTruthOptions): Promise<RevalFlags> {
  const data = dataOf(options);
  const place = { ...options, data, onProgress: undefined };
  options.onEnvironment?.(await revalEnvironment(options));
  const compat = new Map<RevalPair, CompatPair | RevalFailed>();
  for await (const { group, answers } of revalJob<CompatPair>(COMPAT, data, place))
    for (const [i, pair] of group.pairs.entries()) compat.set(pair, answers[i]);
  const reference = new Map<RevalPair, ReferencePair | RevalFailed>();
  for await (const { pair, answer } of revalReference(place)) reference.set(pair, answer);
  const holes = new Map<RevalPair, Holes | RevalFailed>();
  for await (const { group, answers } of revalJob<Holes>(HOLES, data, place))
    for (const [i, pair] of group.pairs.entries()) holes.set(pair, answers[i]);

  const probes: RevalFlaggedProbe[] = [];
  const notRun: RevalFlags["notRun"][number][] = [];
  let groups = { samePrompt: 0, ambiguous: 0 };
  for (const pair of data.pairs) {
    const ours = reference.get(pair) as ReferencePair | RevalFailed;
    const theirs = compat.get(pair) as CompatPair | RevalFailed;
    const failed = theirs.status !== "ok" ? theirs : ours.status !== "ok" ? ours : undefined;
    if (theirs.status !== "ok" || ours.status !== "ok") {
      const { status, why } = failed as RevalFailed;
      notRun.push({ idx: pair.idx, input_idx: pair.inputIdx, status, why });
      continue;
    }
    const lines = data.programs[pair.idx].code.split("\n");
    const found: PromptGroups = promptGroups(pair, lines);
    const unclear = found.filter(group => ambiguous(group.map(k => theirs.probes[k].next)));
    groups = {
      samePrompt: groups.samePrompt + found.length,
      ambiguous: groups.ambiguous + unclear.length,
    };
    const context = { lines, same: new Set(found.flat()), unclear: new Set(unclear.flat()), pair: ours };
    for (const [k] of pair.probes.entries())
      probes.push(flagProbe(pair, k, theirs.probes[k], ours.probes[k], context));
  }
  const pairs = data.pairs.map(pair => flagPair(pair, holes.get(pair) as Holes | RevalFailed));
  return { probes, pairs, notRun, counts: countsOf(probes, pairs), groups };
}

interface Holes {
  readonly status: "ok";
  readonly leaks: boolean;
  readonly judged: boolean;
  readonly shown: boolean;
}

function flagPair(pair: RevalPair, holes: Holes | RevalFailed): RevalFlaggedPair {
  const flags: RevalOutputFlag[] = [];
  if (holes.status === "ok") {
    if (holes.leaks) flags.push("answer shown");
    if (holes.judged) flags.push("judged as cheating");
    if (holes.shown) flags.push("call in docstring");
  } else if (holes.status === "died")
    throw new SourceError(`the output tests cannot be read: ${holes.why}`, "data");
  return { idx: pair.idx, input_idx: pair.inputIdx, flags };
}

function countsOf(
  probes: readonly RevalFlaggedProbe[],
  pairs: readonly RevalFlaggedPair[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { flagged: probes.filter(({ flags }) => flags.length > 0).length };
  for (const flag of REVAL_DEFECTS) counts[flag] = probes.filter(probe => probe.flags.includes(flag)).length;
  for (const fault of REVAL_STATE_FAULTS)
    counts[`psp_value_wrong: ${fault}`] = probes.filter(probe => probe.fault === fault).length;
  for (const remark of Object.keys(REVAL_REMARKS) as (keyof typeof REVAL_REMARKS)[])
    counts[remark] = probes.filter(({ remarks }) => remarks.includes(remark)).length;
  for (const flag of Object.keys(REVAL_OUTPUT_FLAGS) as RevalOutputFlag[])
    counts[flag] = pairs.filter(({ flags }) => flags.includes(flag)).length;
  return counts;
}
