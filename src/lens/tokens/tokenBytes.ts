import { SourceError } from "../../program/SourceError.js";
import { byteName } from "./bpe/bpeOf.js";
import { unspell } from "./bpe/byteAlphabet.js";
import type { Tokenizer } from "./Tokenizer.js";
import { flatParts, type TokenizerJson } from "./TokenizerJson.js";

/** How the tokens of a vocabulary spell bytes. */
export interface TokenBytes {
  readonly kind: Tokenizer["kind"];
  /** Ids, gaps included: the largest plus 1. */
  readonly size: number;
  /** Text of a token as the vocabulary has it; undefined in a gap. */
  name(id: number): string | undefined;
  isSpecial(id: number): boolean;
  /** None for special tokens and gaps. */
  bytes(id: number): Uint8Array;
}

const NONE = new Uint8Array(0);

/**
 * The exact bytes of every token. Of a byte-level vocabulary: GPT-2's letters inverted, but added tokens as they are written.
 * Of a SentencePiece one: `▁` is a space, `<0xHH>` a byte. Special tokens have none.
 *
 * @throws SourceError for a vocabulary of another kind, whose tokens have no fixed bytes.
 */
export function tokenBytes(json: TokenizerJson, source: string): TokenBytes {
  const kind = kindOf(json, source);
  const names: (string | undefined)[] = [];
  const added = new Set<number>();
  const special = new Set<number>();
  for (const [name, id] of json.vocab) names[id] = name;
  const regular = names.slice();
  for (const { id, content, special: mark } of json.added) {
    names[id] = content;
    added.add(id);
    if (mark) special.add(id);
  }
  const unknown = json.unknown === undefined ? undefined : json.vocab.get(json.unknown);
  if (unknown !== undefined) special.add(unknown);
  const byByte = new Map(
    json.byteFallback ? Array.from({ length: 256 }, (_, byte) => [byteName(byte), byte] as const) : [],
  );
  const encoder = new TextEncoder();
  const known: Uint8Array[] = [];
  const find = (id: number): Uint8Array => {
    const name = names[id];
    if (name === undefined || special.has(id)) return NONE;
    if (kind === "byte-level") return (added.has(id) ? undefined : unspell(name)) ?? encoder.encode(name);
    const byte = byByte.get(name);
    if (byte !== undefined) return Uint8Array.of(byte);
    // Runs of `▁` are added tokens of Gemma, and what its merges make of blanks.
    return encoder.encode(added.has(id) && regular[id] !== name ? name : name.replaceAll("▁", " "));
  };
  return {
    kind,
    size: names.length,
    name: id => names[id],
    isSpecial: id => special.has(id),
    bytes: id => {
      known[id] ??= find(id);
      return known[id];
    },
  };
}

function kindOf({ preTokenizer, decoder, normalizer }: TokenizerJson, source: string): Tokenizer["kind"] {
  const before = flatParts(preTokenizer);
  const behind = flatParts(decoder);
  if ([...before, ...behind].some(({ type }) => type === "ByteLevel")) return "byte-level";
  const blanks = [...flatParts(normalizer), ...before, ...behind].some(
    part =>
      part.type === "Metaspace" ||
      part.type === "ByteFallback" ||
      (part.type === "Replace" && (part.content === "▁" || part.content === " ")),
  );
  if (blanks) return "sentencepiece";
  const types = [...before, ...behind].map(({ type }) => type).join(", ") || "none";
  throw new SourceError(
    `tokenizer: neither byte-level nor SentencePiece (its parts: ${types}), so its tokens have no exact bytes`,
    source,
  );
}
