import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { add, div, mul, reduceMean, reshape, scalar, sqrt, subtract } from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";

const scaleAxes = ["batch", "pos", "1"];
const widthAxes = ["batch", "pos", "d_model"];

/** x / √(mean(x²) + ε), times what the hooks `<name>.hook_scale` and `<name>.hook_normalized` make of it. */
function explicit(g: GraphBuilder, centred: Value, name: string): Value {
  const meanSquare = reduceMean(g, mul(g, centred, centred));
  const scale = g.hook(
    `${name}.hook_scale`,
    sqrt(g, add(g, meanSquare, scalar(g, g.config.normEpsilon))),
    scaleAxes,
  );
  return g.hook(`${name}.hook_normalized`, div(g, centred, scale), widthAxes);
}

/**
 * RMSNorm over the residual stream (Zhang & Sennrich, arXiv 1910.07467): x / √(mean(x²) + ε) · gain.
 *
 * @param name of its hooks (`blocks.3.ln1`).
 * @param gain [d_model].
 */
export function rmsNorm(g: GraphBuilder, x: Value, gain: Value, name: string): Value {
  if (g.wants(`${name}.hook_scale`, `${name}.hook_normalized`)) return mul(g, explicit(g, x, name), gain);
  return fusedRmsNorm(g, x, gain);
}

/**
 * RMSNorm over each head of queries or keys [batch, pos, heads * d_head]; there are no hooks inside it.
 *
 * @param gain [d_head].
 */
export function headNorm(g: GraphBuilder, x: Value, gain: Value, heads: number): Value {
  const { dHead } = g.config;
  return reshape(g, fusedRmsNorm(g, reshape(g, x, [0, 0, heads, dHead]), gain), [0, 0, heads * dHead]);
}

function fusedRmsNorm(g: GraphBuilder, x: Value, gain: Value): Value {
  const epsilon = { float: g.config.normEpsilon };
  return g.op("SimplifiedLayerNormalization", [x, gain], { axis: -1, epsilon, stash_type: 1 });
}

/** LayerNorm over the residual stream (Ba et al., arXiv 1607.06450): (x - mean) / √(var + ε) · gain + bias. */
export function layerNorm(g: GraphBuilder, x: Value, gain: Value, bias: Value, name: string): Value {
  if (!g.wants(`${name}.hook_scale`, `${name}.hook_normalized`)) {
    const epsilon = { float: g.config.normEpsilon };
    return g.op("LayerNormalization", [x, gain, bias], { axis: -1, epsilon, stash_type: 1 });
  }
  const normalized = explicit(g, subtract(g, x, reduceMean(g, x)), name);
  return add(g, mul(g, normalized, gain), bias);
}
