import { SourceError } from "../../program/SourceError.js";
import { scoreRow } from "../scored/scoreRow.js";
import type { Intervention } from "../session/Intervention.js";
import type { KeyValueCache, LocalModel } from "../session/LocalModel.js";
import { checkInterventions, interventionsAt } from "./interventionsAt.js";
import { promptIds } from "./promptIds.js";
import { PIECE, TextReader } from "./TextReader.js";

const WHO = "scoreContinuations";

/** How continuations are scored. */
export interface ScoreContinuationsOptions {
  /** Puts the token for the beginning of a text in front. Default: as the model was trained. */
  readonly bos?: boolean;
  /** Reads marks such as `<|im_start|>` as special tokens. Default false. */
  readonly marks?: boolean;
  /** Positions are those of the whole text, from its beginning. */
  readonly interventions?: readonly Intervention[];
  readonly signal?: AbortSignal;
}

/** How likely a continuation is. */
export interface ScoredContinuation {
  readonly text: string;
  /** Natural logarithm of the probability of all its tokens, given those before. */
  readonly logprob: number;
  /** Tokens that are scored, with the natural logarithm of each one's probability. */
  readonly ids: Int32Array;
  readonly logprobs: Float64Array;
  /** UTF-8 bytes that are scored: those of the continuation and `promptBytes`. */
  readonly bytes: number;
  /**
   * Bytes at the end of the prompt that are scored as well: where the border lies inside of a token of one of the
   * continuations, all of them are scored from the last token border they share, so that they can be compared.
   */
  readonly promptBytes: number;
  /** The border of prompt and continuation lies inside of this token of the whole text; undefined: between two. */
  readonly borderToken?: number;
}

/**
 * Log-probability of each of several continuations of one prompt. Prompt and continuation are made into tokens together,
 * as the model would see the text: a prompt cut at its end may leave a token the model has never seen there. What all of
 * them share is computed once.
 *
 * @param continuations at least one, none empty.
 * @throws SourceError for an empty continuation, and where nothing stands before the first token that is scored or the
 * text does not fit the context; AlignError where the tokenizer does not give the text back.
 */
export async function scoreContinuations(
  model: LocalModel,
  prompt: string,
  continuations: readonly string[],
  options: ScoreContinuationsOptions = {},
): Promise<ScoredContinuation[]> {
  const { bos = model.tokenizer.addsBos, marks = false, interventions = [], signal } = options;
  if (continuations.length === 0) throw new SourceError("there are none", `${WHO}: continuations`);
  const border = Buffer.byteLength(prompt);
  const texts = continuations.map((continuation, index) => {
    if (continuation === "") throw new SourceError("is empty", `${WHO}: continuations[${index}]`);
    const ids = model.tokenizer.encode(prompt + continuation, { bos, marks });
    const spans = model.tokenizer.spans(prompt + continuation, ids);
    let own = 0;
    while (own < ids.length && spans.end[own] <= border) own++;
    return { continuation, ids, spans, own };
  });
  let shared = Math.min(...texts.map(({ own }) => own));
  for (const { ids } of texts) shared = common(ids, texts[0].ids, shared);
  if (shared === 0)
    throw new SourceError(
      "nothing stands before the first token that is to be scored: give a longer prompt, or bos",
      WHO,
    );
  for (const { action, positions = [] } of interventions)
    if (
      positions.some(position => position < 0) ||
      (action.kind === "mean" && action.value === undefined && !positions.length)
    )
      throw new SourceError(
        "positions must count from the beginning: the end is another one for each continuation",
        `${WHO}: interventions`,
      );
  checkInterventions(interventions, { read: 0, prompt: shared }, WHO);
  for (const { ids } of texts) promptIds(model, ids.subarray(0, ids.length - 1), WHO);

  const reader = new TextReader(model);
  const { logits } = await reader.read(texts[0].ids.slice(0, shared), { interventions, signal });
  const scored: ScoredContinuation[] = [];
  for (const [index, { continuation, ids, spans, own }] of texts.entries()) {
    const tail = ids.slice(shared);
    const logprobs = new Float64Array(tail.length);
    logprobs[0] = scoreRow(logits, 0, logits.length, tail[0], 0).logprob;
    if (tail.length > 1) {
      const cache = reader.fork() as KeyValueCache;
      await readTail(model, tail, shared, cache, logprobs, { interventions, signal });
    }
    const promptBytes = border - spans.end[shared - 1];
    scored.push({
      text: continuations[index],
      logprob: logprobs.reduce((a, b) => a + b, 0),
      ids: tail,
      logprobs,
      bytes: promptBytes + Buffer.byteLength(continuation),
      promptBytes,
      ...(spans.start[own] < border ? { borderToken: own } : {}),
    });
  }
  return scored;
}

/** Fills in the log-probabilities of all tokens but the first. */
async function readTail(
  model: LocalModel,
  tail: Int32Array,
  shared: number,
  begin: KeyValueCache,
  logprobs: Float64Array,
  { interventions = [], signal }: ScoreContinuationsOptions,
): Promise<void> {
  let cache: KeyValueCache | undefined = begin;
  const last = tail.length - 1;
  for (let from = 0; from < last; from += PIECE) {
    signal?.throwIfAborted();
    const to = Math.min(last, from + PIECE);
    const run = await model.run(tail.subarray(from, to), {
      logits: "all",
      cache,
      keepCache: true,
      interventions: interventionsAt(model, interventions, {
        from: shared + from,
        to: shared + to,
        end: shared + last,
      }),
      signal,
    });
    if (run.logits === undefined) throw new Error(`${model.name} gave no logits`);
    cache = run.cache;
    const { data, dims } = run.logits;
    const vocabulary = dims.at(-1) as number;
    for (let i = from; i < to; i++) {
      logprobs[i + 1] = scoreRow(data, (i - from) * vocabulary, vocabulary, tail[i + 1], 0).logprob;
    }
  }
}

/** Length of the common beginning, at most `most`. */
function common(a: Int32Array, b: Int32Array, most: number): number {
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
