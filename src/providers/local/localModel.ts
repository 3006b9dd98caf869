import { decodeBytes } from "../../lens/decode/decodeBytes.js";
import { generate } from "../../lens/decode/generate.js";
import { TokenGrammar } from "../../lens/decode/grammar/TokenGrammar.js";
import { scoreLocal } from "../../lens/scored/scoreLocal.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import { openLocalModel } from "../../lens/session/openLocalModel.js";
import { showable } from "../../program/showable.js";
import type { ChatTemplate } from "../chat/Rendered.js";
import { renderPrompt } from "../chat/renderPrompt.js";
import type { Completion, LanguageModel, Request, ScoreTextOptions } from "../Model.js";
import { sampledScores, type TokenLogprob, type TokenTexts, tokenScore } from "../sampledScores.js";
import type { TokenScore } from "../TokenScore.js";
import { Turns } from "../Turns.js";
import { timeBound } from "../timeBound.js";
import { checkLocalOptions, type LocalOptions } from "./LocalOptions.js";
import { localFault, tooLong } from "./localFault.js";
import { localStops, localTemplate } from "./localTemplate.js";
import { PromptMemory } from "./PromptMemory.js";

/** A model in this process, which holds memory until it is closed. */
export interface LocalLanguageModel extends LanguageModel {
  /** The same model with its hooks, logits and tokenizer. */
  readonly local: LocalModel;
  /** Frees the weights, when answers that were begun are done. */
  close(): Promise<void>;
}

/** Alternatives of a token; nothing sets a bound, this is ours. */
const MOST_LOGPROBS = 100;
/** Grammars kept, with what they came to know; each task has one or a few. */
const MOST_GRAMMARS = 8;

/**
 * A model of a folder or a GGUF file, run by ONNX Runtime in this process. It answers one prompt at a time; what it read of
 * the prompt before is used again where prompts begin alike, which changes nothing in its answers. Without a temperature it
 * takes the likeliest token. As on servers, marks such as `<|im_start|>` in a prompt are marks.
 *
 * Log-probabilities are those of the model at temperature 1 over the whole vocabulary, whatever the settings and the
 * grammar made of them.
 *
 * @param closed called when the model is closed.
 * @throws SourceError where ONNX Runtime is missing (with the command that installs it), and for a file or option that
 * cannot be.
 */
export async function localModel(
  options: LocalOptions,
  closed: () => void = () => {},
): Promise<LocalLanguageModel> {
  checkLocalOptions(options);
  const { path, contextLength, threads, provider } = options;
  const model = await openLocalModel(path, { contextLength, threads, provider });
  try {
    const template = await localTemplate(options, model);
    const reading: Reading = {
      model,
      template,
      path,
      stops: localStops(model, template),
      memory: new PromptMemory(model),
      grammars: new Map(),
    };
    const turns = new Turns();
    const turn = <T>(act: () => Promise<T>): Promise<T> =>
      turns.take(async () => {
        try {
          return await act();
        } catch (error) {
          throw localFault(error, path);
        }
      });

    return showable("model", {
      kind: "language model" as const,
      name: model.name,
      local: model,
      can: {
        samples: true,
        logprobs: MOST_LOGPROBS,
        promptLogprobs: true,
        logits: true,
        hiddenStates: true,
        typed: "grammar" as const,
        seed: true,
        stop: true,
      },
      identity: {
        ...model.identity,
        weights: (await model.weightsHash()).slice(0, 32),
        endpoint: template === undefined ? "completions" : "chat",
        ...(template === undefined ? {} : { chatTemplate: template.sha256 }),
        contextSize: String(model.config.context),
      },
      concurrency: 1,
      generate: (request, { signal, timeoutMs } = {}) =>
        turn(() => answer(reading, request, signal, timeBound(signal, timeoutMs, path))),
      score: (text, scoring) => turn(() => score(reading, text, scoring)),
      // Compiles what answers need: what cannot work fails before a run begins, not with its first question.
      check: ({ signal } = {}) =>
        turn(async () => void (await model.run([0], { logits: "last", keepCache: true, signal }))),
      close: () => {
        closed();
        return turns.take(() => model.close());
      },
    } satisfies LocalLanguageModel);
  } catch (error) {
    await model.close();
    throw error;
  }
}

interface Reading {
  readonly model: LocalModel;
  readonly template: ChatTemplate | undefined;
  readonly path: string;
  readonly stops: ReturnType<typeof localStops>;
  readonly memory: PromptMemory;
  readonly grammars: Map<string, TokenGrammar>;
}

async function answer(
  reading: Reading,
  { prompt, sample, settings, form }: Request,
  signal: AbortSignal | undefined,
  check: () => void,
): Promise<Completion> {
  check();
  const { model, template, path, stops, memory } = reading;
  const { config } = model;
  const start = performance.now();
  const { seed, stop = [], logprobs, temperature, topP, maxTokens } = settings;
  const ids = idsOf(model, template === undefined ? prompt : renderPrompt(template, prompt).text);
  if (ids.length >= config.context) throw tooLong(ids.length, config.context, path);
  const { reader, remembered } = await memory.begin(ids, signal);
  check();
  const said = await generate(model, ids, {
    from: reader,
    temperature,
    topP,
    maxTokens,
    stop: [...stop, ...stops.strings],
    stopIds: stops.ids,
    logprobs,
    signal,
    onToken: check,
    ...(seed === undefined ? {} : { seed: seed + sample }),
    ...(form === undefined ? {} : { grammar: grammarOf(reading, form.grammar) }),
  });
  const scores = said.alternatives?.map(
    (list, index): TokenLogprob => ({
      logprob: (said.logprobs as Float64Array)[index],
      top: list.map(({ id, logprob }) => [id as number, logprob] as const),
    }),
  );
  const decoded = decodeBytes(said.bytes);
  return {
    text: decoded.text,
    ...(scores === undefined
      ? {}
      : { tokens: sampledScores(textsOf(model), { ...said, tokens: said.ids }, decoded, scores) }),
    latencyMs: Math.round((performance.now() - start) * 1000) / 1000,
    inputTokens: ids.length,
    outputTokens: said.ids.length,
    ...(remembered === 0 ? {} : { cachedInputTokens: remembered }),
    finish: said.finish === "max tokens" || said.finish === "context full" ? "length" : "stop",
  };
}

/** Rows that pad the embedding, and gaps in the vocabulary, stand for no text. */
function textsOf({ tokenizer }: LocalModel): TokenTexts {
  return {
    bytes: id => (id < tokenizer.size && tokenizer.has(id) ? tokenizer.bytes(id) : new Uint8Array(0)),
  };
}

/** The mark of a beginning first, where the model was trained with it and it is not there. */
function idsOf({ tokenizer }: LocalModel, text: string): Int32Array {
  const ids = tokenizer.encode(text, { marks: true });
  const { bos, addsBos } = tokenizer;
  return addsBos && bos !== undefined && ids[0] !== bos ? Int32Array.of(bos, ...ids) : ids;
}

function grammarOf({ grammars, model }: Reading, text: string): TokenGrammar {
  const grammar = grammars.get(text) ?? new TokenGrammar(text, model.tokenizer);
  grammars.delete(text);
  grammars.set(text, grammar);
  const [oldest] = grammars.keys();
  if (grammars.size > MOST_GRAMMARS) grammars.delete(oldest);
  return grammar;
}

async function score(
  { model, path }: Reading,
  text: string,
  { top = 0, signal }: ScoreTextOptions = {},
): Promise<TokenScore[]> {
  if (text === "") return [];
  const { length } = idsOf(model, text);
  if (length > model.config.context) throw tooLong(length, model.config.context, path);
  const scored = await scoreLocal(model, text, { top, marks: true, signal });
  const { ids, spans, logprobs, alternatives } = scored;
  const texts = textsOf(model);
  return Array.from(ids, (id, index): TokenScore => {
    const logprob = logprobs[index];
    const found = (alternatives?.[index] ?? []).map(other => [other.id as number, other.logprob] as const);
    return tokenScore(
      texts,
      id,
      { byteStart: spans.start[index], byteEnd: spans.end[index] },
      Number.isNaN(logprob) ? undefined : { logprob, top: found },
    );
  });
}
