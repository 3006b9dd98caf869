/** A text on which a feature is active. */
export interface FeatureExample {
  readonly tokens: readonly string[];
  /** Its activation at each token. */
  readonly values: readonly number[];
  /** Token it was chosen for, where the file tells. */
  readonly peak?: number;
  /** The text was there before (circuit-tracer's `is_repeated_datapoint`). */
  readonly repeated?: boolean;
}

/** Examples whose activations lie in one range. */
export interface FeatureQuantile {
  /** `Top activations`, `Subsample interval 0`, or the range. */
  readonly name: string;
  /** Range of activations, where the file tells. */
  readonly from?: number;
  readonly to?: number;
  readonly examples: readonly FeatureExample[];
}

/** A histogram: heights of bars at values, or edges where there is one more value than bars. */
export interface FeatureHistogram {
  readonly values: readonly number[];
  readonly heights: readonly number[];
}

/** A token and how much a feature writes for it, where the file tells. */
export interface FeatureLogit {
  readonly token: string;
  readonly value?: number;
}

/** What a feature page shows of one feature, in a form other tools' files are read to and written from. */
export interface FeatureRecord {
  readonly index: number;
  /** Layer, where the file tells. */
  readonly layer?: number;
  /** Model and dictionary it is of (`gpt2-small`, `6-res-jb`), where the file tells. */
  readonly model?: string;
  readonly dictionary?: string;
  readonly quantiles: readonly FeatureQuantile[];
  /** Tokens it raises and lowers most, first ones first. */
  readonly topLogits: readonly FeatureLogit[];
  readonly bottomLogits: readonly FeatureLogit[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Fraction of tokens on which it is active. */
  readonly frequency?: number;
  readonly activations?: FeatureHistogram;
  readonly logits?: FeatureHistogram;
  readonly explanations: readonly string[];
}
