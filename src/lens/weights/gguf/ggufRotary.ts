import type { ConfigFields } from "../config/ConfigFields.js";
import type { Rotary } from "../ModelConfig.js";
import { scalingOfFactors } from "./scalingOfFactors.js";

/**
 * Rotary embedding from a GGUF file's metadata. Llama 3.1's scaling is not in the metadata but in `factors`, one for each
 * frequency (the tensor `rope_freqs.weight`).
 *
 * @throws SourceError for other scalings (yarn, longrope) and for factors that are not Llama 3.1's.
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
  if (factors) return { base, dims, scaling: scalingOfFactors(factors, base, dims, fields.file) };
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
