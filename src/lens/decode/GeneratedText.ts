import type { TokenAlternative } from "../scored/ScoredText.js";
import type { Activation } from "../session/LocalModel.js";

/** Why a text ended. */
export type DecodeFinish = "stop token" | "stop string" | "grammar" | "max tokens" | "context full";

/** What a model went on with. */
export interface GeneratedText {
  /** Tokens that were chosen, without a stop token, with those of a stop string. */
  readonly ids: Int32Array;
  /** Bytes of the tokens up to the stop string. */
  readonly bytes: Uint8Array;
  /** The same as text: bytes that are no UTF-8 are U+FFFD, half a character at the end is left out. */
  readonly text: string;
  /** Where each token ends in the bytes of all tokens, those of a stop string included. */
  readonly ends: Int32Array;
  readonly finish: DecodeFinish;
  /** The token that ended it. */
  readonly stopId?: number;
  readonly promptTokens: number;
  /** Natural logarithms at temperature 1 over the whole vocabulary, one a token. */
  readonly logprobs?: Float64Array;
  /** 1 is the likeliest; and the entropy of the distribution before any cut, nats. */
  readonly ranks?: Int32Array;
  readonly entropies?: Float64Array;
  /** Likeliest first, one list a token. */
  readonly alternatives?: readonly (readonly TokenAlternative[])[];
  /** By hook: TransformerLens' shapes with one position a generated token; keys a token had not yet are 0. */
  readonly hooks?: ReadonlyMap<string, Activation>;
}
