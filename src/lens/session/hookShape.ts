import type { ModelConfig } from "../weights/ModelConfig.js";
import type { HookPoint } from "./LocalModel.js";

/** Sizes of one run. */
export interface RunSizes {
  readonly batch: number;
  /** Tokens of the longest text. */
  readonly tokens: number;
  /** Tokens in the cache. */
  readonly past: number;
}

/** Length of each axis of a hook in a run. */
export function hookShape(
  { axes, size }: Pick<HookPoint, "axes" | "size">,
  config: ModelConfig,
  sizes: RunSizes,
): number[] {
  return axes.map((axis, index) => {
    if (size !== undefined && index === axes.length - 1) return size;
    switch (axis) {
      case "batch":
        return sizes.batch;
      case "pos":
      case "query":
        return sizes.tokens;
      case "key":
        return sizes.past + sizes.tokens;
      case "head":
        return config.heads;
      case "kvHead":
        return config.kvHeads;
      case "d_model":
        return config.dModel;
      case "d_head":
        return config.dHead;
      case "d_mlp":
        return config.dMlp;
      case "1":
        return 1;
      default:
        throw new TypeError(`unknown axis ${axis}`);
    }
  });
}
