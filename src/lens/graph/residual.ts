import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { add } from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";

/** Names a value of the residual stream's width, [batch, pos, d_model]. */
export function hookResidual(g: GraphBuilder, name: string, x: Value): Value {
  return g.hook(name, x, ["batch", "pos", "d_model"]);
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
