import { createHash } from "node:crypto";
import { LEXEME_PATTERN } from "../../questions/dialect/dialectTokens.js";

/** Bits of a token's number in a key; five tokens fit the whole numbers of a double. */
const BASE = 1024;
/** Tokens of an n-gram: four of context and the next. */
export const NGRAM_ORDER = 5;
/** Stands before a text's first token and behind its last. */
const EDGE = 0;
/** A token that was not met in training. */
const UNKNOWN = 1;

/**
 * An n-gram language model over the lexemes of the dialect: counts of all runs of five tokens, interpolated down to the single token by
 * Witten and Bell's weights (Chen & Goodman 1998, section 2.6): p(w|h) = (c(hw) + t(h)·p(w|h')) / (c(h) + t(h)), where t(h) is the
 * number of different tokens met behind h. Counts are runs of equal numbers in one sorted array.
 */
export class NgramTable {
  readonly documents: number;
  /** SHA-256 over the texts in their order, hex: other texts make another model. */
  readonly sha256: string;
  readonly #words: string[] = ["", ""];
  readonly #ids: Map<string, number> = new Map();
  /** Runs of 1, 2, … tokens, each sorted. */
  readonly #keys: readonly Float64Array[];
  readonly #known: Map<string, Float64Array> = new Map();

  /** Learns from texts; those beyond the 1,022 commonest kinds of tokens count as one that is unknown. */
  constructor(documents: Iterable<string>) {
    const hash = createHash("sha256");
    const texts = Array.from(documents, text => {
      // No text holds a NUL: where one ends cannot be mistaken.
      hash.update(`${text}\0`);
      return lexemes(text);
    });
    this.sha256 = hash.digest("hex");
    this.documents = texts.length;
    const counts = new Map<string, number>();
    for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
    const common = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, BASE - 2);
    for (const [word] of common) {
      this.#ids.set(word, this.#words.length);
      this.#words.push(word);
    }
    const total = texts.reduce((sum, text) => sum + text.length + 1, 0);
    const whole = new Float64Array(total);
    let at = 0;
    for (const text of texts) {
      let key = 0;
      for (const word of [...text, undefined]) {
        key = (key % BASE ** (NGRAM_ORDER - 1)) * BASE + (word === undefined ? EDGE : this.#id(word));
        whole[at++] = key;
      }
    }
    // The context stands first in a key: sorting puts equal contexts together.
    this.#keys = Array.from({ length: NGRAM_ORDER }, (_, i) =>
      whole.map(key => key % BASE ** (i + 1)).sort(),
    );
  }

  /** Tokens learned from. */
  get tokens(): number {
    return this.#keys[0].length;
  }

  /** The likeliest token behind a text's tokens, ties to the commoner one; undefined for the end of the text. */
  next(context: readonly string[]): string | undefined {
    const probabilities = this.probabilities(context);
    let best = EDGE;
    for (let id = 0; id < probabilities.length; id++)
      if (id !== UNKNOWN && probabilities[id] > probabilities[best]) best = id;
    return best === EDGE ? undefined : this.#words[best];
  }

  /** p(next token | context), by the number of the token; 0 is the end of the text. */
  probabilities(context: readonly string[]): Float64Array {
    const history = context.slice(1 - NGRAM_ORDER).map(word => this.#id(word));
    while (history.length < NGRAM_ORDER - 1) history.unshift(EDGE);
    return this.#of(history);
  }

  #id(word: string): number {
    return this.#ids.get(word) ?? UNKNOWN;
  }

  /** Interpolated with the context that is one token shorter; the empty one with equal shares. */
  #of(history: readonly number[]): Float64Array {
    const name = history.join(" ");
    const there = this.#known.get(name);
    if (there !== undefined) return there;
    const size = this.#words.length;
    const lower = history.length === 0 ? new Float64Array(size).fill(1 / size) : this.#of(history.slice(1));
    const counts = this.#counts(history);
    let total = 0;
    let types = 0;
    for (const count of counts) {
      total += count;
      if (count > 0) types++;
    }
    const made = types === 0 ? lower : lower.map((p, id) => (counts[id] + types * p) / (total + types));
    // Contexts of a run are few kinds; a bound all the same.
    if (this.#known.size > 50_000) this.#known.clear();
    this.#known.set(name, made);
    return made;
  }

  /** How often each token came behind a context. */
  #counts(history: readonly number[]): Float64Array {
    const counts = new Float64Array(this.#words.length);
    const keys = this.#keys[history.length];
    const prefix = history.reduce((key, id) => key * BASE + id, 0) * BASE;
    for (let i = firstFrom(keys, prefix); i < keys.length && keys[i] < prefix + BASE; i++)
      counts[keys[i] - prefix]++;
    return counts;
  }
}

/** First index whose number is at least this one. */
function firstFrom(sorted: Float64Array, least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

const LEXEMES = new RegExp(LEXEME_PATTERN, "gu");

/** A text as the lexemes of the dialect, which together are the text. */
export function lexemes(text: string): string[] {
  return Array.from(text.matchAll(LEXEMES), ([lexeme]) => lexeme);
}
