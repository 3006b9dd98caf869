import fc from "fast-check";
import { expect, it } from "vitest";
import { scoringWindows } from "../../../src/lens/scored/scoringWindows.js";

it("windows score each token once, in order, each given at least window - stride before it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 2, max: 90 }),
      fc.nat(),
      (count, window, n) => {
        const stride = 1 + (n % (window - 1));
        let scored = 0;
        for (const [at, { start, score, end }] of scoringWindows(count, 100, { window, stride }).entries()) {
          expect(score).toBe(scored);
          expect(end).toBeGreaterThan(score);
          expect(end - start).toBeLessThanOrEqual(window);
          if (at > 0) expect(score - start).toBeGreaterThanOrEqual(window - stride);
          scored = end;
        }
        expect(scored).toBe(count);
      },
    ),
  );
});

it("a text that fits is one window; a window larger than the context and a stride as large as the window are refused", () => {
  expect(scoringWindows(100, 100)).toEqual([{ start: 0, score: 0, end: 100 }]);
  expect(scoringWindows(101, 100)).toEqual([
    { start: 0, score: 0, end: 100 },
    { start: 1, score: 100, end: 101 },
  ]);
  expect(() => scoringWindows(10, 100, { window: 101 })).toThrow(
    "window: expected 2 to 100 tokens (the model's context), got 101",
  );
  expect(() => scoringWindows(10, 100, { window: 50, stride: 50 })).toThrow(
    "stride: expected 1 to 49 tokens",
  );
});
