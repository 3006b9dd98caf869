import type { Program } from "../program/Program.js";
import type { Question } from "../questions/Question.js";

/** What a model can do beyond giving text; checked before a run. */
export interface Can {
  /** Repeated asking may give different completions. */
  readonly samples: boolean;
  /** Log-probabilities of generated tokens: how many alternatives, 0 for none. */
  readonly logprobs: number;
  /** Log-probabilities of the prompt's tokens. */
  readonly promptLogprobs: boolean;
  readonly logits: boolean;
  readonly hiddenStates: boolean;
}

/** How text is generated; part of the cache key. */
export interface Settings {
  /** 0 for greedy. Undefined: the provider's default. */
  readonly temperature?: number;
  /** Tokens at most. */
  readonly maxTokens?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
}

/** All a language model gets to see. */
export interface Request {
  readonly prompt: string;
  /** 0-based; several samples of one prompt differ in it. */
  readonly sample: number;
  readonly settings: Settings;
}

/** Text a model gave. */
export interface Completion {
  readonly text: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Why generation ended, when known. */
  readonly finish?: "stop" | "length" | "refusal";
  /** It came out of a cache or recording. */
  readonly cached?: boolean;
}

/** A model that sees the prompt and nothing else. */
export interface LanguageModel {
  readonly kind: "language model";
  /** The string that names it: `openai:…`, `replay:…`, … */
  readonly name: string;
  readonly can: Can;
  /** Throws when there is no completion; the run notes it and goes on. */
  generate(request: Request, options?: { readonly signal?: AbortSignal }): Promise<Completion>;
}

/** What a baseline gets to see: the question's record (the truth too: the oracle is one) and the program. */
export interface Asked {
  readonly question: Question;
  readonly program: Program;
  readonly sample: number;
}

/**
 * A rule that answers from the record of a question. It answers in text, which is read and scored as any model's.
 */
export interface Baseline {
  readonly kind: "baseline";
  /** `baseline:<name>`. */
  readonly name: string;
  readonly can: Can;
  /** One sentence: what it does and what it is computed on. */
  readonly about: string;
  answer(asked: Asked): string;
}

/** Whatever can be asked. */
export type Model = LanguageModel | Baseline;

/** A model that only gives text. */
export const TEXT_ONLY: Can = {
  samples: false,
  logprobs: 0,
  promptLogprobs: false,
  logits: false,
  hiddenStates: false,
};
