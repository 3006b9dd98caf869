import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import type { Value } from "../onnx/Value.js";
import type { ModelConfig, Rotary } from "../weights/ModelConfig.js";

/** Which of a model's rotations a layer uses; `undefined` where it rotates nothing. */
export function rotaryOf(config: ModelConfig, layer: number): "global" | "local" | undefined {
  if (config.layerKinds[layer] === "sliding" && config.localRotary) return "local";
  return config.rotary ? "global" : undefined;
}

/** The settings of a rotation. */
export function rotarySettings(config: ModelConfig, which: "global" | "local"): Rotary {
  const rotary = which === "local" ? config.localRotary : config.rotary;
  if (!rotary) throw new TypeError(`no ${which} rotation`);
  return rotary;
}

/** Cosines and sines of each position: inputs [positions, dims / 2], so that no context length is built in. */
export function rotaryTables(g: GraphBuilder, which: "global" | "local"): { cos: Value; sin: Value } {
  const dims = [`rotary.${which}.positions`, rotarySettings(g.config, which).dims / 2];
  return {
    cos: g.input(`rotary.${which}.cos`, "f32", dims),
    sin: g.input(`rotary.${which}.sin`, "f32", dims),
  };
}

/** Rotates the first dimensions of every head of x [batch, pos, heads * d_head]; pairs are (i, i + dims / 2). */
export function rotate(g: GraphBuilder, x: Value, heads: number, which: "global" | "local"): Value {
  const { cos, sin } = rotaryTables(g, which);
  const { dims } = rotarySettings(g.config, which);
  const attributes = {
    num_heads: heads,
    interleaved: 0,
    // 0 means the whole head.
    rotary_embedding_dim: dims === g.config.dHead ? 0 : dims,
  };
  return g.op("RotaryEmbedding", [x, g.input("offset", "i64", [1]), cos, sin], attributes, "com.microsoft");
}
