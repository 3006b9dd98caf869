import type { GraphBuilder } from "../../onnx/GraphBuilder.js";
import { constantInts, scalar, where } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";
import type { SparseActivation } from "../Dictionary.js";
import { type Tensors, tensor } from "./Tensors.js";

/** The k largest of each token with their features, largest first; of equal ones the feature that comes first. */
function largest(
  g: GraphBuilder,
  pre: Value,
  { k, relu }: { readonly k: number; readonly relu: boolean },
): { values: Value; indices: Value } {
  const [values, indices] = g.ops(
    "TopK",
    [pre, constantInts(g, [k])],
    { axis: -1, largest: 1, sorted: 1 },
    2,
  );
  return { values: relu ? g.op("Relu", [values!]) : values!, indices: indices! };
}

/** Activations and, where the k largest are kept, these alone. */
export interface Activated {
  /** [batch, pos, features]. */
  readonly acts: Value;
  /** [batch, pos, k]. */
  readonly kept?: { readonly values: Value; readonly indices: Value };
}

/**
 * Activations of pre-activations [batch, pos, features].
 *
 * @param tensors with `threshold`, raised to 0 at least, for JumpReLU.
 */
export function activate(
  g: GraphBuilder,
  pre: Value,
  activation: SparseActivation,
  tensors: Tensors,
): Activated {
  switch (activation.kind) {
    case "relu":
      return { acts: g.op("Relu", [pre]) };
    case "jumprelu":
      return {
        acts: where(g, g.op("Greater", [pre, tensor(g, tensors, "threshold")]), pre, scalar(g, 0)),
      };
    case "topk": {
      const kept = largest(g, pre, activation);
      // An attribute left out: zeros.
      const zeros = g.op("ConstantOfShape", [g.op("Shape", [pre])]);
      return { acts: g.op("ScatterElements", [zeros, kept.indices, kept.values], { axis: -1 }), kept };
    }
  }
}
