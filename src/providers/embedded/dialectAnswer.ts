import { decodeBytes } from "../../lens/decode/decodeBytes.js";
import { decodeTokens } from "../../lens/decode/decodeTokens.js";
import type { GeneratedText } from "../../lens/decode/GeneratedText.js";
import { TextReader } from "../../lens/decode/TextReader.js";
import { localAnswer, type Reading } from "../local/localAnswer.js";
import { tokenTexts } from "../local/localTokens.js";
import { plannedRead } from "../local/plannedRead.js";
import type { Completion, Request } from "../Model.js";
import { sampledScores } from "../sampledScores.js";
import type { TokenScore } from "../TokenScore.js";
import { beginDialect, headIds, rowsAt } from "./beginDialect.js";
import type { DialectMemory, WrittenTrace } from "./DialectMemory.js";
import { GrowingTrace } from "./GrowingTrace.js";
import { logprobsOf } from "./logprobsOf.js";
import { ANSWER_MARK, readDialectPrompt, TRACE_MARK } from "./readDialectPrompt.js";

/** What an answer is drawn with is another stream than what its trace is drawn with. */
const ANSWER_STREAM = 0x4000_0000;

/** `Answer:` stands at the beginning of a line of the completion. */
const SAID = ANSWER_MARK.slice(1);

/**
 * Answers a prompt of the dialect. Where it asks for a trace, that is written first, once for all questions about one program and call;
 * the completion is the trace and the line `Answer: …`. A trace that is none any more or has no room ends the answer with
 * the finish `length`. A text that is no prompt of the dialect is gone on with as any model would.
 *
 * @param check throws when the caller has had enough.
 * @throws ProviderError for a prompt that does not fit.
 */
export async function dialectAnswer(
  reading: Reading,
  memory: DialectMemory,
  request: Request,
  signal: AbortSignal | undefined,
  check: () => void,
): Promise<Completion> {
  const prompt = readDialectPrompt(request.prompt);
  if (prompt === undefined) return localAnswer(reading, request, signal, check);
  check();
  const start = performance.now();
  const { settings, sample } = request;
  const { seed = 1, stop, logprobs, temperature = 0, topP, maxTokens } = settings;
  const decoding = { seed, sample, temperature, topP, logprobs, signal, stop, maxTokens, onToken: check };
  const { model, plan } = reading;
  const ids = headIds(reading, prompt);
  const text = prompt.traced ? prompt.head + TRACE_MARK : prompt.head;
  const place = { byteStart: 0, byteEnd: Buffer.byteLength(text), promptStart: 0 };
  const planned = await plan?.of({ prompt: request.prompt, text, ids, place });
  const drawn = temperature === 0 || !prompt.traced ? {} : { seed: seed + sample, temperature, topP };
  const key = JSON.stringify([
    prompt.head,
    prompt.traced,
    ...(prompt.traced ? [drawn, logprobs, maxTokens, stop] : []),
  ]);
  const { beginning, remembered } = await memory.get(key, () =>
    beginDialect({ reading, prompt, planned, decoding }),
  );
  check();
  const { trace, headTokens } = beginning;
  const traceTokens = trace?.ids.length ?? 0;
  const took = (said?: GeneratedText, asked = 0): Partial<Completion> => ({
    latencyMs: Math.round((performance.now() - start) * 1000) / 1000,
    // A trace that was remembered was read again, not written again.
    inputTokens: headTokens + asked + (remembered ? traceTokens : 0),
    outputTokens: (said?.ids.length ?? 0) + (remembered ? 0 : traceTokens),
    ...(remembered ? { cachedInputTokens: headTokens + traceTokens } : {}),
  });
  if (trace?.fault !== undefined) {
    const { text, tokens } = writtenTrace(reading, trace);
    return { text, ...(tokens === undefined ? {} : { tokens }), ...took(), finish: "length" };
  }
  const asked = model.tokenizer.encode(prompt.question + ANSWER_MARK, { marks: true });
  const before = headTokens + traceTokens;
  const reader = new TextReader(model, beginning.cache.fork());
  const rows = trace === undefined ? [] : rowsOf(trace, reading, headTokens);
  const source = {
    tokenizer: model.tokenizer,
    context: model.config.context,
    readsLast: false,
    async read(tokens: Int32Array) {
      const { logits } = await plannedRead(reader, tokens, planned, { rows, signal });
      return { logits, scores: logits };
    },
  };
  const said = await decodeTokens(source, asked, before + asked.length, {
    ...decoding,
    seed: seed + ANSWER_STREAM,
    maxTokens: maxTokens === undefined ? undefined : Math.max(1, maxTokens - traceTokens),
    stop: [...(stop ?? []), "\n"],
    stopIds: reading.stops.ids,
  });
  const answer = written(reading, { ...said, scores: logprobsOf(said) });
  const begun = trace === undefined ? undefined : writtenTrace(reading, trace);
  const front = begun === undefined ? SAID : `${begun.text}${ANSWER_MARK}`;
  const shift = Buffer.byteLength(front);
  const tokens =
    answer.tokens === undefined ? undefined : [...(begun?.tokens ?? []), ...moved(answer.tokens, shift)];
  return {
    text: front + answer.text,
    ...(tokens === undefined ? {} : { tokens }),
    ...took(said, asked.length),
    finish: said.finish === "max tokens" || said.finish === "context full" ? "length" : "stop",
  };
}

/** Text a model wrote, and its tokens where they are scored. */
function written(
  { model }: Reading,
  { bytes, ids, ends, scores }: Pick<WrittenTrace, "bytes" | "ids" | "ends" | "scores">,
): { readonly text: string; readonly tokens?: readonly TokenScore[] } {
  const decoded = decodeBytes(bytes);
  if (scores === undefined) return { text: decoded.text };
  const tokens = sampledScores(tokenTexts(model), { tokens: ids, bytes, ends }, decoded, scores);
  return { text: decoded.text, tokens };
}

/** The trace with its mark in front, which the prompt holds. */
function writtenTrace(reading: Reading, trace: WrittenTrace): ReturnType<typeof written> {
  const { text, tokens } = written(reading, trace);
  const mark = TRACE_MARK.slice(1);
  return {
    text: mark + text,
    ...(tokens === undefined ? {} : { tokens: moved(tokens, Buffer.byteLength(mark)) }),
  };
}

function moved(tokens: readonly TokenScore[], by: number): readonly TokenScore[] {
  return tokens.map(token => ({ ...token, byteStart: token.byteStart + by, byteEnd: token.byteEnd + by }));
}

/** Rows of a trace that is written, by their positions in the whole text. */
function rowsOf({ ids }: WrittenTrace, { model }: Reading, shift: number): ReturnType<typeof rowsAt> {
  const growing = new GrowingTrace(Number.POSITIVE_INFINITY);
  const text = new TextDecoder("utf-8");
  for (const id of ids) growing.add(text.decode(model.tokenizer.bytes(id), { stream: true }));
  return rowsAt(growing, shift);
}
