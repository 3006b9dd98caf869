import { SourceError } from "../../../program/SourceError.js";
import type { ConfigFields } from "../config/ConfigFields.js";
import type { Rotary, RotaryScaling } from "../ModelConfig.js";

/** What llama.cpp's converter knows of Llama 3.1's scaling besides its factor: the same in every model that has it. */
const LLAMA3 = {
  type: "llama3",
  lowFrequencyFactor: 1,
  highFrequencyFactor: 4,
  originalContext: 8192,
} as const;

/**
 * Rotary embedding from a GGUF file's metadata. Llama 3.1's scaling is not in the metadata but in `factors`, one for each
 * frequency: the largest is its factor, and the others must be those that follow from it.
 *
 * @throws SourceError for other scalings (yarn, longrope) and other factors.
 */
export function ggufRotary(
  fields: ConfigFields,
  name: string,
  dHead: number,
  factors: Float32Array | undefined,
): Rotary {
  const base = fields.positive(`${name}.rope.freq_base`, 10000);
  const key = `${name}.rope.dimension_count`;
  const dims = fields.count(key, dHead);
  if (dims > dHead || dims % 2 !== 0) fields.refuse(key, `an even number up to ${dHead}`);
  const linear = linearFactor(fields, name);
  if (factors) {
    const scaling: RotaryScaling = { ...LLAMA3, factor: Math.max(...factors) };
    checkFactors(factors, base, dims, scaling, fields.file);
    return { base, dims, scaling };
  }
  return { base, dims, ...(linear !== 1 && { scaling: { type: "linear", factor: linear } }) };
}

function linearFactor(fields: ConfigFields, name: string): number {
  const type = `${name}.rope.scaling.type`;
  const written = fields.text(type, "none");
  if (written !== "none" && written !== "linear") fields.refuse(type, "none or linear");
  // Files of 2023 have it under another name.
  const old = `${name}.rope.scale_linear`;
  if (written === "none") return fields.positive(old, 1);
  return fields.positive(`${name}.rope.scaling.factor`, 1);
}

function checkFactors(
  factors: Float32Array,
  base: number,
  dims: number,
  scaling: RotaryScaling & { type: "llama3" },
  file: string,
): void {
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext } = scaling;
  if (factors.length !== dims / 2) {
    throw new SourceError(`rope_freqs.weight has ${factors.length} numbers; expected ${dims / 2}`, file);
  }
  for (const [i, found] of factors.entries()) {
    const wavelength = 2 * Math.PI * base ** ((2 * i) / dims);
    const smooth = (originalContext / wavelength - low) / (high - low);
    const wanted = smooth >= 1 ? 1 : smooth <= 0 ? factor : 1 / ((1 - smooth) / factor + smooth);
    if (!(Math.abs(found - wanted) <= 1e-4 * wanted)) {
      throw new SourceError(
        `rope_freqs.weight[${i}] is ${found}; Llama 3.1's scaling by ${factor} gives ${wanted}, and no other is known`,
        file,
      );
    }
  }
}
