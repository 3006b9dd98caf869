/** Parts of the embedded family. No program of one is a program of another. */
export const FAMILY_SPLITS = ["train", "test", "longer", "deeper", "unseen"] as const;

/**
 * `train` and `test` have programs of one kind, but no skeleton in common; `longer` has more lines and steps, `deeper` nests
 * three deep, `unseen` has compositions that the others never have (see `HELD_OUT`).
 */
export type FamilySplit = (typeof FAMILY_SPLITS)[number];

/** Bounds of the programs and runs of a split, both ends included. */
export interface FamilyBounds {
  /** Lines of the source. */
  readonly lines: readonly [number, number];
  /** Rows of a recorded call: statements and heads executed. */
  readonly rows: readonly [number, number];
  /** Deepest nesting of branches and loops within the function. */
  readonly depth: readonly [number, number];
  /** Statements drawn before the bounds are looked at. */
  readonly statements: readonly [number, number];
}

const SMALL: FamilyBounds = { lines: [5, 16], rows: [5, 28], depth: [0, 2], statements: [3, 9] };

/** The bounds of every split. */
export const FAMILY_BOUNDS: Readonly<Record<FamilySplit, FamilyBounds>> = {
  train: SMALL,
  test: SMALL,
  longer: { lines: [17, 26], rows: [24, 56], depth: [0, 2], statements: [10, 15] },
  deeper: { lines: [9, 20], rows: [8, 40], depth: [3, 3], statements: [4, 8] },
  unseen: SMALL,
};
