import type { Task } from "../../questions/Task.js";
import type { Accuracy } from "../ReportData.js";
import type { FaultCount } from "../run/faultsOf.js";
import type { Permutation } from "../statistics/clusterPermutation.js";
import type { McNemar } from "../statistics/mcnemar.js";
import type { ScoreDifference } from "../statistics/pairedDifference.js";
import type { InterventionSpec } from "./InterventionFile.js";
import type { MatchedUnit } from "./matchedUnits.js";

/** What became of the answers to a set of questions when features or codes were changed. */
export interface InterventionReport {
  readonly schema: "tracebook/intervention@1";
  readonly model: string;
  readonly dataset: string;
  readonly mode: "replace" | "keep error";
  readonly style: "direct" | "cot";
  readonly changes: readonly InterventionChange[];
  /** Answers without any change; calls that failed count as wrong. */
  readonly without: Accuracy & { readonly failed?: FailedCalls };
  readonly changed: InterventionEffect;
  /** The same changes on random units matched by norm and firing rate. */
  readonly controls: readonly (InterventionEffect & { readonly matched: readonly MatchedUnit[] })[];
  /**
   * Share of answers that are others than without, minus the mean share of the controls; and the change of the score minus that of the
   * controls. Only what stands out here is about these units. Absent without controls. Items of which a call failed in any of the
   * runs are left out, and counted where there are some.
   */
  readonly beyond?: {
    readonly answers: ScoreDifference;
    readonly score: ScoreDifference;
    readonly leftOut?: number;
  };
}

/** Model calls of a run that gave no answer. */
export interface FailedCalls {
  readonly count: number;
  /** Why, the commonest first. */
  readonly faults: readonly FaultCount[];
}

/** One change and where it was made. */
export interface InterventionChange {
  readonly spec: InterventionSpec;
  /** Hook of the activations or ids. */
  readonly hook: string;
  readonly units: readonly number[];
  /** Questions in whose text it found its place in this session, of those asked; samples of one are one. */
  readonly placed: number;
}

/** In which run a call failed, so that there are no two answers to compare. */
export type InterventionLeftOut = "failed without" | "failed with the change" | "failed in both";

/** Answers with a change, item by item beside those without. */
export interface InterventionEffect {
  /** Of all items; calls that failed count as wrong. */
  readonly accuracy: Accuracy;
  /** Absent where none failed. */
  readonly failed?: FailedCalls;
  /** Items that all that follows leaves out; absent where there is none. */
  readonly leftOut?: Readonly<Partial<Record<InterventionLeftOut, number>>>;
  readonly flips: InterventionFlips;
  readonly byTask: readonly (InterventionFlips & { readonly task: Task })[];
  /** Score with the change minus without. */
  readonly difference: ScoreDifference;
  /** Of items as if independent; questions about one program are not: see `permutation`. */
  readonly mcnemar: McNemar;
  /** Sign flips of whole clusters. */
  readonly permutation: Permutation;
  /** Answers that became others, in the order of the set. */
  readonly changed: readonly ChangedAnswer[];
}

/** How many answers became what. `other`: another answer, and right or wrong as before. */
export interface InterventionFlips {
  readonly rightToWrong: number;
  readonly wrongToRight: number;
  readonly other: number;
  readonly same: number;
}

/** One answer that became another. */
export interface ChangedAnswer {
  readonly question: string;
  readonly task: Task;
  readonly file: string;
  readonly call: string;
  readonly kind: "right to wrong" | "wrong to right" | "other";
  /** As read; null where nothing could be read. */
  readonly before: string | null;
  readonly after: string | null;
  readonly truth: string;
  /** First line in which the completions differ, where they have several. */
  readonly firstDifference?: { readonly before: string; readonly after: string };
}
