import type { ByteSpans } from "./ByteSpans.js";
import type { TokenBytes } from "./tokenBytes.js";

/** How an added token stands in a text. */
export interface AddedRule {
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  /** What follows it is a text of its own, which may get a space put before it. */
  readonly restarts: boolean;
}

/** What a walk along a text must know of a tokenizer beyond the bytes of its tokens. */
export interface TextRules {
  readonly vocabulary: TokenBytes;
  /** Added tokens: which take white space before or behind them, and behind which a text begins anew. */
  readonly added: ReadonlyMap<number, AddedRule>;
  /** Whether a space is put before a text that is not empty; `first`: at the very beginning. */
  prefixes(text: string, first: boolean): boolean;
  /** Names of the normalisations that change a text (`NFC`); empty where none does. Blanks written as `▁` are no change. */
  changes(text: string): readonly string[];
}

const LOWER_BLOCK = Buffer.from("▁", "utf8");

/**
 * Spans of tokens whose bytes are not the text's one by one, though the tokenizer reads the text so: the space put before a
 * text (and behind each mark), a `▁` that is written in the text and taken for a space, white space a token takes with it, and
 * marks that stand in the text; those are spanned by their special tokens.
 *
 * @returns undefined where tokens and text are not the same this way either.
 */
export function walkText(text: string, ids: ArrayLike<number>, rules: TextRules): ByteSpans | undefined {
  const { vocabulary, added, prefixes } = rules;
  const bytes = Buffer.from(text, "utf8");
  const spans = {
    start: new Int32Array(ids.length),
    end: new Int32Array(ids.length),
    special: new Uint8Array(ids.length),
  };
  let at = 0;
  let section = true;
  /** An added token that itself begins with a blank is found in the blanks another takes. */
  const takesBlanks = (token: number): boolean =>
    token + 1 >= ids.length || !/^\p{White_Space}/u.test(vocabulary.name(ids[token + 1]) ?? "");
  for (let token = 0; token < ids.length; token++) {
    const id = ids[token];
    const rule = added.get(id);
    const strip = rule && { ...rule, rstrip: rule.rstrip && takesBlanks(token) };
    const special = vocabulary.isSpecial(id);
    spans.start[token] = at;
    if (special) {
      spans.special[token] = 1;
      const mark = Buffer.from(vocabulary.name(id) ?? "", "utf8");
      const end = matchStripped(bytes, at, mark, strip);
      if (end !== undefined && mark.length > 0) at = end;
    } else {
      let bytesOf = vocabulary.bytes(id);
      if (
        section &&
        rule === undefined &&
        bytesOf[0] === 0x20 &&
        prefixes(bytes.subarray(at, at + 64).toString("utf8"), at === 0)
      )
        bytesOf = bytesOf.subarray(1);
      const end = matchStripped(bytes, at, bytesOf, strip);
      if (end === undefined) return undefined;
      at = end;
    }
    section = rule?.restarts ?? special;
    spans.end[token] = at;
  }
  return at === bytes.length ? spans : undefined;
}

/** Byte past a token that begins at a byte of the text, or behind the white space there. */
function matchStripped(
  bytes: Buffer,
  at: number,
  own: Uint8Array,
  strip: AddedRule | undefined,
): number | undefined {
  let end = matches(bytes, at, own);
  if (end === undefined && strip?.lstrip) end = matches(bytes, at + blanksAt(bytes, at), own);
  return end !== undefined && strip?.rstrip ? end + blanksAt(bytes, end) : end;
}

function matches(bytes: Buffer, at: number, own: Uint8Array): number | undefined {
  for (const byte of own) {
    if (bytes[at] === byte) at++;
    else if (byte === 0x20 && bytes.subarray(at, at + 3).equals(LOWER_BLOCK)) at += 3;
    else return undefined;
  }
  return at;
}

/** Bytes of white space from a byte on. */
function blanksAt(bytes: Buffer, at: number): number {
  const text = bytes.subarray(at).toString("utf8");
  return Buffer.byteLength(/^\p{White_Space}*/u.exec(text)?.[0] ?? "", "utf8");
}
