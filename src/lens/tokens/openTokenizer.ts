import { createHash } from "node:crypto";
import { SourceError } from "../../program/SourceError.js";
import type { TokenizerFiles } from "../weights/Weights.js";
import { AlignError } from "./AlignError.js";
import { showBytes } from "./showBytes.js";
import { type SpecialIds, specialIds } from "./specialIds.js";
import type { EncodeOptions, Tokenizer } from "./Tokenizer.js";
import { readTokenizerJson } from "./TokenizerJson.js";
import { textEncoder } from "./textEncoder.js";
import { type TokenBytes, tokenBytes } from "./tokenBytes.js";
import { tokenSpans } from "./tokenSpans.js";
import { walkText } from "./walkText.js";

/**
 * Opens the tokenizer of a model: byte-pair encoding over bytes (GPT-2, Llama 3, Qwen, GPT-NeoX) or over characters with bytes to
 * fall back on (Llama 2, Gemma). Ids are those of Rust's `tokenizers`. Post-processing templates are not applied; see
 * {@link EncodeOptions} for the token of the beginning.
 *
 * @throws SourceError naming the file for a tokenizer that is none, or whose tokens have no exact bytes.
 */
export function openTokenizer(files: TokenizerFiles): Tokenizer {
  const { source } = files;
  const json = readTokenizerJson(files);
  const vocabulary = tokenBytes(json, source);
  const specials = specialIds(files, json);
  const { bos, eos, addsBos } = specials;
  const { encode, rules } = textEncoder(json, vocabulary, source);
  let hash: string | undefined;
  const known = (id: number): number => {
    if (vocabulary.name(id) !== undefined) return id;
    throw new SourceError(`tokenizer: no token ${id} in a vocabulary of ${vocabulary.size}`, source);
  };
  const withBos = (ids: readonly number[], { bos: wanted = false }: EncodeOptions): Int32Array => {
    if (!wanted) return Int32Array.from(ids);
    if (bos === undefined)
      throw new SourceError(
        "tokenizer: has no beginning-of-text token, so bos cannot be put in front",
        source,
      );
    const all = new Int32Array(ids.length + 1);
    all[0] = bos;
    all.set(ids, 1);
    return all;
  };
  return {
    get hash() {
      hash ??= hashOf(files, specials);
      return hash;
    },
    size: vocabulary.size,
    kind: vocabulary.kind,
    ...(bos === undefined ? {} : { bos }),
    eos,
    addsBos,
    encode: (text, options = {}) => withBos(encode(text, options.marks === true), options),
    decode: (ids, { marks = false, whole = false } = {}) => {
      const parts = Array.from(ids, id =>
        vocabulary.isSpecial(known(id))
          ? marks
            ? Buffer.from(vocabulary.name(id) ?? "", "utf8")
            : Buffer.alloc(0)
          : vocabulary.bytes(id),
      );
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.concat(parts));
      return whole && text.startsWith(" ") && rules.prefixes(text.slice(1), true) ? text.slice(1) : text;
    },
    bytes: id => vocabulary.bytes(known(id)),
    show: id => showToken(vocabulary, known(id)),
    has: id => vocabulary.name(id) !== undefined,
    isSpecial: id => vocabulary.isSpecial(known(id)),
    spans: (text, ids) => {
      const special = Uint8Array.from(ids, id => (vocabulary.isSpecial(known(id)) ? 1 : 0));
      const bytes = Array.from(ids, id => vocabulary.bytes(id));
      try {
        return tokenSpans(text, bytes, { special, dummyPrefixSpace: rules.prefixes(text, true) });
      } catch (error) {
        if (!(error instanceof AlignError)) throw error;
        return walkText(text, ids, rules) ?? differ(error, rules.changes(text));
      }
    },
  };
}

/** Says so where the tokenizer's own normalisation is why. */
function differ(error: AlignError, changes: readonly string[]): never {
  if (changes.length === 0) throw error;
  throw new AlignError(
    `${error.reason.replace(/: they belong to different texts or tokenizers$/, "")}: this tokenizer normalises texts (${changes.join(", ")}), and the text is not normalised`,
    error.token,
    error.byte,
  );
}

function showToken(vocabulary: TokenBytes, id: number): string {
  return vocabulary.isSpecial(id) ? (vocabulary.name(id) ?? "") : showBytes(vocabulary.bytes(id));
}

function hashOf({ tokenizer }: TokenizerFiles, specials: SpecialIds): string {
  const hash = createHash("sha256").update(JSON.stringify(tokenizer));
  return hash.update(JSON.stringify(specials)).digest("hex");
}
