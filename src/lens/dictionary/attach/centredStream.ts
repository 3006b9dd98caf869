import type { GraphBuilder } from "../../onnx/GraphBuilder.js";
import { reduceMean, subtract } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";
import type { Architecture } from "../../weights/ModelConfig.js";

/** Hooks that a model with centred weights has without their mean. */
const STREAM = /hook_(embed|pos_embed|resid_(pre|mid|post)|attn_out|mlp_out)$|\.mlp\.hook_out$/;

/**
 * Architectures with LayerNorm, which takes the mean away anyway. RMSNorm does not: TransformerLens leaves those models (Llama, Gemma, Qwen)
 * uncentred whatever `center_writing_weights` says, so that nothing is taken away for them here.
 */
const LAYER_NORM: ReadonlySet<Architecture> = new Set(["gpt2", "gpt-neox"]);

/**
 * What a hook's value is in TransformerLens' centred form of the model: without its mean over the width where it is of the residual stream,
 * or written to it, and the model has LayerNorm; else as it is.
 */
export function centredStream(g: GraphBuilder, hook: string, value: Value): Value {
  if (!LAYER_NORM.has(g.config.architecture) || !STREAM.test(hook)) return value;
  return subtract(g, value, reduceMean(g, value));
}
