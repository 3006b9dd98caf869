import type { FamilySplit } from "../family/FamilySplit.js";

/**
 * What a corpus holds. `trace`: of ten documents about seven with a written trace and questions behind it, two with questions alone and
 * one bare source. `direct`: the same programs and calls without any trace, questions and some sources. `source`: bare sources.
 */
export const CORPUS_KINDS = ["trace", "direct", "source"] as const;
/** One of {@link CORPUS_KINDS}. */
export type CorpusKind = (typeof CORPUS_KINDS)[number];

/** Longest document kept, in tokens with the marks at both ends. */
export const LONGEST_DOCUMENT = 448;

/** What a corpus is made of. Equal options give equal lines. */
export interface FamilyCorpusOptions {
  /** Whole number from 0. */
  readonly seed: number;
  /** Programs, from 1. */
  readonly n: number;
  readonly split: FamilySplit;
  readonly kind: CorpusKind;
  /** Calls of each program, 1 to 4: one document for each. Default 3. */
  readonly calls?: number;
  /** Whether each line has the ids of its tokens. Default false. */
  readonly ids?: boolean;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** One document of a corpus, a line of its file. */
export interface CorpusDocument {
  /** `<split>-<seed>-<candidate>-<call>`. */
  readonly id: string;
  readonly family: "embedded";
  /** First 16 digits of the skeleton's hash. */
  readonly skeleton: string;
  readonly split: FamilySplit;
  readonly kind: CorpusKind;
  /** Rows of the call's trace, shown or not. */
  readonly rows: number;
  /** Tokens, with the marks at both ends. */
  readonly tokens: number;
  readonly text: string;
  /** Ids of the tokens, `<bos>` first and `<eos>` last. */
  readonly ids?: readonly number[];
}
