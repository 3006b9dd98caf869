import { bpeOf } from "./bpe/bpeOf.js";
import { normalizerOf } from "./split/normalizerOf.js";
import { preTokenizerOf } from "./split/preTokenizerOf.js";
import { splitAdded } from "./split/splitAdded.js";
import { type AddedToken, flatParts, type TokenizerJson } from "./TokenizerJson.js";
import type { TokenBytes } from "./tokenBytes.js";
import type { TextRules } from "./walkText.js";

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * From text to ids, in the order of Rust's `tokenizers`: added tokens that are not normalised are cut out of the text, the rest is
 * normalised, the other added tokens are cut out of it, and what is left is cut into pieces and merged.
 */
export function textEncoder(
  json: TokenizerJson,
  vocabulary: TokenBytes,
  source: string,
): { encode(text: string, marks: boolean): number[]; readonly rules: TextRules } {
  const normalize = normalizerOf(json.normalizer, source);
  const pieces = preTokenizerOf(json.preTokenizer, source);
  const merge = bpeOf(json, vocabulary.kind === "byte-level", source);
  const isNormalized = (token: AddedToken): boolean => token.normalized && normalize !== undefined;
  const raw = splitAdded(
    json.added.filter(token => !isNormalized(token)).map(token => [token.content, token]),
  );
  const late = splitAdded(
    json.added.filter(isNormalized).map(token => [normalize?.(token.content) ?? token.content, token]),
  );
  const encode = (given: string, marks: boolean): number[] => {
    // As UTF-8 a lone surrogate is U+FFFD; pieces must see the same.
    const text = LONE_SURROGATE.test(given) ? Buffer.from(given, "utf8").toString("utf8") : given;
    const out: number[] = [];
    for (const section of raw(text, marks)) {
      if (section.token !== undefined) {
        out.push(section.token.id);
        continue;
      }
      const shown = text.slice(section.start, section.end);
      const plain = normalize?.(shown) ?? shown;
      for (const part of late(plain, marks)) {
        if (part.token !== undefined) out.push(part.token.id);
        else
          for (const piece of pieces(
            plain.slice(part.start, part.end),
            section.start === 0 && part.start === 0,
          ))
            for (const id of merge(piece)) out.push(id);
      }
    }
    return out;
  };
  const prepends = flatParts(json.normalizer).some(
    ({ type, prepend }) => type === "Prepend" && prepend === "▁",
  );
  const added = new Map(
    json.added.map(each => [
      each.id,
      { lstrip: each.lstrip, rstrip: each.rstrip, restarts: !prepends || !isNormalized(each) },
    ]),
  );
  const changing = flatParts(json.normalizer)
    .filter(({ type, content }) => type !== "Prepend" && !(type === "Replace" && content === "▁"))
    .map(part => ({ name: part.type, apply: normalizerOf(part, source) }));
  const changes = (text: string): string[] =>
    changing.filter(({ apply }) => apply !== undefined && apply(text) !== text).map(({ name }) => name);
  return { encode, rules: { vocabulary, added, prefixes: prefixRule(json, prepends), changes } };
}

/** Whether the tokenizer puts a space before a text. */
function prefixRule({ preTokenizer }: TokenizerJson, prepends: boolean): TextRules["prefixes"] {
  const before = flatParts(preTokenizer);
  const blanks = before.some(({ type, add_prefix_space: prefix }) => type === "ByteLevel" && prefix === true);
  const meta = before.find(({ type }) => type === "Metaspace");
  const scheme =
    meta?.prepend_scheme ?? (meta === undefined || meta.add_prefix_space === false ? "never" : "always");
  return (text, first) => {
    if (text === "") return false;
    if (prepends) return true;
    if (blanks) return !text.startsWith(" ");
    return (scheme === "always" || (scheme === "first" && first)) && !/^[ ▁]/.test(text);
  };
}
