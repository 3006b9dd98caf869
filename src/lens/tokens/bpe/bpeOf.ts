import { SourceError } from "../../../program/SourceError.js";
import type { TokenizerJson } from "../TokenizerJson.js";
import { BYTE_LETTERS, spell } from "./byteAlphabet.js";
import { type MergeTable, mergeTable } from "./MergeTable.js";
import { mergeSymbols } from "./mergeSymbols.js";

/** Pieces that are remembered, and characters of the longest: identifiers and blanks come again and again. */
const REMEMBERED = 1 << 15;
const LONGEST_REMEMBERED = 64;

/**
 * The model of a tokenizer: ids of one piece of text. As Rust's `tokenizers` does it, down to pieces of which a character is
 * in no token: bytes where the vocabulary has them, else the unknown token, else nothing.
 *
 * @param bytes the vocabulary is one of bytes in GPT-2's letters; else one of characters.
 * @throws SourceError for a merge whose tokens are not in the vocabulary.
 */
export function bpeOf(
  json: TokenizerJson,
  bytes: boolean,
  source: string,
): (piece: string) => readonly number[] {
  const ids = json.vocab;
  const table = mergesOf(json, ids, source);
  const unknown = json.unknown === undefined ? undefined : ids.get(json.unknown);
  const first = bytes ? byteSymbols(ids, unknown) : charSymbols(json, ids, unknown);
  const encoder = new TextEncoder();
  const known = new Map<string, readonly number[]>();
  return piece => {
    const before = known.get(piece);
    if (before !== undefined) return before;
    const whole = json.ignoreMerges ? ids.get(bytes ? spell(encoder.encode(piece)) : piece) : undefined;
    const out = whole === undefined ? mergeSymbols(first(piece), table) : [whole];
    if (piece.length <= LONGEST_REMEMBERED) {
      if (known.size >= REMEMBERED) known.clear();
      known.set(piece, out);
    }
    return out;
  };
}

function mergesOf({ merges }: TokenizerJson, ids: ReadonlyMap<string, number>, source: string): MergeTable {
  const pairs = new Int32Array(merges.length * 3);
  const idOf = (token: string, rank: number): number => {
    const id = ids.get(token);
    if (id !== undefined) return id;
    throw new SourceError(
      `tokenizer: merge ${rank} (${JSON.stringify(merges[rank])}) speaks of ${JSON.stringify(token)}, which is not in the vocabulary of ${ids.size}`,
      source,
    );
  };
  merges.forEach((merge, rank) => {
    const [left, right] = typeof merge === "string" ? halves(merge) : merge;
    if (!left || !right)
      throw new SourceError(`tokenizer: merge ${rank} (${JSON.stringify(merge)}) is no pair`, source);
    pairs[3 * rank] = idOf(left, rank);
    pairs[3 * rank + 1] = idOf(right, rank);
    pairs[3 * rank + 2] = idOf(left + right, rank);
  });
  return mergeTable(pairs);
}

/** `"a b"`. */
function halves(merge: string): readonly [string, string] {
  const blank = merge.indexOf(" ");
  return [merge.slice(0, Math.max(0, blank)), merge.slice(blank + 1)];
}

type Symbols = (piece: string) => readonly number[];

function byteSymbols(ids: ReadonlyMap<string, number>, unknown: number | undefined): Symbols {
  const encoder = new TextEncoder();
  const byByte = BYTE_LETTERS.map(letter => ids.get(letter) ?? unknown ?? -1);
  return piece => {
    const out: number[] = [];
    for (const byte of encoder.encode(piece)) if (byByte[byte] >= 0) out.push(byByte[byte]);
    return out;
  };
}

function charSymbols(
  { byteFallback, fuseUnknown }: TokenizerJson,
  ids: ReadonlyMap<string, number>,
  unknown: number | undefined,
): Symbols {
  const encoder = new TextEncoder();
  const byByte = Array.from({ length: 256 }, (_, byte) => ids.get(byteName(byte)));
  return piece => {
    const out: number[] = [];
    for (const char of piece) {
      const id = ids.get(char);
      if (id !== undefined) {
        out.push(id);
        continue;
      }
      const parts = byteFallback ? Array.from(encoder.encode(char), byte => byByte[byte]) : [undefined];
      if (parts.every(part => part !== undefined)) out.push(...(parts as number[]));
      else if (unknown !== undefined && !(fuseUnknown && out.at(-1) === unknown)) out.push(unknown);
    }
    return out;
  };
}

/** The token of a byte in vocabularies that fall back on bytes: `<0x0A>`. */
export function byteName(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
