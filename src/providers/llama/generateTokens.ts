import { StopStrings } from "../../lens/decode/StopStrings.js";
import type { Completion } from "../Model.js";
import type { LlamaEngine } from "./LlamaEngine.js";
import type { Token } from "./NodeLlama.js";
import type { TokenBytes } from "./tokenBytes.js";

/** How tokens are chosen, and when there are enough. */
export interface GenerateTokens {
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly maxTokens?: number;
  readonly stop: readonly string[];
  /** GBNF. */
  readonly grammar?: string;
  /** Throws when the caller has had enough. */
  readonly check: () => void;
}

/** Tokens a model has said. */
export interface GeneratedTokens {
  readonly tokens: readonly Token[];
  /** Their bytes, up to a stop string. */
  readonly bytes: Buffer;
  /** Where each token ends in all bytes, the stop string too. */
  readonly ends: readonly number[];
  readonly finish: NonNullable<Completion["finish"]>;
}

/**
 * Lets the model go on from a prompt until it ends by itself, at a stop string, at `maxTokens` or where the context is full.
 * It begins with an empty memory each time: what an answer is may not depend on which prompt came before.
 */
export async function generateTokens(
  engine: LlamaEngine,
  vocabulary: TokenBytes,
  prompt: readonly Token[],
  options: GenerateTokens,
): Promise<GeneratedTokens> {
  const { temperature, topP, seed, stop, grammar, check } = options;
  const { sequence, model, node, library } = engine;
  const most = Math.min(options.maxTokens ?? Number.POSITIVE_INFINITY, engine.contextSize - prompt.length);
  const stops = new StopStrings(stop);
  const tokens: Token[] = [];
  const ends: number[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  const grammarEvaluationState =
    grammar === undefined
      ? undefined
      : new node.LlamaGrammarEvaluationState({ model, grammar: await library.createGrammar({ grammar }) });
  await sequence.clearHistory();
  const steps = sequence.evaluate([...prompt], {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    // Seeds are of 32 bits.
    ...(seed === undefined ? {} : { seed: seed >>> 0 }),
    ...(grammarEvaluationState === undefined ? {} : { grammarEvaluationState }),
  });
  for await (const token of steps) {
    check();
    const before = bytes.length;
    if (!vocabulary.isControl(token)) bytes = Buffer.concat([bytes, vocabulary.bytes(token)]);
    tokens.push(token);
    ends.push(bytes.length);
    const cut = stops.find(bytes, before);
    if (cut !== undefined) return { tokens, bytes: bytes.subarray(0, cut), ends, finish: "stop" };
    if (tokens.length >= most) return { tokens, bytes, ends, finish: "length" };
  }
  return { tokens, bytes, ends, finish: "stop" };
}
