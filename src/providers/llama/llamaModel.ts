import { decodeBytes } from "../../lens/decode/decodeBytes.js";
import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import type { ChatTemplate } from "../chat/Rendered.js";
import { renderPrompt } from "../chat/renderPrompt.js";
import type { Completion, LanguageModel, Request } from "../Model.js";
import { ProviderError } from "../ProviderError.js";
import { sampledScores } from "../sampledScores.js";
import type { TokenScore } from "../TokenScore.js";
import { timeBound } from "../timeBound.js";
import { generateTokens } from "./generateTokens.js";
import { LlamaEngine } from "./LlamaEngine.js";
import { checkLlamaOptions, type LlamaOptions } from "./LlamaOptions.js";
import { templateOf, tokensOf } from "./llamaPrompt.js";
import { promptScores } from "./promptScores.js";
import { scoreTokens } from "./scoreTokens.js";
import { tokenBytes } from "./tokenBytes.js";
import { weightsHash } from "./weightsHash.js";

/** A model in this process, which holds memory until it is closed. */
export interface LlamaModel extends LanguageModel {
  /** Frees the weights, when answers that were begun are done. */
  close(): Promise<void>;
}

/** Alternatives of a token; llama.cpp sets no bound, this is ours. */
const MOST_LOGPROBS = 100;

/**
 * A model in a GGUF file, run by llama.cpp in this process through node-llama-cpp, an optional peer. It answers one prompt
 * at a time, always from an empty memory, so that answers do not depend on what was asked before. Without a temperature it
 * takes the likeliest token. As on servers, marks such as `<|im_start|>` in a prompt are marks.
 *
 * Log-probabilities are those of the model at temperature 1 over the whole vocabulary, whatever the settings and the
 * grammar made of them.
 *
 * @param closed called when the model is closed.
 * @throws SourceError where the package is missing (with the command that installs it), and for a file or option that
 * cannot be.
 */
export async function llamaModel(options: LlamaOptions, closed: () => void = () => {}): Promise<LlamaModel> {
  const { file } = options;
  checkLlamaOptions(options);
  const weights = await weightsHash(file);
  const engine = await LlamaEngine.open(options);
  const { model, contextSize } = engine;
  try {
    const { tokenizer } = model.fileInfo.metadata;
    const vocabulary = tokenBytes(tokenizer);
    if (vocabulary === undefined) {
      throw new SourceError(
        `its tokenizer ${JSON.stringify(tokenizer?.ggml?.model)} is of a kind that is not read here`,
        file,
      );
    }
    const template = await templateOf(options, engine);
    const read = { engine, vocabulary, template, file };

    return showable("model", {
      kind: "language model" as const,
      name: `llama:${file}`,
      can: {
        samples: true,
        logprobs: MOST_LOGPROBS,
        promptLogprobs: true,
        logits: false,
        hiddenStates: false,
        typed: "grammar" as const,
        seed: true,
        stop: true,
      },
      identity: {
        engine: `node-llama-cpp ${engine.version}`,
        device: engine.library.gpu === false ? "cpu" : engine.library.gpu,
        weights,
        endpoint: template === undefined ? "completions" : "chat",
        ...(template === undefined ? {} : { chatTemplate: template.sha256 }),
        contextSize: String(contextSize),
      },
      concurrency: 1,
      generate: (request, { signal, timeoutMs } = {}) =>
        engine.exclusive(() => generate(read, request, timeBound(signal, timeoutMs, file))),
      score: (text, { top = 0, signal } = {}) =>
        engine.exclusive(async () => {
          signal?.throwIfAborted();
          return score(read, text, top);
        }),
      check: async () => {},
      close: () => {
        closed();
        return engine.close();
      },
    } satisfies LlamaModel);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

interface Reading {
  readonly engine: LlamaEngine;
  readonly vocabulary: NonNullable<ReturnType<typeof tokenBytes>>;
  readonly template: ChatTemplate | undefined;
  readonly file: string;
}

async function generate(
  { engine, vocabulary, template, file }: Reading,
  { prompt, sample, settings, form }: Request,
  check: () => void,
): Promise<Completion> {
  check();
  const start = performance.now();
  const { seed, stop = [], logprobs, temperature, topP, maxTokens } = settings;
  const tokens = tokensOf(engine, template === undefined ? prompt : renderPrompt(template, prompt).text);
  if (tokens.length >= engine.contextSize) throw tooLong(tokens.length, engine, file);
  const said = await generateTokens(engine, vocabulary, tokens, {
    temperature,
    topP,
    maxTokens,
    stop,
    check,
    ...(seed === undefined ? {} : { seed: seed + sample }),
    ...(form === undefined ? {} : { grammar: form.grammar }),
  });
  const decoded = decodeBytes(said.bytes);
  const scored =
    logprobs === undefined
      ? undefined
      : await scoreTokens(engine, [...tokens, ...said.tokens], tokens.length, logprobs);
  return {
    text: decoded.text,
    ...(scored === undefined ? {} : { tokens: sampledScores(vocabulary, said, decoded, scored) }),
    latencyMs: Math.round((performance.now() - start) * 1000) / 1000,
    inputTokens: tokens.length,
    outputTokens: said.tokens.length,
    finish: said.finish,
  };
}

async function score(
  { engine, vocabulary, file }: Reading,
  text: string,
  top: number,
): Promise<TokenScore[]> {
  if (text === "") return [];
  const tokens = tokensOf(engine, text);
  if (tokens.length > engine.contextSize) throw tooLong(tokens.length, engine, file);
  const added = tokens[0] === engine.model.tokens.bos && engine.model.tokens.shouldPrependBosToken ? 1 : 0;
  const scores = await scoreTokens(engine, tokens, Math.max(1, added), top);
  return promptScores(vocabulary, text, tokens.slice(added), scores, file);
}

function tooLong(count: number, { contextSize }: LlamaEngine, file: string): ProviderError {
  return new ProviderError(
    "context length",
    `${count} tokens do not fit the context of ${contextSize} tokens (${file})`,
  );
}
