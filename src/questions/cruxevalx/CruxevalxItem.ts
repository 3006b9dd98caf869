/** Languages of CRUXEval-X that are read and run here. */
export type CruxevalxLanguage = "js" | "ts" | "py";

/** One row of CRUXEval-X (Xu et al., 2024): a translation of an item of CRUXEval with its test. */
export interface CruxevalxItem {
  /** Index in CRUXEval, 0 to 799. Not every index is there. */
  readonly id: number;
  readonly language: CruxevalxLanguage;
  /** The function alone, as the scored programs begin: what stands before the test in the file of codes. */
  readonly base: string;
  /** The whole program with the reference in its test. */
  readonly code: string;
  /** The test with `????` for the arguments. */
  readonly inputTemplate: string;
  /** The test with `????` for the value. */
  readonly outputTemplate: string;
  /** Text of the reference arguments. */
  readonly input: string;
  /** Text of the reference value. */
  readonly output: string;
}

/** Rows of one language, in the order of their ids. */
export interface CruxevalxData {
  readonly language: CruxevalxLanguage;
  readonly items: readonly CruxevalxItem[];
  /** Ids without a translation: their results are published as `res: 0`, and they are in no denominator. */
  readonly without: readonly number[];
}

/** What stands between program and test, by language. */
export const MARKERS: Readonly<Record<CruxevalxLanguage, string>> = {
  js: "const assert",
  ts: "declare var require: any;",
  py: "def check(candidate):",
};

/** The place of an answer in a template. */
export const HOLE = "????";
