import type { TensorType } from "../Weights.js";

const f32 = new Float32Array(1);
const u32 = new Uint32Array(f32.buffer);

/**
 * Gemma's √dModel as a model with weights of `type` multiplies with it: transformers rounds it to the type of the embedding
 * when it runs (`embed_scale.to(weight.dtype)`), and loads weights as they are stored: bfloat16 gives 25.25 for 640, not
 * 25.298. A run of the same weights as float32 does not round, nor does llama.cpp.
 */
export function embeddingScale(dModel: number, type: TensorType): number {
  const root = Math.fround(Math.sqrt(dModel));
  if (type === "bf16") {
    f32[0] = root;
    // Round half to even on the upper 16 bits.
    u32[0] = (u32[0]! + 0x7fff + ((u32[0]! >>> 16) & 1)) & 0xffff0000;
    return f32[0]!;
  }
  if (type === "f16") {
    // 10 bits of fraction; √dModel is far from the ends of the range.
    const unit = 2 ** (Math.floor(Math.log2(root)) - 10);
    const steps = root / unit;
    const down = Math.floor(steps);
    const up = steps - down > 0.5 || (steps - down === 0.5 && down % 2 === 1);
    return (down + (up ? 1 : 0)) * unit;
  }
  return root;
}
