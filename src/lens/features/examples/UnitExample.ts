/** A place where a unit fires, with what else of its text it fires on. */
export interface UnitExample {
  /** Number of the text in the corpus, and of the token in the text. */
  readonly text: number;
  readonly token: number;
  readonly program: string;
  readonly value: number;
  /** All its firings in the text, ascending: token of the text, activation. */
  readonly firings: readonly (readonly [token: number, value: number])[];
}

/** Examples of an interval of activations. */
export interface ExampleBand {
  readonly name: string;
  /** The lowest and the highest activation that is in it, which is not where it was cut. */
  readonly from: number;
  readonly to: number;
  /** Firings in it over the whole corpus. */
  readonly firings: number;
  readonly examples: readonly UnitExample[];
}
