import type { ModelConfig } from "../ModelConfig.js";
import { activationOf } from "./activationOf.js";
import type { ConfigFields } from "./ConfigFields.js";
import { MOST_LAYERS } from "./sizesOf.js";

/** `config.json` of GPT-2, without special tokens. */
export function gpt2Config(config: ConfigFields): Omit<ModelConfig, "eos"> {
  /** GPT-2's own key, or the one that transformers maps to it. */
  const count = (own: string, general: string, most?: number) =>
    config.count(config.has(own) ? own : general, undefined, most);
  const dModel = count("n_embd", "hidden_size");
  const heads = count("n_head", "num_attention_heads");
  const layers = count("n_layer", "num_hidden_layers", MOST_LAYERS);
  if (dModel % heads !== 0) config.refuse("n_embd", `a multiple of n_head (${heads})`);
  for (const key of ["scale_attn_by_inverse_layer_idx", "add_cross_attention"]) {
    if (config.flag(key, false)) config.refuse(key, "false");
  }
  const dHead = dModel / heads;
  return {
    architecture: "gpt2",
    layers,
    dModel,
    heads,
    kvHeads: heads,
    dHead,
    dMlp: config.count("n_inner", 4 * dModel),
    vocabulary: config.count("vocab_size"),
    context: count("n_positions", "max_position_embeddings"),
    normEpsilon: config.positive("layer_norm_epsilon", 1e-5),
    activation: activationOf(config, "activation_function", "gelu_new"),
    tiedEmbeddings: config.flag("tie_word_embeddings", true),
    qkvBias: true,
    attentionOutBias: true,
    mlpBias: true,
    queryKeyNorm: false,
    parallelResidual: false,
    layerKinds: Array.from({ length: layers }, () => "full" as const),
    attentionScale: config.flag("scale_attn_weights", true) ? 1 / Math.sqrt(dHead) : 1,
  };
}
