import type { Tokenizer } from "../../tokens/Tokenizer.js";
import { GrammarMatcher, type GrammarState } from "./GrammarMatcher.js";

/** Tokens of a vocabulary in order of their bytes. */
export interface SortedTokens {
  /** Without special tokens and those of no bytes. */
  readonly ids: Int32Array;
  readonly bytes: readonly Uint8Array[];
  /** Bytes each token has in common with the one before it. */
  readonly common: Int32Array;
  /** Ids there are. */
  readonly size: number;
}

const sorted = new WeakMap<Tokenizer, SortedTokens>();

/** Tokens in order of their bytes; made once for a tokenizer. */
export function sortedTokens(tokenizer: Tokenizer): SortedTokens {
  const there = sorted.get(tokenizer);
  if (there !== undefined) return there;
  const all: { readonly id: number; readonly bytes: Uint8Array }[] = [];
  for (let id = 0; id < tokenizer.size; id++) {
    if (!tokenizer.has(id) || tokenizer.isSpecial(id)) continue;
    const bytes = tokenizer.bytes(id);
    if (bytes.length > 0) all.push({ id, bytes });
  }
  all.sort((a, b) => Buffer.compare(a.bytes, b.bytes) || a.id - b.id);
  const common = Int32Array.from(all, ({ bytes }, index) => {
    const before = index === 0 ? undefined : all[index - 1].bytes;
    let length = 0;
    while (before !== undefined && length < bytes.length && bytes[length] === before[length]) length++;
    return length;
  });
  const made: SortedTokens = {
    ids: Int32Array.from(all, ({ id }) => id),
    bytes: all.map(({ bytes }) => bytes),
    common,
    size: tokenizer.size,
  };
  sorted.set(tokenizer, made);
  return made;
}

/** States after which a matcher is made anew: a grammar that nests has no end of them. */
const MOST_STATES = 20_000;
/** Masks that are kept; each has a byte for every id. */
const MOST_MASKS = 64;

/** Which tokens keep a text within a grammar. */
export class TokenGrammar {
  readonly #tokens: SortedTokens;
  readonly #grammar: string;
  #matcher: GrammarMatcher;
  #masks = new Map<number, Uint8Array>();

  /** @throws SourceError for what is no grammar. */
  constructor(grammar: string, tokenizer: Tokenizer) {
    this.#grammar = grammar;
    this.#tokens = sortedTokens(tokenizer);
    this.#matcher = new GrammarMatcher(grammar);
  }

  /** Where every text begins; texts that were begun before must have ended. */
  get start(): GrammarState {
    if (this.#matcher.size > MOST_STATES) {
      this.#matcher = new GrammarMatcher(this.#grammar);
      this.#masks = new Map();
    }
    return this.#matcher.start;
  }

  /** The state behind a token; undefined where it leaves the grammar. */
  after(state: GrammarState, bytes: Uint8Array): GrammarState | undefined {
    return this.#matcher.steps(state, bytes);
  }

  /** 1 for each id whose bytes may stand next, whole; its end is not yet that of the text. Special tokens have 0. */
  allowed(state: GrammarState): Uint8Array {
    const there = this.#masks.get(state.id);
    if (there !== undefined) return there;
    const { ids, bytes, common, size } = this.#tokens;
    const mask = new Uint8Array(size);
    /** States behind the bytes of the token at hand; those in common with the one before are kept. */
    const path: GrammarState[] = [state];
    for (let index = 0; index < ids.length; index++) {
      let depth = common[index];
      // The one before died within what they have in common.
      if (path.length <= depth) continue;
      path.length = depth + 1;
      const token = bytes[index];
      for (; depth < token.length; depth++) {
        const next = this.#matcher.step(path[depth], token[depth]);
        if (next === undefined) break;
        path.push(next);
      }
      if (depth === token.length) mask[ids[index]] = 1;
    }
    if (this.#masks.size >= MOST_MASKS) this.#masks.clear();
    this.#masks.set(state.id, mask);
    return mask;
  }
}
