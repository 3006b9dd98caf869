import type { PromptPlace } from "../../lens/scored/programInPrompt.js";
import type { Intervention } from "../../lens/session/Intervention.js";
import type { KeyValueCache } from "../../lens/session/LocalModel.js";

/** A prompt as the model reads it. */
export interface PlacedPrompt {
  /** As it was written, before any template. */
  readonly prompt: string;
  /** What the model reads; a beginning of it, where only that is read so far. */
  readonly text: string;
  /** Its tokens; one for the beginning of a text may stand before the text's own. */
  readonly ids: Int32Array;
  /** Where the prompt stands in the text. */
  readonly place: PromptPlace;
}

/** One row of a trace a model writes: the k-th of its line. */
export interface WrittenRow {
  /** 1-based line of the program. */
  readonly line: number;
  /** 1-based: how often the line has come in this trace. */
  readonly k: number;
  /** Positions of its tokens in the whole text: [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Tokens that are about to be read. */
export interface PlannedRead {
  /** Rows of the trace that are written, the one being written last with the tokens it has. */
  readonly rows: readonly WrittenRow[];
  readonly tokens: Int32Array;
  /** Position of the first of them. */
  readonly from: number;
  /** Keys and values of all before, to look ahead with; undefined where there is nothing before. */
  fork(): KeyValueCache | undefined;
}

/** What is changed in one text, as far as it is written. */
export interface PlannedText {
  /**
   * What is changed while some tokens are read. Always as many, in the same order and of the same kind, so that one session does
   * for all reads.
   */
  at(read: PlannedRead): Promise<readonly Intervention[]>;
}

/** What is changed inside a model while it reads prompts and writes answers. */
export interface InterventionPlan {
  /** Of all it does, hex. */
  readonly sha256: string;
  /** What it does in one prompt. */
  of(prompt: PlacedPrompt): Promise<PlannedText>;
}
