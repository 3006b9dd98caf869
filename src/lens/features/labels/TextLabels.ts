/** Several labels of one token, such as the types of the nodes around it. */
export interface LabelSet {
  /** Those that follow from what stands up to the end of the token. */
  readonly known: readonly string[];
  /** Those that depend on what stands behind it. */
  readonly open: readonly string[];
}

/** What a token is labelled with. */
export type LabelValue = string | number | boolean | LabelSet;

/** One kind of label over the tokens of a text. */
export interface LabelCells {
  /** By token; undefined where the label says nothing of it. */
  readonly values: readonly (LabelValue | undefined)[];
  /**
   * By token: 0 where everything the label depends on stands up to the end of the token (read-out), 1 where it does not
   * (anticipation). Of a {@link LabelSet} 1 where any of its members is open.
   */
  readonly anticipated: Uint8Array;
}

/** Labels of the tokens of a text by name. */
export type TextLabels = ReadonlyMap<string, LabelCells>;

/** Cells that are filled one by one. */
export interface LabelCellsDraft {
  readonly values: (LabelValue | undefined)[];
  readonly anticipated: Uint8Array;
}

/** Empty cells for some tokens. */
export function labelCells(tokens: number): LabelCellsDraft {
  return { values: new Array(tokens).fill(undefined), anticipated: new Uint8Array(tokens) };
}

/** Whether a label is a set. */
export function isLabelSet(value: LabelValue | undefined): value is LabelSet {
  return typeof value === "object";
}
