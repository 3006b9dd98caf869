import type { Rotary } from "../weights/ModelConfig.js";

/**
 * Frequencies of a rotation, radians a position, one for each pair: base^(-2i/dims), stretched as the model says.
 * Rounded to 32 bits where transformers computes in them: at position 8,000 it is the fourth digit of a cosine.
 */
export function rotaryFrequencies({ base, dims, scaling }: Rotary): Float32Array {
  const frequencies = Float32Array.from(
    { length: dims / 2 },
    (_, i) => 1 / Math.fround(base ** ((2 * i) / dims)),
  );
  if (!scaling) return frequencies;
  if (scaling.type === "linear") return frequencies.map(frequency => frequency / scaling.factor);
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext } = scaling;
  return frequencies.map(frequency => {
    const waves = (originalContext * frequency) / (2 * Math.PI);
    if (waves > high) return frequency;
    if (waves < low) return frequency / factor;
    const smooth = (waves - low) / (high - low);
    return ((1 - smooth) * frequency) / factor + smooth * frequency;
  });
}

/** Cosines and sines of the first `rows` positions, each [rows, dims / 2]. */
export function rotaryTable(rotary: Rotary, rows: number): { cos: Float32Array; sin: Float32Array } {
  const frequencies = rotaryFrequencies(rotary);
  const half = frequencies.length;
  const cos = new Float32Array(rows * half);
  const sin = new Float32Array(rows * half);
  for (let position = 0, at = 0; position < rows; position++)
    for (let i = 0; i < half; i++, at++) {
      const angle = Math.fround(position * frequencies[i]);
      cos[at] = Math.cos(angle);
      sin[at] = Math.sin(angle);
    }
  return { cos, sin };
}
