import { SourceError } from "../../program/SourceError.js";
import { type Random, seededRandom } from "../../questions/random.js";
import type { TokenAlternative } from "../scored/ScoredText.js";
import { scoreRow } from "../scored/scoreRow.js";
import type { Tokenizer } from "../tokens/Tokenizer.js";
import { chooseToken } from "./chooseToken.js";
import type { DecodingOptions } from "./DecodingOptions.js";
import { decodeBytes } from "./decodeBytes.js";
import type { DecodeFinish, GeneratedText } from "./GeneratedText.js";
import { GrowingBytes } from "./GrowingBytes.js";
import type { GrammarState } from "./grammar/GrammarMatcher.js";
import { TokenGrammar } from "./grammar/TokenGrammar.js";
import { StopStrings } from "./StopStrings.js";

/** What can be gone on with: one model, or two against each other. */
export interface Source {
  readonly tokenizer: Tokenizer;
  /** Tokens of prompt and answer together. */
  readonly context: number;
  /** Reads on and says what may come next. */
  read(ids: Int32Array): Promise<Candidates>;
  /** The last token is to be read as well, though nothing comes behind it. */
  readonly readsLast: boolean;
}

/** What may come next, by id. */
export interface Candidates {
  /** What log-probabilities are told of. */
  readonly logits: ArrayLike<number>;
  /** What is chosen from; -Infinity for what may not come. */
  readonly scores: ArrayLike<number>;
}

/**
 * Goes on from a prompt, token after token. Ids behind those of the tokenizer (padding of the embedding) are never chosen.
 *
 * @param unread tokens at the end of the prompt that are not read yet, at least one.
 * @param promptTokens tokens of the prompt.
 */
export async function decodeTokens(
  source: Source,
  unread: Int32Array,
  promptTokens: number,
  options: DecodingOptions,
): Promise<GeneratedText> {
  const { tokenizer, context } = source;
  const {
    maxTokens = Number.POSITIVE_INFINITY,
    logprobs: alternativeCount,
    signal,
    onToken,
    onText,
  } = options;
  const { seed = 1, sample = 0, stop = [] } = options;
  const most = Math.min(maxTokens, context - promptTokens);
  const stops = new StopStrings(stop);
  const stopIds = new Set(options.stopIds ?? tokenizer.eos);
  const grammar =
    typeof options.grammar === "string" ? new TokenGrammar(options.grammar, tokenizer) : options.grammar;
  let state = grammar?.start;
  const random = seededRandom(`decode:${seed + sample}`);
  const ids: number[] = [];
  const ends: number[] = [];
  const bytes = new GrowingBytes();
  const logprobs: number[] = [];
  const ranks: number[] = [];
  const entropies: number[] = [];
  const alternatives: TokenAlternative[][] = [];
  const teller = new TextDecoder("utf-8", { ignoreBOM: true });
  let told = 0;
  const tell = (to: number): void => {
    if (onText === undefined || to <= told) return;
    const text = teller.decode(bytes.view(told, to), { stream: true });
    told = to;
    if (text !== "") onText(text);
  };
  const end = (finish: DecodeFinish, cut: number = bytes.length, stopId?: number): GeneratedText => {
    tell(cut);
    const said = bytes.view(0, cut).slice();
    return {
      ids: Int32Array.from(ids),
      bytes: said,
      text: decodeBytes(said).text,
      ends: Int32Array.from(ends),
      finish,
      ...(stopId === undefined ? {} : { stopId }),
      promptTokens,
      ...(alternativeCount === undefined
        ? {}
        : {
            logprobs: Float64Array.from(logprobs),
            ranks: Int32Array.from(ranks),
            entropies: Float64Array.from(entropies),
            alternatives,
          }),
    };
  };

  let last: Int32Array = unread;
  for (;;) {
    const { logits, scores } = await source.read(last);
    signal?.throwIfAborted();
    const id = choose(scores, tokenizer, { grammar, state, stopIds }, options, random);
    if (stopIds.has(id)) return end("stop token", undefined, id);
    const own = tokenizer.bytes(id);
    const before = bytes.length;
    bytes.add(own);
    ids.push(id);
    ends.push(bytes.length);
    if (state !== undefined) state = grammar?.after(state, own);
    const token = { index: ids.length - 1, id, bytes: own };
    if (alternativeCount === undefined) onToken?.(token);
    else {
      const { logprob, rank, entropy, top } = scoreRow(logits, 0, logits.length, id, alternativeCount);
      logprobs.push(logprob);
      ranks.push(rank);
      entropies.push(entropy);
      alternatives.push(
        top.map(([other, its]) => ({ id: other, bytes: bytesOf(tokenizer, other), logprob: its })),
      );
      onToken?.({ ...token, logprob: logprobs.at(-1), alternatives: alternatives.at(-1) });
    }
    last = Int32Array.of(id);
    const cut = stops.find(bytes.view(), before);
    const finish = finished(cut, state, ids.length, { most, maxTokens });
    if (finish !== undefined) {
      if (source.readsLast) await source.read(last);
      return end(finish, cut);
    }
    tell(bytes.length - stops.held(bytes.view()));
  }
}

function finished(
  cut: number | undefined,
  state: GrammarState | undefined,
  tokens: number,
  { most, maxTokens }: { readonly most: number; readonly maxTokens: number },
): DecodeFinish | undefined {
  if (cut !== undefined) return "stop string";
  if (state !== undefined && !state.open) return "grammar";
  if (tokens < most) return undefined;
  return tokens >= maxTokens ? "max tokens" : "context full";
}

/** Rows that pad the embedding, and gaps in the vocabulary, stand for no bytes. */
function bytesOf(tokenizer: Tokenizer, id: number): Uint8Array {
  return id < tokenizer.size && tokenizer.has(id) ? tokenizer.bytes(id) : new Uint8Array(0);
}

const gaps = new WeakMap<Tokenizer, readonly number[]>();

/** Ids below the size that are no token. */
function gapsOf(tokenizer: Tokenizer): readonly number[] {
  const there = gaps.get(tokenizer);
  if (there !== undefined) return there;
  const found = Array.from({ length: tokenizer.size }, (_, id) => id).filter(id => !tokenizer.has(id));
  gaps.set(tokenizer, found);
  return found;
}

interface Allowed {
  readonly grammar: TokenGrammar | undefined;
  readonly state: GrammarState | undefined;
  readonly stopIds: ReadonlySet<number>;
}

function choose(
  scores: ArrayLike<number>,
  tokenizer: Tokenizer,
  { grammar, state, stopIds }: Allowed,
  options: DecodingOptions,
  random: Random,
): number {
  const { size } = tokenizer;
  const missing = gapsOf(tokenizer);
  if (grammar === undefined || state === undefined) {
    if (scores.length <= size && missing.length === 0) return chooseToken(scores, options, random);
    const known = Float64Array.from({ length: size }, (_, id) => scores[id] ?? Number.NEGATIVE_INFINITY);
    for (const id of missing) known[id] = Number.NEGATIVE_INFINITY;
    return chooseToken(known, options, random);
  }
  const mask = grammar.allowed(state);
  const held = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  let some = false;
  for (let id = 0; id < size; id++) {
    if (mask[id] === 0 || stopIds.has(id)) continue;
    held[id] = scores[id] ?? Number.NEGATIVE_INFINITY;
    some = true;
  }
  if (state.whole) for (const id of stopIds) held[id] = scores[id] ?? Number.NEGATIVE_INFINITY;
  if (!some && !(state.whole && stopIds.size > 0))
    throw new SourceError("no token of the vocabulary goes on within it", "grammar");
  return chooseToken(held, options, random);
}
