import type { GraphBuilder } from "../../onnx/GraphBuilder.js";
import {
  add,
  constantInts,
  div,
  mul,
  reduceMean,
  reduceSum,
  scalar,
  sqrt,
  subtract,
} from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";
import type { InputScaling } from "../Dictionary.js";

/** An input scaled, and what scales an output back. */
export interface ScaledInput {
  readonly scaled: Value;
  readonly restore: (y: Value) => Value;
}

/** As SAELens' `normalize_activations` does at run time; x is [batch, pos, dIn]. */
export function scaleInput(g: GraphBuilder, x: Value, { kind }: InputScaling, dIn: number): ScaledInput {
  switch (kind) {
    case "none":
      return { scaled: x, restore: y => y };
    case "constant norm": {
      const norm = g.op("ReduceL2", [x, constantInts(g, [-1])], { keepdims: 1 });
      const factor = div(g, scalar(g, Math.sqrt(dIn)), norm);
      return { scaled: mul(g, x, factor), restore: y => div(g, y, factor) };
    }
    case "layer norm": {
      const mean = reduceMean(g, x);
      const centred = subtract(g, x, mean);
      // The unbiased deviation, over dIn - 1.
      const std = sqrt(g, div(g, reduceSum(g, mul(g, centred, centred), -1), scalar(g, dIn - 1)));
      return {
        scaled: div(g, centred, add(g, std, scalar(g, 1e-5))),
        restore: y => add(g, mul(g, y, std), mean),
      };
    }
  }
}
