import { get_encoding, type Tiktoken, type TiktokenEncoding } from "tiktoken";
import type { ScoredText } from "../../../src/lens/scored/ScoredText.js";
import { tokenSpans } from "../../../src/lens/tokens/tokenSpans.js";
import { seededRandom } from "../../../src/questions/random.js";

const loaded = new Map<TiktokenEncoding, Tiktoken>();

/** A public vocabulary of OpenAI: real merges, exact bytes per token. */
export function vocabulary(name: TiktokenEncoding): Tiktoken {
  const known = loaded.get(name) ?? get_encoding(name);
  loaded.set(name, known);
  return known;
}

/** Ids and bytes of a text; marks such as `<|endoftext|>` in it are text. */
export function encoded(text: string, name: TiktokenEncoding): { ids: Int32Array; bytes: Uint8Array[] } {
  const encoding = vocabulary(name);
  const ids = Int32Array.from(encoding.encode(text, [], []));
  return { ids, bytes: Array.from(ids, id => encoding.decode_single_token_bytes(id)) };
}

/** What {@link scored} makes up. */
export interface ScoredOptions {
  readonly seed?: string;
  /** By token; default: drawn by the seed, the first has none. */
  readonly logprobs?: readonly number[];
}

/** A text in tokens of a public vocabulary, with made-up probabilities. */
export function scored(text: string, name: TiktokenEncoding, options: ScoredOptions = {}): ScoredText {
  const { ids, bytes } = encoded(text, name);
  const random = seededRandom(options.seed ?? "scored");
  const drawn = Float64Array.from(ids, (_, i) => {
    const p = random.next() ** 4;
    return i === 0 ? Number.NaN : Math.log(Math.max(p, 1e-12));
  });
  return {
    text,
    spans: tokenSpans(text, bytes),
    ids,
    logprobs: options.logprobs === undefined ? drawn : Float64Array.from(options.logprobs),
  };
}

/** A scored text of tokens written out, with a probability each (`undefined`: none). */
export function scoredOf(tokens: readonly (readonly [text: string, p: number | undefined])[]): ScoredText {
  const text = tokens.map(([part]) => part).join("");
  const bytes = tokens.map(([part]) => Buffer.from(part));
  return {
    text,
    spans: tokenSpans(text, bytes),
    ids: new Int32Array(tokens.length).fill(-1),
    logprobs: Float64Array.from(tokens, ([, p]) => (p === undefined ? Number.NaN : Math.log(p))),
  };
}
