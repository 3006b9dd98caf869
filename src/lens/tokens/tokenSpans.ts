import { AlignError } from "./AlignError.js";
import type { ByteSpans } from "./ByteSpans.js";

/** How {@link tokenSpans} reads the bytes of tokens. */
export interface TokenSpansOptions {
  /** By token: true (or 1) for special tokens, whose bytes are not looked at. Absent: there are none. */
  readonly special?: ArrayLike<boolean | number>;
  /**
   * The tokenizer puts a space in front of every text (SentencePiece): where the tokens are one byte longer than the
   * text, the space that starts the first of them is dropped.
   */
  readonly dummyPrefixSpace?: boolean;
}

/**
 * UTF-8 byte span of each token of a text. The bytes of all tokens that are not special must be the bytes of the text;
 * a lone surrogate of the text is the three bytes of U+FFFD, as `TextEncoder` writes it.
 *
 * @param tokenBytes exact bytes of each token, in order.
 * @throws AlignError naming the first token and byte where tokens and text are not the same.
 */
export function tokenSpans(
  text: string,
  tokenBytes: readonly Uint8Array[],
  { special, dummyPrefixSpace = false }: TokenSpansOptions = {},
): ByteSpans {
  const bytes = Buffer.from(text, "utf8");
  const count = tokenBytes.length;
  const spans = {
    start: new Int32Array(count),
    end: new Int32Array(count),
    special: new Uint8Array(count),
  };
  const dropped = dummyPrefixSpace ? dummyAt(bytes.length, tokenBytes, special) : -1;
  let at = 0;
  for (let token = 0; token < count; token++) {
    spans.start[token] = at;
    if (special?.[token]) spans.special[token] = 1;
    else {
      const own = token === dropped ? tokenBytes[token].subarray(1) : tokenBytes[token];
      for (let i = 0; i < own.length; i++) {
        if (own[i] !== bytes[at + i]) throw differs(bytes, at, own, i, token);
      }
      at += own.length;
    }
    spans.end[token] = at;
  }
  if (at < bytes.length) {
    const rest = quoted(bytes.subarray(at));
    throw new AlignError(`the tokens end, but the text goes on with ${rest}`, count, at);
  }
  return spans;
}

/** First token that is not special, if the space it starts with is not of the text; else -1. */
function dummyAt(
  length: number,
  tokenBytes: readonly Uint8Array[],
  special: TokenSpansOptions["special"],
): number {
  let total = 0;
  let first = -1;
  for (let token = 0; token < tokenBytes.length; token++) {
    if (special?.[token]) continue;
    if (first < 0) first = token;
    total += tokenBytes[token].length;
  }
  return first >= 0 && total === length + 1 && tokenBytes[first][0] === 0x20 ? first : -1;
}

function differs(bytes: Buffer, at: number, own: Uint8Array, i: number, token: number): AlignError {
  const byte = at + i;
  if (byte >= bytes.length) {
    return new AlignError(`the text ends, but the token is ${quoted(own)}`, token, byte);
  }
  const here = quoted(bytes.subarray(at, at + Math.max(own.length, 1)));
  return new AlignError(
    `the token is ${quoted(own)}, but the text has ${here} here (byte ${hex(bytes[byte])} in place of ${hex(own[i])}): they belong to different texts or tokenizers`,
    token,
    byte,
  );
}

/** At most 24 bytes as text between quotes. */
function quoted(bytes: Uint8Array): string {
  const text = JSON.stringify(Buffer.from(bytes.subarray(0, 24)).toString("utf8"));
  return bytes.length > 24 ? `${text}…` : text;
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
