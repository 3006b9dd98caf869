import { describe, expect, it } from "vitest";
import { rotaryFrequencies, rotaryTable } from "../../../src/lens/session/rotaryTable.js";

describe("rotaryTable", () => {
  it("has a row of cosines and sines for each position, one for each pair of dimensions", () => {
    const { cos, sin } = rotaryTable({ base: 10_000, dims: 4 }, 3);
    expect([...cos]).toEqual(
      [1, 1, Math.cos(1), Math.cos(0.01), Math.cos(2), Math.cos(0.02)].map(x => expect.closeTo(x, 6)),
    );
    expect([...sin]).toEqual(
      [0, 0, Math.sin(1), Math.sin(0.01), Math.sin(2), Math.sin(0.02)].map(x => expect.closeTo(x, 6)),
    );
  });

  it("divides all frequencies where scaling is linear", () => {
    const plain = rotaryFrequencies({ base: 500, dims: 8 });
    const slow = rotaryFrequencies({ base: 500, dims: 8, scaling: { type: "linear", factor: 4 } });
    expect([...slow]).toEqual([...plain].map(frequency => expect.closeTo(frequency / 4, 7)));
  });

  it("keeps fast frequencies, divides slow ones and blends between them, as Llama 3.1", () => {
    // Context 8192, borders at wavelengths 8192 and 2048, as its config says.
    const scaling = {
      type: "llama3",
      factor: 8,
      lowFrequencyFactor: 1,
      highFrequencyFactor: 4,
      originalContext: 8192,
    } as const;
    const plain = rotaryFrequencies({ base: 500_000, dims: 128 });
    const scaled = rotaryFrequencies({ base: 500_000, dims: 128, scaling });
    const ratios = [...scaled].map((frequency, i) => plain[i] / frequency);
    const wavelengths = [...plain].map(frequency => (2 * Math.PI) / frequency);
    for (const [i, wavelength] of wavelengths.entries()) {
      if (wavelength < 2048) expect(ratios[i]).toBeCloseTo(1, 6);
      else if (wavelength > 8192) expect(ratios[i]).toBeCloseTo(8, 5);
      else {
        expect(ratios[i]).toBeGreaterThan(1);
        expect(ratios[i]).toBeLessThan(8);
      }
    }
    expect(ratios.filter(ratio => ratio > 1.001 && ratio < 7.999).length).toBeGreaterThan(2);
    expect([...ratios].sort((a, b) => a - b).every((ratio, i) => Math.abs(ratio - ratios[i]) < 1e-6)).toBe(
      true,
    );
  });
});
