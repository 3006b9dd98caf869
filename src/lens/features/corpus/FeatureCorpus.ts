import type { LabelColumn } from "../labels/LabelColumn.js";

/** One text of a corpus. */
export interface CorpusText {
  readonly text: string;
  /** Name of the program it shows; examples are of different programs where there are enough. */
  readonly program: string;
  /** What is independent of others: items of one program, its mutants and its skeleton share it. Folds and errors go by it. */
  readonly family: string;
}

/** Texts as a model reads them, one after the other: what an index of firings is of. */
export interface FeatureCorpus {
  /** SHA-256 over texts, programs, families and ids, hex. Labels are no part of it. */
  readonly hash: string;
  /** `Tokenizer.hash` of the ids. */
  readonly tokenizer: string;
  readonly texts: readonly CorpusText[];
  /** [texts + 1]: tokens of the i-th text are `start[i] .. start[i + 1]`. */
  readonly start: Uint32Array;
  /** By token. */
  readonly ids: Int32Array;
  /** By token: UTF-8 bytes of its own text, end exclusive. */
  readonly byteStart: Uint32Array;
  readonly byteEnd: Uint32Array;
  /** By token: 1 for special tokens. */
  readonly special: Uint8Array;
  /** By name. */
  readonly labels: ReadonlyMap<string, LabelColumn>;
}

/** Number of the text a token of the corpus is in. */
export function textAt({ start }: Pick<FeatureCorpus, "start">, token: number): number {
  let low = 0;
  let high = start.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (start[middle] <= token) low = middle;
    else high = middle;
  }
  return low;
}
