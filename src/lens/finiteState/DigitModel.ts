/** A codebook of one place of a model, or one group of it (a head's). */
export interface CodeComponent {
  /** `L1 MLP`, `L0 attention head 2`. */
  readonly name: string;
  /** 0-based. */
  readonly layer: number;
  /** Part of the layer whose output its codes replace; `block` for both together. */
  readonly part: "attention" | "MLP" | "block";
  /** Group, where the place has several. */
  readonly group?: number;
  /** Codes there are. */
  readonly codes: number;
  /** Codes that fire at each token. */
  readonly k: number;
}

/** Codes put in the place of those that fire. */
export interface SetCodes {
  /** Place in the list of the model's components. */
  readonly component: number;
  /** 0-based token, of every text. */
  readonly position: number;
  /** k ids. */
  readonly ids: ArrayLike<number>;
}

/** What a run gives; texts of equal length, one after the other. */
export interface DigitRun {
  /** Probability of each token next, [texts, tokens, VOCABULARY]. */
  readonly probabilities: Float32Array;
  /** Codes that fired, for each component asked for [texts, tokens, k]; most similar first. */
  readonly codes: readonly Int32Array[];
}

/** How texts are run. */
export interface DigitRunOptions {
  /** Components whose codes are given back, by place. Default none. */
  readonly codes?: readonly number[];
  readonly set?: readonly SetCodes[];
}

/** Reads one text, token after token. */
export interface DigitReader {
  /** @returns probability of each token after this one, [VOCABULARY]. */
  read(token: number): Promise<Float32Array>;
}

/** Whatever predicts the texts of a {@link FiniteStateMachine}: a local model, or the machine itself. */
export interface DigitModel {
  readonly components: readonly CodeComponent[];
  /** MLP neurons of each layer; empty where there are none to compare codes with. */
  readonly neurons: readonly number[];
  /** @param texts token ids, all of one length; as many as you like. */
  run(texts: readonly Uint8Array[], options?: DigitRunOptions): Promise<DigitRun>;
  /** Activations of a layer's MLP neurons, [texts, tokens, neurons]. */
  readNeurons(layer: number, texts: readonly Uint8Array[]): Promise<Float32Array>;
  /** A reader of a new text. */
  reader(): DigitReader;
}
