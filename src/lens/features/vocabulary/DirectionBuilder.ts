import { UnembeddingBuilder } from "../../layers/UnembeddingBuilder.js";
import { scalar } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";

const SCALE = "ln_final.hook_scale";

/**
 * What a direction in the residual stream adds to the logits while the final norm's scale stays as it is: the norm's gain is
 * folded in (of a LayerNorm the mean is taken out, too), its division is left out.
 */
export class DirectionBuilder extends UnembeddingBuilder {
  override wants(...hooks: readonly string[]): boolean {
    return hooks.includes(SCALE) || super.wants(...hooks);
  }

  override hook(name: string, value: Value, axes: readonly string[], layout = {}): Value {
    return name === SCALE ? scalar(this, 1) : super.hook(name, value, axes, layout);
  }
}
