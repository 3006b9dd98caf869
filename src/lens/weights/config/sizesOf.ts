import type { ModelConfig } from "../ModelConfig.js";
import type { ConfigFields } from "./ConfigFields.js";

/** Numbers of heads and widths that every family of rotary decoders spells alike. */
export type Sizes = Pick<
  ModelConfig,
  "layers" | "dModel" | "heads" | "kvHeads" | "dHead" | "dMlp" | "vocabulary" | "context"
>;

/** More than any model has: a list is made with an entry for each. */
export const MOST_LAYERS = 4096;

/** Values of a family where its config is silent; without one the key must be there. */
export type SizeDefaults = Partial<Sizes>;

/** @throws SourceError naming key and value where a size is missing or they do not fit each other. */
export function sizesOf(config: ConfigFields, defaults: SizeDefaults = {}): Sizes {
  const layers = config.count("num_hidden_layers", defaults.layers, MOST_LAYERS);
  const dModel = config.count("hidden_size", defaults.dModel);
  const heads = config.count("num_attention_heads", defaults.heads);
  const kvHeads = config.count("num_key_value_heads", defaults.kvHeads ?? heads);
  if (heads % kvHeads !== 0) {
    config.refuse("num_key_value_heads", `a divisor of num_attention_heads (${heads})`);
  }
  if (!config.has("head_dim") && defaults.dHead === undefined && dModel % heads !== 0) {
    config.refuse("hidden_size", `a multiple of num_attention_heads (${heads}), or a head_dim`);
  }
  return {
    layers,
    dModel,
    heads,
    kvHeads,
    dHead: config.count("head_dim", defaults.dHead ?? dModel / heads),
    dMlp: config.count("intermediate_size", defaults.dMlp),
    vocabulary: config.count("vocab_size", defaults.vocabulary),
    context: config.count("max_position_embeddings", defaults.context),
  };
}
