import type { ConfigFields } from "./ConfigFields.js";

/** Which layers see everything before and which a window only; `slidingWindow` is there where any of them does. */
export interface LayerKinds {
  readonly layerKinds: readonly ("full" | "sliding")[];
  readonly slidingWindow?: number;
}

/**
 * Kinds of layers from `layer_types` (transformers 4.53 and later), else by `slides`, the family's older rule.
 *
 * @throws SourceError where the list has another length or an unknown kind, or there is no window for the layers that slide.
 */
export function layerKindsOf(
  config: ConfigFields,
  layers: number,
  slides: (layer: number) => boolean,
  window?: number,
): LayerKinds {
  const types = config.raw("layer_types");
  const layerKinds = Array.from({ length: layers }, (_, i): "full" | "sliding" =>
    slides(i) ? "sliding" : "full",
  );
  if (types !== undefined) {
    if (!Array.isArray(types) || types.length !== layers) {
      config.refuse("layer_types", `a list of ${layers} (num_hidden_layers)`);
    }
    for (const [i, type] of (types as unknown[]).entries()) {
      if (type !== "full_attention" && type !== "sliding_attention") {
        config.refuse("layer_types", `full_attention or sliding_attention (layer ${i})`);
      }
      layerKinds[i] = type === "full_attention" ? "full" : "sliding";
    }
  }
  if (!layerKinds.includes("sliding")) return { layerKinds };
  return { layerKinds, slidingWindow: config.count("sliding_window", window) };
}
