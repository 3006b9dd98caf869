import type { LocalModel } from "../../session/LocalModel.js";
import type { JackknifeEstimate } from "./jackknife.js";

/** A text that dictionaries are judged on. */
export interface FaithfulnessText {
  readonly ids: ArrayLike<number>;
  /** What is independent of others: standard errors go by it. */
  readonly family: string;
  /** First token whose prediction is scored, at least 1. Default 1: all that have one before them. */
  readonly from?: number;
}

/** What a dictionary does at one place. */
export interface PlaceFaithfulness {
  /** Hook it writes, with the head or group behind it where there are several. */
  readonly place: string;
  /** Features above 0 on a token, mean; of a codebook its k. */
  readonly l0: JackknifeEstimate;
  /** Σ‖y − ŷ‖² / Σ‖y − ȳ‖², ȳ the mean over these texts; of a codebook y is its normed input. */
  readonly fvu: JackknifeEstimate;
}

/** The model with dictionaries in the place of what they stand for. Natural logarithms. */
export interface ReplacedFaithfulness {
  /** `all`, or the one dictionary that is put in. */
  readonly what: string;
  /** KL(original ‖ replaced) of the next token. */
  readonly kl: JackknifeEstimate;
  readonly ce: JackknifeEstimate;
  /** Cross-entropy with the places set to 0, and to their mean over these texts. */
  readonly ceZero: JackknifeEstimate;
  readonly ceMean: JackknifeEstimate;
  /** (CE ablated − CE replaced) / (CE ablated − CE original): 1 is as good as the original, 0 as bad as the ablation. */
  readonly recoveredZero: JackknifeEstimate;
  readonly recoveredMean: JackknifeEstimate;
  /** (KL ablated − KL replaced) / KL ablated. */
  readonly klRecoveredZero: JackknifeEstimate;
  readonly klRecoveredMean: JackknifeEstimate;
}

/** Accuracy of a task that a model does by itself. */
export interface TaskAccuracy {
  /** 0..1. */
  readonly accuracy: number;
  readonly items: number;
}

/** How far dictionaries stand for a model. */
export interface FaithfulnessResult {
  /** Tokens read, tokens whose prediction was scored, families. */
  readonly tokens: number;
  readonly scored: number;
  readonly families: number;
  /** Cross-entropy of the model as it is. */
  readonly ce: JackknifeEstimate;
  /** What is judged is part of the model: `original`, and the model as it is, are its weights without codebooks. Absent elsewhere. */
  readonly withoutCodebooks?: true;
  readonly places: readonly PlaceFaithfulness[];
  /** Each dictionary alone, where there are several, then all. */
  readonly replaced: readonly ReplacedFaithfulness[];
  /** Free-running accuracy as it is, and with all of them put in; change in points is replaced − original. */
  readonly freeRunning?: {
    readonly original: TaskAccuracy;
    readonly replaced: TaskAccuracy;
    readonly change: number;
  };
}

/** How faithfulness is measured. */
export interface FaithfulnessOptions {
  /** Each dictionary alone too. Default true. */
  readonly each?: boolean;
  /** Dictionaries say they are of another model and are attached all the same. Default false. */
  readonly anyModel?: boolean;
  /** Judges a model that runs freely; called with the model as it is and with all dictionaries put in. */
  readonly freeRunning?: (model: LocalModel) => Promise<TaskAccuracy>;
  readonly signal?: AbortSignal;
  /** Forward passes done, and all of them. */
  readonly onProgress?: (done: number, runs: number) => void;
}
