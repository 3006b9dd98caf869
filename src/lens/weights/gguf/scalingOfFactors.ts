import { SourceError } from "../../../program/SourceError.js";
import type { RotaryScaling } from "../ModelConfig.js";

type Llama3 = Extract<RotaryScaling, { type: "llama3" }>;

/** What Llama 3.1's scaling divides the frequency of a wavelength (tokens) by. */
function factorOf(wavelength: number, scaling: Llama3): number {
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext } = scaling;
  const smooth = (originalContext / wavelength - low) / (high - low);
  return smooth >= 1 ? 1 : smooth <= 0 ? factor : 1 / ((1 - smooth) / factor + smooth);
}

/**
 * Llama 3.1's scaling from the factors that llama.cpp's converter made of it. The largest is its own factor; the other numbers
 * are those of every published model, or those that the blend between the borders tells: it is linear in the frequency, and of
 * the numbers with the same line those with `lowFrequencyFactor` 1 are taken, as every model has it.
 *
 * @throws SourceError where no such numbers give these factors.
 */
export function scalingOfFactors(factors: Float32Array, base: number, dims: number, file: string): Llama3 {
  if (factors.length !== dims / 2) {
    throw new SourceError(`rope_freqs.weight has ${factors.length} numbers; expected ${dims / 2}`, file);
  }
  const wavelengths = Array.from(factors, (_, i) => 2 * Math.PI * base ** ((2 * i) / dims));
  const factor = Math.max(...factors);
  const known: Llama3 = {
    type: "llama3",
    factor,
    lowFrequencyFactor: 1,
    highFrequencyFactor: 4,
    originalContext: 8192,
  };
  const wrong = (scaling: Llama3): number =>
    wavelengths.findIndex((length, i) => {
      const wanted = factorOf(length, scaling);
      return !(Math.abs(factors[i]! - wanted) <= 1e-4 * wanted);
    });
  const first = wrong(known);
  for (const scaling of [known, ...fits(factors, wavelengths, known)]) {
    if (wrong(scaling) < 0) return scaling;
  }
  throw new SourceError(
    `rope_freqs.weight[${first}] is ${factors[first]}; Llama 3.1's scaling by ${factor} gives ${factorOf(wavelengths[first]!, known)}, and no other is known`,
    file,
  );
}

/** Scalings that go through one blended factor, with Llama's borders, or through two. */
function fits(factors: Float32Array, wavelengths: readonly number[], known: Llama3): Llama3[] {
  const { factor, highFrequencyFactor: high } = known;
  const blended = [...factors.keys()].filter(i => factors[i]! > 1 && factors[i]! < factor);
  const i = blended[0];
  const j = blended.at(-1);
  if (i === undefined || j === undefined) return [];
  /** Place between the borders, 0 to 1. */
  const smooth = (k: number) => (1 / factors[k]! - 1 / factor) / (1 - 1 / factor);
  const one = { ...known, originalContext: Math.round(wavelengths[i]! * (smooth(i) * (high - 1) + 1)) };
  if (i === j) return [one];
  const slope = (smooth(i) - smooth(j)) / (1 / wavelengths[i]! - 1 / wavelengths[j]!);
  const low = slope / wavelengths[i]! - smooth(i);
  return [one, { ...known, highFrequencyFactor: 1 + 1 / low, originalContext: Math.round(slope / low) }];
}
