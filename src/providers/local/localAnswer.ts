import { decodeBytes } from "../../lens/decode/decodeBytes.js";
import { decodeTokens, type Source } from "../../lens/decode/decodeTokens.js";
import { generate } from "../../lens/decode/generate.js";
import { TokenGrammar } from "../../lens/decode/grammar/TokenGrammar.js";
import { TextReader } from "../../lens/decode/TextReader.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import type { ChatTemplate, Rendered } from "../chat/Rendered.js";
import { renderPrompt } from "../chat/renderPrompt.js";
import type { Completion, Request } from "../Model.js";
import { sampledScores, type TokenLogprob } from "../sampledScores.js";
import type { InterventionPlan, PlannedText } from "./InterventionPlan.js";
import { tooLong } from "./localFault.js";
import type { localStops } from "./localTemplate.js";
import { localIds, tokenTexts } from "./localTokens.js";
import type { PromptMemory } from "./PromptMemory.js";
import { plannedRead } from "./plannedRead.js";

/** Grammars kept, with what they came to know; each task has one or a few. */
const MOST_GRAMMARS = 8;

/** A model with all that its answers depend on. */
export interface Reading {
  readonly model: LocalModel;
  readonly template: ChatTemplate | undefined;
  readonly path: string;
  readonly stops: ReturnType<typeof localStops>;
  readonly memory: PromptMemory;
  readonly grammars: Map<string, TokenGrammar>;
  /** What is changed inside while it reads and writes. */
  readonly plan?: InterventionPlan;
}

/**
 * Answers one request; no other may be answered at the same time.
 *
 * @param check throws when the caller has had enough.
 * @throws ProviderError for a prompt that does not fit or cannot be rendered.
 */
export async function localAnswer(
  reading: Reading,
  { prompt, sample, settings, form }: Request,
  signal: AbortSignal | undefined,
  check: () => void,
): Promise<Completion> {
  check();
  const { model, template, path, stops, memory, plan } = reading;
  const { config } = model;
  const start = performance.now();
  const { seed, stop = [], logprobs, temperature, topP, maxTokens } = settings;
  const rendered = template === undefined ? asItIs(prompt) : renderPrompt(template, prompt);
  const { text } = rendered;
  const ids = localIds(model, text);
  if (ids.length >= config.context) throw tooLong(ids.length, config.context, path);
  const planned = await plan?.of({ prompt, text, ids, place: rendered });
  // What was read with other changes inside is of no use.
  const { reader, remembered } =
    planned === undefined
      ? await memory.begin(ids, signal)
      : { reader: new TextReader(model), remembered: 0 };
  check();
  const decoding = {
    temperature,
    topP,
    maxTokens,
    stop: [...stop, ...stops.strings],
    stopIds: stops.ids,
    logprobs,
    signal,
    onToken: check,
    seed,
    sample,
    ...(form === undefined ? {} : { grammar: grammarOf(reading, form.grammar) }),
  };
  const said =
    planned === undefined
      ? await generate(model, ids, { ...decoding, from: reader })
      : await decodeTokens(plannedSource(model, reader, planned, signal), ids, ids.length, decoding);
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
      : { tokens: sampledScores(tokenTexts(model), { ...said, tokens: said.ids }, decoded, scores) }),
    latencyMs: Math.round((performance.now() - start) * 1000) / 1000,
    inputTokens: ids.length,
    outputTokens: said.ids.length,
    ...(remembered === 0 ? {} : { cachedInputTokens: remembered }),
    finish: said.finish === "max tokens" || said.finish === "context full" ? "length" : "stop",
  };
}

/** The model with what is planned for each token it reads. */
function plannedSource(
  { tokenizer, config }: LocalModel,
  reader: TextReader,
  planned: PlannedText,
  signal: AbortSignal | undefined,
): Source {
  return {
    tokenizer,
    context: config.context,
    readsLast: false,
    async read(tokens) {
      const { logits } = await plannedRead(reader, tokens, planned, { signal });
      return { logits, scores: logits };
    },
  };
}

/** A prompt that is given as it is. */
function asItIs(text: string): Rendered {
  return { text, byteStart: 0, byteEnd: Buffer.byteLength(text), promptStart: 0 };
}

function grammarOf({ grammars, model }: Reading, text: string): TokenGrammar {
  const grammar = grammars.get(text) ?? new TokenGrammar(text, model.tokenizer);
  grammars.delete(text);
  grammars.set(text, grammar);
  const [oldest] = grammars.keys();
  if (grammars.size > MOST_GRAMMARS) grammars.delete(oldest);
  return grammar;
}
