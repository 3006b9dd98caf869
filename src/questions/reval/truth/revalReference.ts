import type { PythonModule } from "../../../trace/python/PythonJob.js";
import type { RevalData, RevalPair } from "../data/RevalData.js";
import referenceSource from "../python/reference.py";
import type { RevalOccurrence } from "./RevalTruthRow.js";
import { type RevalFailed, type RevalRunOptions, revalJob } from "./revalJob.js";

/** A pair as the reference sees it, which tells activations apart. */
export interface ReferencePair {
  readonly status: "ok";
  readonly probes: readonly ReferenceProbe[];
  /** 1-based lines of the program that `setUp` runs; absent for functions. */
  readonly setup?: readonly number[];
  /** Whether the test class has a `setUp`; absent for functions. */
  readonly custom?: boolean;
}

/** A probe as the reference sees it. Lines are 1-based, -1 where none follows. */
export interface ReferenceProbe {
  readonly covered: boolean;
  /** Lines of all steps that follow, into calls and through the test, as the original means it. */
  readonly next: readonly number[];
  /** Lines that follow in the same activation. */
  readonly over: readonly number[];
  /** Distinct values after the statement, `type:repr`, sorted; null where there is none. */
  readonly values: readonly string[] | null;
  readonly occurrences: readonly RevalOccurrence[];
}

const REFERENCE: PythonModule = { name: "reval_reference", source: referenceSource };

/**
 * Runs all pairs under line events with activations told apart: each event begins a statement or goes on with it,
 * and values are read in the frame the statement ran in when it is over. It shares no code with the library's
 * recorder; `compareStrict` compares the two.
 */
export async function* revalReference(
  options: RevalRunOptions & { readonly data: RevalData },
): AsyncGenerator<{ readonly pair: RevalPair; readonly answer: ReferencePair | RevalFailed }> {
  for await (const { group, answers } of revalJob<ReferencePair>(REFERENCE, options.data, options))
    for (const [i, pair] of group.pairs.entries()) yield { pair, answer: answers[i] };
}
