import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import type { Value } from "../onnx/Value.js";

/** The model's activation function, by element. */
export function activation(g: GraphBuilder, x: Value): Value {
  switch (g.config.activation) {
    case "silu":
      // x · sigmoid(alpha · x), in one pass.
      return g.op("QuickGelu", [x], { alpha: { float: 1 } }, "com.microsoft");
    case "gelu":
      return g.op("Gelu", [x], {}, "com.microsoft");
    case "gelu_tanh":
      return g.op("FastGelu", [x], {}, "com.microsoft");
  }
}
