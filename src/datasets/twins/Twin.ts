import type { Language } from "../../program/Program.js";

/** A value that every language of a twin can write as a literal and hand back: JSON. */
export type TwinValue = null | boolean | number | string | readonly TwinValue[];

/** What the inputs of one parameter may be. Bounds include their ends. */
export type InputKind =
  | { readonly type: "int"; readonly min: number; readonly max: number }
  | { readonly type: "bool" }
  /** Text of `min` to `max` letters out of `letters` (ASCII). */
  | { readonly type: "text"; readonly letters: string; readonly min: number; readonly max: number }
  | { readonly type: "choice"; readonly values: readonly TwinValue[] }
  | { readonly type: "list"; readonly of: InputKind; readonly min: number; readonly max: number }
  /** A list of fixed length, one kind for each place. */
  | { readonly type: "row"; readonly of: readonly InputKind[] }
  /** Either `of`, or a list of up to `max` of the same one level deeper, `depth` levels at most. */
  | { readonly type: "nested"; readonly of: InputKind; readonly max: number; readonly depth: number };

/** Step-by-step agreement of the three programs of a twin. */
export interface TwinLines {
  /** Lines of the statements in the order of the text, those of equal place belonging together; 1-based. */
  readonly python: readonly number[];
  readonly javascript: readonly number[];
  readonly typescript: readonly number[];
}

/** One problem written in three languages with the same behaviour: names, parameters and statements correspond. */
export interface Twin {
  /** `<family>/<name>`; also the cluster of the three programs. */
  readonly id: string;
  readonly title: string;
  /** The function to call; it has the same name in every language. */
  readonly function: string;
  /** The function is asynchronous: a coroutine function in Python, one that gives a promise in JavaScript. */
  readonly async: boolean;
  /** File of each language, relative to the data set. */
  readonly files: Readonly<Record<Language, string>>;
  /** One for each parameter. */
  readonly inputs: readonly InputKind[];
  /** The calls of the data set: lists of arguments. */
  readonly calls: readonly (readonly TwinValue[])[];
  /** Absent where the recorded steps of the three were not found to be the same for every input tried. */
  readonly lines?: TwinLines;
}

/** The twins of a data set. */
export interface TwinSet {
  readonly name: string;
  /** Class of an exception in Python → what JavaScript throws for it; classes not named here have the same name. */
  readonly errors: Readonly<Record<string, string>>;
  readonly twins: readonly Twin[];
}
