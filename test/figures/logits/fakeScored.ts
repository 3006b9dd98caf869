import { get_encoding, type Tiktoken, type TiktokenEncoding } from "tiktoken";
import type { Aligned } from "../../../src/lens/align/Aligned.js";
import { align } from "../../../src/lens/align/align.js";
import type { ScoredText, TokenAlternative } from "../../../src/lens/scored/ScoredText.js";
import { tokenSpans } from "../../../src/lens/tokens/tokenSpans.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import type { Language } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";
import { seededRandom } from "../../../src/questions/random.js";

const loaded = new Map<TiktokenEncoding, Tiktoken>();

function encoding(name: TiktokenEncoding): Tiktoken {
  const known = loaded.get(name) ?? get_encoding(name);
  loaded.set(name, known);
  return known;
}

/** How {@link fakeScored} makes up numbers. */
export interface FakeOptions {
  readonly encoding?: TiktokenEncoding;
  readonly seed?: string;
  readonly model?: string;
  readonly top?: number;
  readonly generatedFrom?: number;
  /** Bytes of alternatives offered everywhere, in place of tokens of the text. */
  readonly words?: readonly string[];
}

/**
 * A text in real tokens of a public vocabulary, with numbers of the shape real models give: most tokens near certain, names and
 * beginnings of lines not; ranks, entropies and alternatives that fit the probability.
 */
export function fakeScored(text: string, options: FakeOptions = {}): ScoredText {
  const { encoding: name = "gpt2", seed = "view", model, top = 5, generatedFrom } = options;
  const words = encoding(name);
  const ids = Int32Array.from(words.encode(text, [], []));
  const bytes = Array.from(ids, id => words.decode_single_token_bytes(id));
  const random = seededRandom(seed);
  const others = options.words?.map(word => Buffer.from(word)) ?? bytes;
  const count = ids.length;
  const logprobs = new Float64Array(count);
  const ranks = new Int32Array(count);
  const entropies = new Float64Array(count);
  const alternatives: TokenAlternative[][] = [];
  for (let t = 0; t < count; t++) {
    const certain = random.next() < 0.55;
    const p = certain ? 1 - 0.2 * random.next() ** 3 : Math.max(1e-7, random.next() ** 2.2);
    logprobs[t] = t === 0 ? Number.NaN : Math.log(Math.min(0.9995, p));
    let rest = 1 - p;
    const list: TokenAlternative[] = [];
    while (list.length < top && rest > 1e-6) {
      const part = rest * (0.3 + 0.5 * random.next());
      list.push({ id: 100_000 + list.length, bytes: random.pick(others), logprob: Math.log(part) });
      rest -= part;
    }
    ranks[t] = t === 0 ? 0 : 1 + list.filter(({ logprob }) => logprob > logprobs[t]).length ** 3;
    entropies[t] = t === 0 ? Number.NaN : -(p * Math.log(p)) + (1 - p) * 2;
    alternatives.push(t === 0 ? [] : list.sort((a, b) => b.logprob - a.logprob));
  }
  return {
    text,
    spans: tokenSpans(text, bytes),
    ids,
    logprobs,
    ranks,
    entropies,
    alternatives,
    model,
    vocabulary: 50_257,
    generatedFrom,
    notes: ["The first token has no probability: nothing stands before it."],
  };
}

/** A program of a strict parser, aligned. */
export function fakeAligned(source: string, language: Language, options: FakeOptions = {}): Aligned {
  return align(parse(source, { language, file: "fake" }), fakeScored(source, options));
}

/** Any text, read as well as it goes, aligned. */
export function fakeLoose(source: string, language: Language, options: FakeOptions = {}): Aligned {
  return align(parseLoose(source, { language, file: "fake" }), fakeScored(source, options));
}
