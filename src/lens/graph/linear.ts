import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { add, matmulTransposed } from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";

/** A projection with a weight [outputs, inputs], as PyTorch's `nn.Linear` has it. */
export interface Linear {
  readonly inputs: number;
  readonly outputs: number;
  /** Name of a bias [outputs]; absent: none. */
  readonly bias?: string | undefined;
}

/** x · Wᵀ (+ bias), [batch, pos, inputs] to [batch, pos, outputs]. */
export function linear(g: GraphBuilder, x: Value, weight: string, { inputs, outputs, bias }: Linear): Value {
  // The weight stays as it lies in the file; ONNX Runtime packs it transposed once, when the session is made.
  const product = matmulTransposed(g, x, g.weight(weight, [outputs, inputs]));
  return bias === undefined ? product : add(g, product, g.weight(bias, [outputs]));
}
