import type { Program } from "../program/Program.js";
import type { AnswerForm } from "../questions/prompt/form/answerForm.js";
import type { Question } from "../questions/Question.js";
import type { TokenScore } from "./TokenScore.js";

export type { AnswerForm } from "../questions/prompt/form/answerForm.js";

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
  /** How answers can be held to a form. Default: not at all. */
  readonly typed?: "json schema" | "grammar";
  /** Takes a seed. Default false. */
  readonly seed?: boolean;
  /** Takes stop strings. Default false. */
  readonly stop?: boolean;
}

/** How text is generated; part of the cache key. */
export interface Settings {
  /** 0 for greedy. Undefined: the provider's default. */
  readonly temperature?: number;
  /** Tokens at most. */
  readonly maxTokens?: number;
  readonly stop?: readonly string[];
  /** Sample k is asked with `seed + k`, so that samples differ and each can be asked again. */
  readonly seed?: number;
  /** Mass of the most likely tokens that are drawn from, 0..1. */
  readonly topP?: number;
  /** Log-probabilities of generated tokens with so many alternatives each. */
  readonly logprobs?: number;
}

/** All a language model gets to see. */
export interface Request {
  readonly prompt: string;
  /** 0-based; several samples of one prompt differ in it. */
  readonly sample: number;
  readonly settings: Settings;
  /** Form to hold the answer to; only where `can.typed` says how. */
  readonly form?: AnswerForm;
}

/** Text a model gave. */
export interface Completion {
  readonly text: string;
  /** What a reasoning model thought before it answered, where the server gives it apart. */
  readonly reasoning?: string;
  /** Sampled tokens with their log-probabilities; spans are bytes of `text`. */
  readonly tokens?: readonly TokenScore[];
  /** The model that answered, as the server names it. */
  readonly served?: string;
  /** Wall time of the request that gave this text, ms; for a cached one that of the original. */
  readonly latencyMs?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Of the input tokens, those the server had in a cache of its own (they are often cheaper). */
  readonly cachedInputTokens?: number;
  /** Of the output tokens, those a reasoning model thought with. */
  readonly reasoningTokens?: number;
  /** Why generation ended, when known. */
  readonly finish?: "stop" | "length" | "refusal";
  /** It came out of a cache or recording. */
  readonly cached?: boolean;
}

/** How a text is scored. */
export interface ScoreTextOptions {
  /** Alternatives reported per token. Default 0. */
  readonly top?: number;
  readonly signal?: AbortSignal;
}

/** What one request may take. */
export interface GenerateOptions {
  readonly signal?: AbortSignal;
  /** In place of the provider's own bound, ms. */
  readonly timeoutMs?: number;
}

/** A model that sees the prompt and nothing else. */
export interface LanguageModel {
  readonly kind: "language model";
  /** The string that names it: `openai:…`, `replay:…`, … */
  readonly name: string;
  readonly can: Can;
  /** What besides the name tells completions apart, for the cache's key: base URL, revision, flavour, chat template. */
  readonly identity?: Readonly<Record<string, string>>;
  /** What its prompts are written in; default our general wording. `tracebook`: the dialect of the embedded model. */
  readonly dialect?: "tracebook";
  /** Style it is asked in unless the user says otherwise. Default `direct`. */
  readonly style?: "direct" | "cot";
  /** Requests it is asked at the same time at most, unless the user says otherwise. Default 4; servers: 100. */
  readonly concurrency?: number;
  /** Longest time a request may take, ms, unless the user says otherwise. Default: as long as it takes. */
  readonly timeoutMs?: number;
  /** Throws a `ProviderError` when there is no completion; the run notes it and goes on, or ends where all would fail. */
  generate(request: Request, options?: GenerateOptions): Promise<Completion>;
  /** Log-probabilities of the tokens of a text, which cover it without a gap; only where `can.promptLogprobs`. */
  score?(text: string, options?: ScoreTextOptions): Promise<readonly TokenScore[]>;
  /** Asks the server whether it is there and knows the model; throws a `ProviderError` that says what to mend. */
  check?(options?: { readonly signal?: AbortSignal }): Promise<void>;
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
