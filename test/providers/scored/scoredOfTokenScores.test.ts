import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderError } from "../../../src/providers/ProviderError.js";
import { joinScored } from "../../../src/providers/scored/joinScored.js";
import { scoredOfTokenScores } from "../../../src/providers/scored/scoredOfTokenScores.js";
import type { TokenScore } from "../../../src/providers/TokenScore.js";

const token = (byteStart: number, byteEnd: number, more: Partial<TokenScore> = {}): TokenScore => ({
  text: "x",
  byteStart,
  byteEnd,
  ...more,
});
const top = (...logprobs: number[]) => logprobs.map((logprob, id) => ({ text: `t${id}`, id, logprob }));

describe("scores as servers give them", () => {
  it("where only the likeliest are told, others get a bound from above, flagged token by token", () => {
    const scored = scoredOfTokenScores("abcde", [
      token(0, 1),
      token(1, 2, { id: 1, logprob: -9999, top: top(-0.5, -2) }),
      token(2, 3, { id: 7, logprob: -9999, top: top(-0.5, -2) }),
      token(3, 4, { id: 7, top: top(-0.1, -3) }),
      token(4, 5, { id: 0, logprob: -0.7, top: top(-0.7, -0.9) }),
    ]);
    expect([...scored.logprobs]).toEqual([Number.NaN, -2, -2, -3, -0.7]);
    expect([...(scored.bounded ?? [])]).toEqual([0, 0, 1, 1, 0]);
    expect([...(scored.ranks ?? [])]).toEqual([0, 2, 0, 0, 1]);
    expect(scored.notes).toContain(
      "Of 2 of 5 tokens the server told only that others were likelier: their log-probabilities are bounds from above.",
    );
  });

  it("a token likelier than all that are told is the first; a log-probability above 0 is 0", () => {
    const scored = scoredOfTokenScores("ab", [
      token(0, 1, { logprob: 1e-7 }),
      token(1, 2, { logprob: -0.1, id: 9, top: top(-3) }),
    ]);
    expect([scored.logprobs[0], scored.ranks?.[1]]).toEqual([0, 1]);
    expect(scored.notes).toEqual([]);
    expect(scored.bounded).toBeUndefined();
  });

  it("bytes at the ends that no token was shown for are tokens without a score, and a note", () => {
    const scored = scoredOfTokenScores(
      "  ab\n",
      [token(2, 3, { logprob: -1 }), token(3, 4, { logprob: -2 })],
      {
        generatedFrom: 1,
      },
    );
    expect([...scored.spans.start]).toEqual([0, 2, 3, 4]);
    expect([...scored.logprobs]).toEqual([Number.NaN, -1, -2, Number.NaN]);
    expect(scored.generatedFrom).toBe(2);
    expect(scored.notes).toEqual([
      "3 bytes at the ends of the text have no token: the model was not shown them.",
    ]);
  });

  it("tokens of a character that were told without bytes get one each, and a note says that these are guesses", () => {
    const scored = scoredOfTokenScores("a😀b", [
      token(0, 1, { logprob: -1 }),
      token(1, 1, { logprob: -2 }),
      token(1, 1, { logprob: -3 }),
      token(1, 5, { logprob: -4 }),
      token(5, 6, { logprob: -5 }),
      token(6, 6, { logprob: -6 }),
    ]);
    expect([...scored.spans.start]).toEqual([0, 1, 2, 3, 5, 6]);
    expect([...scored.spans.end]).toEqual([1, 2, 3, 5, 6, 6]);
    expect(scored.notes).toEqual([
      "The server gave no bytes of 2 tokens that are parts of characters; their borders inside the characters are guesses.",
    ]);
  });

  it.each([
    ["a gap", [token(0, 1), token(2, 3)], "token 1, byte 1: its span is 2 to 3 of a text of 3 bytes"],
    ["an overlap", [token(0, 2), token(1, 3)], "token 1, byte 2: its span is 1 to 3"],
    ["an end before the start", [token(0, 2), token(2, 1)], "token 1, byte 2: its span is 2 to 1"],
    ["an end behind the text", [token(0, 4)], "token 0, byte 0: its span is 0 to 4 of a text of 3 bytes"],
  ])("%s is malformed", (_, tokens, message) => {
    const error = (() => {
      try {
        scoredOfTokenScores("abc", tokens);
      } catch (thrown) {
        return thrown as ProviderError;
      }
    })();
    expect(error?.fault).toBe("malformed");
    expect(error?.message).toContain(message);
  });

  it("a loss above that of a model that knows nothing is noted where the vocabulary is known", () => {
    const { notes } = scoredOfTokenScores("ab", [token(0, 1), token(1, 2, { logprob: -30 })], {
      vocabulary: 1000,
    });
    expect(notes?.[1]).toMatch(/^The mean loss of 30\.00 nats over 1 tokens is above ln 1000 = 6\.91/);
  });

  it("alternatives that are parts of characters are shown as U+FFFD and noted", () => {
    const scored = scoredOfTokenScores("a", [
      token(0, 1, { logprob: -1, top: [{ text: "\uFFFD", logprob: -0.2 }] }),
    ]);
    expect(scored.notes).toEqual([
      "Alternatives that are parts of characters are shown as U+FFFD: the server gave no bytes.",
    ]);
  });
});

it("spans of any text cut anywhere keep their order and cover it, alone and joined", () => {
  const cut = fc.tuple(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.array(fc.nat(60), { maxLength: 12 }),
  );
  const scored = ([text, cuts]: readonly [string, readonly number[]]) => {
    const size = Buffer.byteLength(text);
    // Servers without bytes cut at characters and leave spans empty.
    const borders = [0, ...cuts.map(each => Buffer.byteLength([...text].slice(0, each).join(""))), size].sort(
      (a, b) => a - b,
    );
    const tokens = borders.slice(1).map((end, i) => token(borders[i], end, { logprob: -1 - i }));
    return scoredOfTokenScores(text, tokens);
  };
  fc.assert(
    fc.property(cut, cut, (one, two) => {
      const [a, b] = [scored(one), scored(two)];
      for (const { text, spans, logprobs } of [a, b, joinScored(a, b)]) {
        let at = 0;
        for (let i = 0; i < spans.start.length; i++) {
          expect(spans.start[i]).toBe(at);
          expect(spans.end[i]).toBeGreaterThanOrEqual(at);
          at = spans.end[i];
        }
        expect(at).toBe(Buffer.byteLength(text));
        expect(logprobs.length).toBe(spans.start.length);
      }
    }),
  );
});
