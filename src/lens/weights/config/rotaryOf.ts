import type { Rotary, RotaryScaling } from "../ModelConfig.js";
import type { ConfigFields } from "./ConfigFields.js";

/** What a family says about rotary embedding where its config is silent. */
export interface RotaryDefaults {
  readonly dHead: number;
  readonly base: number;
  /** Share of a head that is rotated. */
  readonly share?: number;
  /** Older key of the base (`rope_theta`; `rotary_emb_base` of GPT-NeoX; `rope_local_base_freq` of Gemma 3). */
  readonly baseKey: string;
  /** Older key of the share (`rotary_pct` of GPT-NeoX). */
  readonly shareKey?: string;
}

/**
 * Rotary embedding from `parameters` (transformers 5: `rope_parameters`, whole or of one kind of layer; before it
 * `rope_scaling`, which held the scaling only) and the older keys beside it in `config`. What stands in `parameters` wins,
 * as in transformers.
 *
 * @throws SourceError naming the key for other scalings (dynamic, yarn, longrope) and for impossible numbers.
 */
export function rotaryOf(
  config: ConfigFields,
  parameters: ConfigFields | undefined,
  defaults: RotaryDefaults,
): Rotary {
  const base = parameters?.has("rope_theta")
    ? parameters.positive("rope_theta")
    : config.positive(defaults.baseKey, defaults.base);
  const shareKey = defaults.shareKey ?? "partial_rotary_factor";
  const inParameters = parameters?.has("partial_rotary_factor") ?? false;
  const share = inParameters
    ? parameters!.positive("partial_rotary_factor")
    : config.positive(shareKey, defaults.share ?? 1);
  const dims = Math.floor(defaults.dHead * share);
  if (share > 1 || dims < 2 || dims % 2 !== 0) {
    const expected = `a share up to 1 that gives an even number of the ${defaults.dHead} dimensions of a head (it gives ${dims})`;
    if (inParameters) parameters!.refuse("partial_rotary_factor", expected);
    config.refuse(shareKey, expected);
  }
  const scaling = parameters && scalingOf(config, parameters);
  return { base, dims, ...(scaling && { scaling }) };
}

/** Stretching for longer contexts; undefined for none. */
function scalingOf(config: ConfigFields, parameters: ConfigFields): RotaryScaling | undefined {
  const key = parameters.has("rope_type") ? "rope_type" : "type";
  const type = parameters.text(key, "default");
  if (type === "default") return undefined;
  if (type === "linear") return { type, factor: parameters.positive("factor") };
  if (type === "llama3") {
    return {
      type,
      factor: parameters.positive("factor"),
      lowFrequencyFactor: parameters.positive("low_freq_factor"),
      highFrequencyFactor: parameters.positive("high_freq_factor"),
      originalContext: parameters.has("original_max_position_embeddings")
        ? parameters.count("original_max_position_embeddings")
        : config.count("max_position_embeddings"),
    };
  }
  return parameters.refuse(key, "default, linear or llama3");
}
