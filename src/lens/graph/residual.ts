import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { add } from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";

/** Names a value of the residual stream's width, [batch, pos, d_model]. */
export function hookResidual(g: GraphBuilder, name: string, x: Value): Value {
  return g.hook(name, x, ["batch", "pos", "d_model"]);
}

/**
 * An MLP between the names that circuit-tracer gives to what goes in (behind the norm and its gain) and what comes out
 * (`blocks.3.mlp.hook_in`, `.hook_out`); the second is `hook_mlp_out` too where no norm stands between.
 */
export function hookMlp(g: GraphBuilder, layer: number, x: Value, mlp: (x: Value) => Value): Value {
  const name = `blocks.${layer}.mlp.hook_`;
  return hookResidual(g, `${name}out`, mlp(hookResidual(g, `${name}in`, x)));
}

/** Adds a part (named `part`) to the residual stream, which is then called `sum`. */
export function addToResidual(
  g: GraphBuilder,
  stream: Value,
  part: string,
  value: Value,
  sum: string,
): Value {
  return hookResidual(g, sum, add(g, stream, hookResidual(g, part, value)));
}
