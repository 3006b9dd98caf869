import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { mul } from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";
import { activation } from "./activation.js";
import { linear } from "./linear.js";
import { hookMlp } from "./residual.js";

const axes = ["batch", "pos", "d_mlp"];

/**
 * Gated MLP (Shazeer, arXiv 2002.05202): act(gate(x)) · up(x), projected down. Hooks: `hook_pre` before the activation,
 * `hook_pre_linear` the other branch, `hook_post` their product.
 *
 * @param weights prefix of `gate_proj`, `up_proj` and `down_proj`.
 */
export function gatedMlp(g: GraphBuilder, layer: number, x: Value, weights: string): Value {
  const { dModel, dMlp, mlpBias } = g.config;
  const name = `blocks.${layer}.mlp.hook_`;
  const project = (which: string, input: Value, inputs: number, outputs: number) =>
    linear(g, input, `${weights}.${which}.weight`, {
      inputs,
      outputs,
      bias: mlpBias ? `${weights}.${which}.bias` : undefined,
    });
  return hookMlp(g, layer, x, read => {
    const gate = g.hook(`${name}pre`, project("gate_proj", read, dModel, dMlp), axes);
    const up = g.hook(`${name}pre_linear`, project("up_proj", read, dModel, dMlp), axes);
    const post = g.hook(`${name}post`, mul(g, activation(g, gate), up), axes);
    return project("down_proj", post, dMlp, dModel);
  });
}
