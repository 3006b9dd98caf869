/** A number with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  /** Absent with fewer than two programs. */
  readonly low?: number;
  readonly high?: number;
  readonly se?: number;
}

/** A measure over a corpus: all tokens pooled, and the mean over programs, each counting the same. */
export interface MicroMacro {
  readonly micro: Estimate;
  readonly macro: Estimate;
}

/** A group of nodes over a corpus. Measures are undefined, never 0, where the corpus has none of it or too few programs have. */
export interface CorpusRow {
  readonly key: string;
  /** Nodes of the group (of a category: those that own tokens), and programs with a scored one. */
  readonly nodes: number;
  readonly programs: number;
  /** Tokens with a probability, their bytes and bits. */
  readonly tokens: number;
  readonly bytes: number;
  readonly bits: number;
  /** Too few programs for numbers: `least` of the options. */
  readonly few: boolean;
  readonly bitsPerByte?: MicroMacro;
  readonly geometricP?: MicroMacro;
  readonly meanP?: MicroMacro;
  /** Of categories: part of the loss of the corpus, 0..1; parts add up to 1. */
  readonly share?: Estimate;
}

/** Why a program is left out. */
export type CorpusExclusion =
  /** Its tokens are not the bytes of its text (another tokenizer, an edited text). */
  | "tokens and text differ"
  /** No token in it has a probability. */
  | "nothing scored";

/** Programs left out for one reason. */
export interface ExcludedPrograms {
  readonly reason: CorpusExclusion;
  readonly count: number;
  /** Name of the first, and what was said of it. */
  readonly first: string;
  readonly message?: string;
}

/** Scores of many programs by kind of node. */
export interface CorpusTable {
  /** Programs that count, and clusters: what is resampled. */
  readonly programs: number;
  readonly clusters: number;
  readonly excluded: readonly ExcludedPrograms[];
  /** Node types, or what else was grouped by; most bits first. Groups overlap. */
  readonly rows: readonly CorpusRow[];
  /** The thirteen categories, `white space` and `error`: each token once, by its owner. Most bits first. */
  readonly categories: readonly CorpusRow[];
  readonly total: {
    readonly tokens: number;
    readonly bytes: number;
    readonly bits: number;
    readonly unscored: number;
  };
  readonly seed: number;
  readonly draws: number;
}
