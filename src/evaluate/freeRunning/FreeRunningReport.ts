import type { OutcomeSpread } from "../../datasets/corpus/outcomeSpread.js";
import type { DivergenceKind } from "../../questions/dialect/firstDivergence.js";
import type { RowRefusal } from "../../questions/dialect/traceRows.js";
import type { Task } from "../../questions/Task.js";
import type { Accuracy } from "../ReportData.js";

/** What a model does with nothing but its own steps to go by, beside what does without. */
export interface FreeRunningReport {
  readonly schema: "tracebook/free-running@1";
  readonly dataset: string;
  readonly datasetSha256: string;
  /** Model string of the model it is about. */
  readonly model: string;
  readonly seed: number;
  /** Tokens of context the n-gram language model sees, and documents it was fitted on. */
  readonly ngram: { readonly order: number; readonly documents: number; readonly tokens: number };
  /** In the order of the data set's families. */
  readonly splits: readonly FreeRunningSplit[];
  readonly notes: readonly string[];
}

/** One part of the data set: its families are splits (`test`, `longer`, …). Clusters are programs. */
export interface FreeRunningSplit {
  readonly split: string;
  readonly programs: number;
  /** Calls, each with one trace. */
  readonly calls: number;
  /** How evenly the true outputs are spread. */
  readonly outcomes: OutcomeSpread;
  /** Calls whose true trace the dialect cannot write, by reason; absent where there is none. */
  readonly refused?: Readonly<Partial<Record<RowRefusal | "cannot be recorded again", number>>>;
  /** Of each model that writes traces: the model itself first. */
  readonly traces: readonly TraceScore[];
  /** The model first, then its twins, then what looks at nothing but the text. */
  readonly tasks: readonly TaskScore[];
  /** For each task the best of all but the model, chosen with the answers known. */
  readonly best: readonly TaskBest[];
}

/** Why no trace was asked for: no question about the call can be put in the dialect. */
export type TraceLeftOut = "asked in the general wording";

/** Traces one model wrote by itself. */
export interface TraceScore {
  readonly model: string;
  /** Traces equal to the true one to the last sign. */
  readonly exact: Accuracy;
  /** The same by quarters of the calls, shortest true traces first; rows from and to, both ends included. */
  readonly quartiles: readonly { readonly from: number; readonly to: number; readonly exact: Accuracy }[];
  /** Rows that are right among those with nothing wrong before them in the model's own trace; the return is one. */
  readonly rows: Accuracy;
  /** Traces among them that were not written: requests failed, or nothing stood before the answer. Absent where there is none. */
  readonly unwritten?: number;
  /** Calls with a true trace that were not asked for one, by reason; absent where there is none. */
  readonly leftOut?: Readonly<Partial<Record<TraceLeftOut, number>>>;
  /**
   * Rows that are right behind the true rows; and the lines they are of. Absent where that was not looked at. `leftOut`: calls whose true
   * trace does not fit the model's context; absent where all do.
   */
  readonly forced?: { readonly rows: Accuracy; readonly lines: Accuracy; readonly leftOut?: number };
  /** In what traces first depart from the true one, most often first, with an example. */
  readonly divergences: readonly DivergenceCount[];
}

/** How often traces first go wrong in one way. */
export interface DivergenceCount {
  readonly kind: DivergenceKind;
  readonly count: number;
  /** Row of the median trace among them, 0-based. */
  readonly medianRow: number;
  readonly example: {
    readonly program: string;
    readonly call: string;
    readonly row: number;
    readonly truth?: string;
    readonly written?: string;
  };
}

/** Answers of one model to the questions of one task. */
export interface TaskScore extends Accuracy {
  readonly model: string;
  readonly role: "model" | "twin" | "baseline";
  readonly task: Task;
}

/** The strongest that there is beside the model. */
export interface TaskBest {
  readonly task: Task;
  readonly model: string;
  readonly mean: number;
  /** Accuracy of the model itself minus that. */
  readonly ahead: number;
}

/** One call with the trace that was written for it: a line of `traces.jsonl`. */
export interface WrittenCall {
  readonly model: string;
  readonly split: string;
  /** Program id and file. */
  readonly program: string;
  readonly file: string;
  readonly cluster: string;
  readonly call: string;
  /** Rows of the true trace. */
  readonly rows: number;
  /** Rows that are right before the first wrong one; the return counts as one. */
  readonly right: number;
  readonly exact: boolean;
  readonly divergence?: {
    readonly kind: DivergenceKind;
    readonly row: number;
    readonly slot?: number;
    readonly truth?: string;
    readonly written?: string;
  };
  /** Rows right behind the true ones, `1` or `0` each, and their lines; absent where that was not looked at. */
  readonly forced?: { readonly rows: string; readonly lines: string };
  /** Text the model wrote, from `#trace` on; empty where it wrote none. */
  readonly text: string;
}
