import { isLabelSet, type LabelValue, type TextLabels } from "./TextLabels.js";

/** One kind of label over all tokens of a corpus. */
export interface LabelColumn {
  readonly name: string;
  /** By token: index into {@link LabelColumn.values}; -1 where there is none. */
  readonly codes: Int32Array;
  /** Distinct values, in order of first appearance. */
  readonly values: readonly LabelValue[];
  /** By token: 1 where the label depends on text behind the token. */
  readonly anticipated: Uint8Array;
}

/** Gathers labels text by text into columns; a text without a label has none in its tokens. */
export class LabelColumns {
  readonly #tokens: number;
  readonly #columns = new Map<
    string,
    { codes: Int32Array; anticipated: Uint8Array; values: LabelValue[]; known: Map<LabelValue, number> }
  >();

  /** @param tokens of the corpus. */
  constructor(tokens: number) {
    this.#tokens = tokens;
  }

  /** Takes the labels of the text that begins at a token. */
  add(first: number, labels: TextLabels): void {
    for (const [name, cells] of labels) {
      let column = this.#columns.get(name);
      if (column === undefined) {
        const codes = new Int32Array(this.#tokens).fill(-1);
        column = { codes, anticipated: new Uint8Array(this.#tokens), values: [], known: new Map() };
        this.#columns.set(name, column);
      }
      const { values, anticipated } = cells;
      for (let t = 0; t < values.length; t++) {
        const value = values[t];
        if (value === undefined) continue;
        const key = isLabelSet(value) ? `${value.known.join(" ")}|${value.open.join(" ")}` : value;
        let code = column.known.get(key);
        if (code === undefined) {
          code = column.values.length;
          column.values.push(value);
          column.known.set(key, code);
        }
        column.codes[first + t] = code;
        column.anticipated[first + t] = anticipated[t];
      }
    }
  }

  /** The columns by name, sorted. */
  finish(): ReadonlyMap<string, LabelColumn> {
    const names = [...this.#columns.keys()].sort();
    return new Map(
      names.map(name => {
        const { codes, anticipated, values } = this.#columns.get(name)!;
        return [name, { name, codes, anticipated, values }];
      }),
    );
  }
}
