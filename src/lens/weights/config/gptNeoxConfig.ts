import type { ModelConfig } from "../ModelConfig.js";
import { activationOf } from "./activationOf.js";
import type { ConfigFields } from "./ConfigFields.js";
import { rotaryOf } from "./rotaryOf.js";
import { sizesOf } from "./sizesOf.js";

/** `config.json` of GPT-NeoX (Pythia too), without special tokens. */
export function gptNeoxConfig(config: ConfigFields): Omit<ModelConfig, "eos"> {
  const sizes = sizesOf(config);
  if (sizes.kvHeads !== sizes.heads) {
    config.refuse("num_key_value_heads", `${sizes.heads}: GPT-NeoX has no grouped heads`);
  }
  if (sizes.heads * sizes.dHead !== sizes.dModel) {
    config.refuse("head_dim", `${sizes.dModel / sizes.heads}, hidden_size through num_attention_heads`);
  }
  const bias = config.flag("attention_bias", true);
  // transformers reads rope_scaling first here.
  const parameters = config.object("rope_scaling") ?? config.object("rope_parameters");
  return {
    architecture: "gpt-neox",
    ...sizes,
    normEpsilon: config.positive("layer_norm_eps", 1e-5),
    activation: activationOf(config, "hidden_act", "gelu"),
    tiedEmbeddings: config.flag("tie_word_embeddings", false),
    qkvBias: bias,
    attentionOutBias: bias,
    mlpBias: true,
    queryKeyNorm: false,
    parallelResidual: config.flag("use_parallel_residual", true),
    rotary: rotaryOf(config, parameters, {
      dHead: sizes.dHead,
      base: 10000,
      baseKey: config.has("rotary_emb_base") ? "rotary_emb_base" : "rope_theta",
      share: 0.25,
      shareKey: config.has("rotary_pct") ? "rotary_pct" : "partial_rotary_factor",
    }),
    layerKinds: Array.from({ length: sizes.layers }, () => "full" as const),
    attentionScale: 1 / Math.sqrt(sizes.dHead),
  };
}
