import type { ModelConfig } from "../ModelConfig.js";
import { activationOf } from "./activationOf.js";
import type { ConfigFields } from "./ConfigFields.js";
import { layerKindsOf } from "./layerKindsOf.js";
import { rotaryOf } from "./rotaryOf.js";
import { sizesOf } from "./sizesOf.js";

/** Gemma3TextConfig of transformers: files of the larger models leave out what equals these. */
const DEFAULTS = {
  layers: 26,
  dModel: 2304,
  heads: 8,
  kvHeads: 4,
  dHead: 256,
  dMlp: 9216,
  vocabulary: 262208,
  context: 131072,
};

/**
 * `config.json` of Gemma 3 (`gemma3_text`, or the `text_config` within `gemma3`), without special tokens. The scale of the
 * embedding is √dModel here; {@link embeddingScale} rounds it as the weights are stored.
 */
export function gemma3Config(config: ConfigFields, tied: boolean): Omit<ModelConfig, "eos"> {
  const sizes = sizesOf(config, DEFAULTS);
  for (const key of ["attn_logit_softcapping", "final_logit_softcapping"]) {
    if (config.has(key)) config.refuse(key, "null (Gemma 3 caps no logits)");
  }
  if (config.flag("use_bidirectional_attention", false)) {
    config.refuse("use_bidirectional_attention", "false: a decoder");
  }
  const bias = config.flag("attention_bias", false);
  const pattern = config.count(
    "sliding_window_pattern",
    config.has("_sliding_window_pattern") ? config.count("_sliding_window_pattern") : 6,
  );
  const nested = config.object("rope_parameters");
  const { dHead } = sizes;
  // Scaling is for the layers that see everything; those with a window keep their frequencies.
  const full = nested?.object("full_attention") ?? config.object("rope_scaling");
  return {
    architecture: "gemma3",
    ...sizes,
    normEpsilon: config.positive("rms_norm_eps", 1e-6),
    activation: activationOf(
      config,
      config.has("hidden_activation") ? "hidden_activation" : "hidden_act",
      "gelu_pytorch_tanh",
    ),
    tiedEmbeddings: tied,
    qkvBias: bias,
    attentionOutBias: bias,
    mlpBias: false,
    queryKeyNorm: true,
    parallelResidual: false,
    rotary: rotaryOf(config, full, { dHead, base: 1_000_000, baseKey: "rope_theta" }),
    localRotary: rotaryOf(config, nested?.object("sliding_attention"), {
      dHead,
      base: 10000,
      baseKey: "rope_local_base_freq",
    }),
    ...layerKindsOf(config, sizes.layers, layer => (layer + 1) % pattern !== 0, 4096),
    attentionScale: 1 / Math.sqrt(config.positive("query_pre_attn_scalar", 256)),
    embeddingScale: Math.sqrt(sizes.dModel),
  };
}
