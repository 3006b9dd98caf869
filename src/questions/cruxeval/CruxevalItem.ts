/** One item of CRUXEval (Gu et al., 2024): a program that defines `f`, the text of one call's arguments, and its value. */
export interface CruxevalItem {
  /** `sample_17`; unique. */
  readonly id: string;
  /** Python, to be run as a whole: a few items have statements besides the function. */
  readonly code: string;
  /** What stands between `f(` and `)`; empty where `f` takes nothing. */
  readonly input: string;
  /** The value as a Python literal. */
  readonly output: string;
}

/** What is predicted: the value of the call, or arguments that give the value. */
export type CruxevalMode = "input" | "output";

/** `{sample_i: [texts]}`; an item may have several answers. */
export type CruxevalGenerations = Readonly<Record<string, readonly string[]>>;
