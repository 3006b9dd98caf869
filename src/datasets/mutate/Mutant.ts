import type { DatasetProgram } from "../Dataset.js";

/** Edits that keep the meaning of a program; `all` does every one that applies, in this order. */
export const MUTANT_KINDS = [
  "rename",
  "reorder",
  "loop-form",
  "dead-code",
  "misleading-comments",
  "all",
] as const;
/** One of {@link MUTANT_KINDS}. */
export type MutantKind = (typeof MUTANT_KINDS)[number];

/** Why there is no mutant. */
export const MUTANT_REFUSALS = [
  /** Every name is kept: exported, used by a call, or seen by the program itself. */
  "no name to change",
  "no independent neighbours",
  "no loop to change",
  "no place for a statement",
  "no place for a comment",
  /** `with`, `eval`: what a name stands for is not in the text. */
  "names are dynamic",
  /** The edited text cannot be parsed. */
  "syntax",
  /** The original reaches a limit, or is still waiting at its end: nothing to compare. */
  "no comparable trace",
  /** The traces differ, by the first difference found. */
  "other outcome",
  "other output",
  "other writes",
  "other heap changes",
  "other statements",
  "other lines",
] as const;
/** One of {@link MUTANT_REFUSALS}. */
export type MutantRefusal = (typeof MUTANT_REFUSALS)[number];

/** What goes with what in an original and its mutant. */
export interface MutantMapping {
  /** By node id of the original: node id of the mutant, -1 where it has none. */
  readonly nodes: readonly number[];
  /** Names of the original that changed, private ones with their `#`. */
  readonly names: Readonly<Record<string, string>>;
  /** Pairs of statements (node ids of the original) whose order was changed. */
  readonly swapped: readonly (readonly [number, number])[];
  /** Nothing was added or moved that executes: the statements and lines executed must be the same ones. */
  readonly exact: boolean;
}

/** A text that should mean the same, not yet shown to. */
export interface Rewritten {
  readonly source: string;
  readonly mapping: MutantMapping;
  /** How many places were changed. */
  readonly changes: number;
}

/** What a mutant is of, so that its questions can be paired with those of the original. */
export interface MutantRecord {
  /** Id of the original program. */
  readonly of: string;
  readonly kind: MutantKind;
  readonly seed: number;
  readonly changes: number;
  readonly mapping: MutantMapping;
}

/** A mutant whose traces were shown to agree with those of its original, on every call. */
export interface Mutant extends MutantRecord {
  /** In the cluster and family of the original. */
  readonly program: DatasetProgram;
}

/** No mutant, and why. */
export interface NoMutant {
  readonly of: string;
  readonly kind: MutantKind;
  readonly seed: number;
  readonly refused: MutantRefusal;
  /** The call and place where traces differ, where they do. */
  readonly detail?: string;
}
