import { describe, expect, test } from "vitest";
import { AlignError } from "../../../src/lens/tokens/AlignError.js";
import { tokenSpans } from "../../../src/lens/tokens/tokenSpans.js";

const bytes = (...texts: string[]): Uint8Array[] => texts.map(text => Buffer.from(text));

describe("tokenSpans", () => {
  test("puts tokens end to end, inside of characters too", () => {
    const [a, b, c] = [Uint8Array.of(0xf0, 0x9f), Uint8Array.of(0x90, 0x8d), Buffer.from("x")];
    const { start, end, special } = tokenSpans("🐍x", [a, b, c]);
    expect([[...start], [...end], [...special]]).toEqual([
      [0, 2, 4],
      [2, 4, 5],
      [0, 0, 0],
    ]);
  });

  test("gives special tokens no byte, whatever their name", () => {
    const { start, end, special } = tokenSpans("ab", bytes("<s>", "a", "</s>", "b"), {
      special: [true, false, 1, 0],
    });
    expect([[...start], [...end], [...special]]).toEqual([
      [0, 0, 1, 1],
      [0, 1, 1, 2],
      [1, 0, 1, 0],
    ]);
  });

  test("drops the space SentencePiece puts in front, and only that one", () => {
    const spans = (text: string, tokens: Uint8Array[]) => [
      ...tokenSpans(text, tokens, { dummyPrefixSpace: true }).end,
    ];
    expect(spans("ab c", bytes(" ab", " c"))).toEqual([2, 4]);
    expect(spans(" ab", bytes("  ab"))).toEqual([3]);
    expect(spans(" ab", bytes(" ", " ab"))).toEqual([0, 3]);
    // A tokenizer that put none in front of this text.
    expect(spans(" ab", bytes(" ab"))).toEqual([3]);
    expect(() => tokenSpans("ab", bytes(" ab"))).toThrow(AlignError);
  });

  test("takes a lone surrogate as the three bytes it is encoded to", () => {
    expect([...tokenSpans("a\ud83d", [Buffer.from("a"), Uint8Array.of(0xef, 0xbf, 0xbd)]).end]).toEqual([
      1, 4,
    ]);
  });

  test.each([
    [
      "abc",
      bytes("ab", "d"),
      1,
      2,
      'token 1, byte 2: the token is "d", but the text has "c" here (byte 0x63 in place of 0x64): they belong to different texts or tokenizers',
    ],
    [
      "é",
      [Uint8Array.of(0xc3), Uint8Array.of(0xa8)],
      1,
      1,
      'token 1, byte 1: the token is "\ufffd", but the text has "\ufffd" here (byte 0xa9 in place of 0xa8): they belong to different texts or tokenizers',
    ],
    ["abc", bytes("ab"), 1, 2, 'token 1, byte 2: the tokens end, but the text goes on with "c"'],
    ["ab", bytes("ab", "cd"), 1, 2, 'token 1, byte 2: the text ends, but the token is "cd"'],
    ["", bytes("x"), 0, 0, 'token 0, byte 0: the text ends, but the token is "x"'],
  ])(
    "refuses %j in other tokens, naming token %#, byte and both texts",
    (text, tokens, token, byte, message) => {
      let found: unknown;
      try {
        tokenSpans(text, tokens);
      } catch (error) {
        found = error;
      }
      expect(found).toBeInstanceOf(AlignError);
      expect(found).toMatchObject({ token, byte, message });
    },
  );
});
