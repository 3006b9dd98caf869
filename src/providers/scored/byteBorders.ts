import { ProviderError } from "../ProviderError.js";
import type { TokenScore } from "../TokenScore.js";

/** Spans of tokens in a text, without a gap. */
export interface ByteBorders {
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Tokens that got a border inside of a character without a server's word for it. */
  readonly guessed: number;
  /** Bytes before the first and behind the last token; each more than 0 is a token of its own, without a score. */
  readonly filled: { readonly before: number; readonly after: number };
}

/**
 * Lays tokens along a text. Where a server tells no bytes, all tokens of a character but the last have an empty span; each of them is
 * given one byte of it, so that each lies somewhere.
 *
 * @throws ProviderError `malformed`.
 */
export function byteBorders(text: string, tokens: readonly TokenScore[]): ByteBorders {
  const bytes = Buffer.from(text, "utf8");
  const starts: number[] = [];
  const ends: number[] = [];
  const before = tokens.length === 0 ? bytes.length : tokens[0].byteStart;
  if (before > 0) {
    starts.push(0);
    ends.push(before);
  }
  let at = before;
  for (const [index, { byteStart, byteEnd }] of tokens.entries()) {
    if (byteStart !== at || byteEnd < byteStart || byteEnd > bytes.length)
      throw new ProviderError(
        "malformed",
        `token ${index}, byte ${at}: its span is ${byteStart} to ${byteEnd} of a text of ${bytes.length} bytes`,
      );
    starts.push(byteStart);
    ends.push(byteEnd);
    at = byteEnd;
  }
  const after = tokens.length === 0 ? 0 : bytes.length - at;
  if (after > 0) {
    starts.push(at);
    ends.push(bytes.length);
  }
  const start = Int32Array.from(starts);
  const end = Int32Array.from(ends);
  return { start, end, guessed: spread(bytes, start, end), filled: { before, after } };
}

/** Gives empty spans a byte of the character behind them. */
function spread(bytes: Buffer, start: Int32Array, end: Int32Array): number {
  let guessed = 0;
  for (let token = start.length - 1; token > 0; token--) {
    if (start[token] === end[token]) continue;
    let run = 0;
    while (token - run > 0 && start[token - run - 1] === end[token - run - 1]) run++;
    const length = Math.min(characterLength(bytes[start[token]]), end[token] - start[token]);
    if (run === 0 || run >= length) continue;
    const first = start[token];
    for (let i = 0; i < run; i++) {
      start[token - run + i] = first + i;
      end[token - run + i] = first + i + 1;
    }
    start[token] = first + run;
    guessed += run;
    token -= run;
  }
  return guessed;
}

/** Bytes of a character, by its first one. */
function characterLength(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}
