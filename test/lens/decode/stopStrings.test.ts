import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GrowingBytes } from "../../../src/lens/decode/GrowingBytes.js";
import { StopStrings } from "../../../src/lens/decode/StopStrings.js";

describe("stop strings", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "é", "😀", "\n"), maxLength: 12 });

  it("end a text before the first of them, wherever tokens are cut", () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.string({ unit: fc.constantFrom("a", "b", "é", "\n"), maxLength: 3 }), { maxLength: 3 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 30, maxLength: 30 }),
        (said, stops, lengths) => {
          const all = Buffer.from(said);
          const places = stops.filter(stop => stop !== "").map(stop => all.indexOf(Buffer.from(stop)));
          const expected = Math.min(...places.filter(at => at >= 0));
          const stopping = new StopStrings(stops);
          const bytes = new GrowingBytes();
          let certain = 0;
          for (let at = 0, token = 0; at < all.length; token++) {
            const before = bytes.length;
            bytes.add(all.subarray(at, at + lengths[token]));
            at += lengths[token];
            const cut = stopping.find(bytes.view(), before);
            if (cut !== undefined) {
              expect(cut).toBe(expected);
              // Nothing was told that is not in the answer.
              expect(certain).toBeLessThanOrEqual(cut);
              return;
            }
            const told = bytes.length - stopping.held(bytes.view());
            expect(told).toBeGreaterThanOrEqual(certain);
            certain = told;
          }
          expect(expected).toBe(Number.POSITIVE_INFINITY);
        },
      ),
      { numRuns: 500, seed: 5 },
    );
  });

  it("hold back no more than may become one", () => {
    const stopping = new StopStrings(["\nAnswer:", "\n\n"]);
    const held = (said: string): number => stopping.held(Buffer.from(said));
    expect(held("yes")).toBe(0);
    expect(held("yes\n")).toBe(1);
    expect(held("yes\nAns")).toBe(4);
    expect(held("yes\nAnd")).toBe(0);
    expect(new StopStrings([]).held(Buffer.from("a"))).toBe(0);
    expect(new StopStrings([""]).find(Buffer.from("a"), 0)).toBe(undefined);
  });
});
