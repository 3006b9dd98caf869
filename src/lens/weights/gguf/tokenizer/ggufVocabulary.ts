import type { ConfigFields } from "../../config/ConfigFields.js";

/** Kinds of tokens in `tokenizer.ggml.token_type`. */
export const KIND = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

/** Tokens of a GGUF file, index by id. */
export interface GgufVocabulary {
  readonly tokens: readonly string[];
  readonly kinds: readonly number[];
  /** Entry of `model.vocab`. */
  readonly vocab: Readonly<Record<string, number>>;
  /** Entries of `added_tokens`: those that are looked for in the text before all else. */
  readonly added: readonly object[];
}

/**
 * The vocabulary of a GGUF file as a `tokenizer.json` has it. Control tokens are special, user-defined ones are not, and both are
 * found before merging; rows of the embedding that llama.cpp names `[PAD123]` are no tokens.
 *
 * @throws SourceError where it is missing or has other lengths.
 */
export function ggufVocabulary(fields: ConfigFields): GgufVocabulary {
  const tokens = list<string>(fields, "tokens", "string");
  const kinds = fields.has("tokenizer.ggml.token_type")
    ? list<number>(fields, "token_type", "number")
    : tokens.map(() => KIND.normal);
  if (kinds.length !== tokens.length) {
    fields.refuse("tokenizer.ggml.token_type", `a list of ${tokens.length}, as there are tokens`);
  }
  const entries: [string, number][] = [];
  const added: object[] = [];
  for (const [id, content] of tokens.entries()) {
    const kind = kinds[id]!;
    if (kind !== KIND.normal && kind !== KIND.byte && content === `[PAD${id}]`) continue;
    entries.push([content, id]);
    const special = kind === KIND.control || kind === KIND.unknown;
    if (!special && kind !== KIND.userDefined) continue;
    added.push({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special });
  }
  return { tokens, kinds, vocab: Object.fromEntries(entries), added };
}

/** A list of the metadata's tokenizer. @throws SourceError where it is missing or holds something else. */
export function list<T>(fields: ConfigFields, name: string, type: "string" | "number"): readonly T[] {
  const key = `tokenizer.ggml.${name}`;
  const value = fields.raw(key);
  if (!Array.isArray(value) || value.some(one => typeof one !== type)) {
    return fields.refuse(key, `a list of ${type}s`);
  }
  return value;
}
