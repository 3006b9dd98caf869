import { SourceError } from "../../program/SourceError.js";
import type { TokenAlternative } from "../scored/ScoredText.js";
import type { Intervention } from "../session/Intervention.js";
import type { TokenGrammar } from "./grammar/TokenGrammar.js";
import { checkSampling, type Sampling } from "./Sampling.js";
import type { TextReader } from "./TextReader.js";

/** How a text is gone on with, and when it ends. */
export interface DecodingOptions extends Sampling {
  /** Tokens at most. Default: until the context is full. */
  readonly maxTokens?: number;
  /** Texts that end it; compared as bytes, across tokens. The text ends before the first of them. */
  readonly stop?: readonly string[];
  /** Tokens that end it, themselves no part of it. Default: those the model was trained to end a text with. */
  readonly stopIds?: readonly number[];
  /** Sample k draws with the stream of `seed + k`. Default 1. */
  readonly seed?: number;
  /** 0-based. Default 0. */
  readonly sample?: number;
  /** Gives log-probabilities at temperature 1, before any cut, with so many alternatives each. Default: none. */
  readonly logprobs?: number;
  /** Holds the text to a grammar in llama.cpp's GBNF; log-probabilities are those without it. */
  readonly grammar?: string | TokenGrammar;
  /** Looked at between pieces of the prompt and between tokens. */
  readonly signal?: AbortSignal;
  /** Called with each token when it is chosen. */
  readonly onToken?: (token: GeneratedToken) => void;
  /** Called with text as it becomes certain: whole characters that cannot become a stop string. */
  readonly onText?: (text: string) => void;
}

/** The same, with what only one model alone can do. */
export interface GenerateTextOptions extends DecodingOptions {
  /** Act on the prompt and on what is generated; positions are those of the whole text, negative ones from its end so far. */
  readonly interventions?: readonly Intervention[];
  /** Hooks to give back at the positions of the generated tokens. The last one is read for it, too. */
  readonly hooks?: readonly string[];
  /** Has read a beginning of the prompt already, at most all but its last token, with the same interventions. */
  readonly from?: TextReader;
}

/** A token a model has chosen. */
export interface GeneratedToken {
  /** 0-based. */
  readonly index: number;
  readonly id: number;
  /** None for special tokens. */
  readonly bytes: Uint8Array;
  /** Nats, where log-probabilities are asked for. */
  readonly logprob?: number;
  /** Likeliest first. */
  readonly alternatives?: readonly TokenAlternative[];
}

/** @throws SourceError naming the option and its value. */
export function checkDecodingOptions(options: DecodingOptions, vocabulary: number, who: string): void {
  checkSampling(options, who);
  const whole = (value: number | undefined, name: string, least: number): void => {
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
    const from = Number.isFinite(least) ? ` from ${least}` : "";
    throw new SourceError(`expected a whole number${from}, got ${String(value)}`, `${who}: ${name}`);
  };
  whole(options.maxTokens, "maxTokens", 1);
  whole(options.logprobs, "logprobs", 0);
  whole(options.seed, "seed", Number.NEGATIVE_INFINITY);
  whole(options.sample, "sample", 0);
  for (const id of options.stopIds ?? [])
    if (!Number.isInteger(id) || id < 0 || id >= vocabulary)
      throw new SourceError(`there is no token ${id} in a vocabulary of ${vocabulary}`, `${who}: stopIds`);
}
