import type { ModelConfig } from "../ModelConfig.js";
import { activationOf } from "./activationOf.js";
import type { ConfigFields } from "./ConfigFields.js";
import { layerKindsOf } from "./layerKindsOf.js";
import { rotaryOf } from "./rotaryOf.js";
import { sizesOf } from "./sizesOf.js";

/** `config.json` of Llama (SmolLM2 too), Qwen2 and Qwen3, without special tokens; defaults are those of transformers' classes. */
export function llamaConfig(
  config: ConfigFields,
  architecture: "llama" | "qwen2" | "qwen3",
): Omit<ModelConfig, "eos"> {
  const sizes = sizesOf(config, architecture === "qwen3" ? { dHead: 128 } : {});
  if (architecture !== "llama" && config.flag("use_sliding_window", false))
    config.count("sliding_window", 4096);
  const slides = architecture !== "llama" && config.flag("use_sliding_window", false);
  // Qwen: the first `max_window_layers` see everything.
  const from = slides ? Number(config.raw("max_window_layers") ?? 28) : Number.POSITIVE_INFINITY;
  const bias = architecture !== "qwen2" && config.flag("attention_bias", false);
  const parameters = config.object("rope_parameters") ?? config.object("rope_scaling");
  return {
    architecture,
    ...sizes,
    normEpsilon: config.positive("rms_norm_eps", 1e-6),
    activation: activationOf(config, "hidden_act", "silu"),
    tiedEmbeddings: config.flag("tie_word_embeddings", false),
    qkvBias: architecture === "qwen2" || bias,
    attentionOutBias: bias,
    mlpBias: architecture === "llama" && config.flag("mlp_bias", false),
    queryKeyNorm: architecture === "qwen3",
    parallelResidual: false,
    rotary: rotaryOf(config, parameters, { dHead: sizes.dHead, base: 10000, baseKey: "rope_theta" }),
    ...layerKindsOf(config, sizes.layers, layer => layer >= from, 4096),
    attentionScale: 1 / Math.sqrt(sizes.dHead),
  };
}
