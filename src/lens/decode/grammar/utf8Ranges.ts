import type { CodeRange } from "./GrammarExpression.js";

/** Ranges of bytes one after another, 1 to 4 of them: each choice of bytes is the UTF-8 of one character. */
export type ByteSequence = readonly (readonly [first: number, last: number])[];

/** Code points whose UTF-8 has the same length; surrogates have none. */
const SAME_LENGTH: readonly CodeRange[] = [
  [0, 0x7f],
  [0x80, 0x7ff],
  [0x800, 0xd7ff],
  [0xe000, 0xffff],
  [0x10000, 0x10ffff],
];

/**
 * The UTF-8 of all code points of a range, as sequences of ranges of bytes (as in Ken Thompson's grep, and in RE2): where
 * a range begins or ends inside of a block of 64 followers, it is cut there, so that within each part the bytes vary
 * independently.
 */
export function utf8Ranges(first: number, last: number): ByteSequence[] {
  return SAME_LENGTH.flatMap(([low, high]) => {
    const from = Math.max(first, low);
    const to = Math.min(last, high);
    return from > to ? [] : cut(from, to, 1, high <= 0x7f ? 0 : high <= 0x7ff ? 1 : high <= 0xffff ? 2 : 3);
  });
}

function cut(first: number, last: number, level: number, followers: number): ByteSequence[] {
  for (let i = level; i <= followers; i++) {
    const block = 64 ** i;
    if (Math.floor(first / block) === Math.floor(last / block)) continue;
    if (first % block !== 0) {
      const end = (Math.floor(first / block) + 1) * block - 1;
      return [...cut(first, end, i, followers), ...cut(end + 1, last, i, followers)];
    }
    if (last % block !== block - 1) {
      const start = Math.floor(last / block) * block;
      return [...cut(first, start - 1, i, followers), ...cut(start, last, i, followers)];
    }
  }
  const [low, high] = [Buffer.from(String.fromCodePoint(first)), Buffer.from(String.fromCodePoint(last))];
  return [[...low].map((byte, i) => [byte, high[i]] as const)];
}
