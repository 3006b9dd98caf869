import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import type { Value } from "../onnx/Value.js";
import { hookQueriesKeysValues, type QueriesKeysValues } from "./attention.js";
import { linear } from "./linear.js";

/** Separate projections to queries, keys and values (biases where the model has them), with their hooks. */
export function queriesKeysValues(g: GraphBuilder, layer: number, x: Value): QueriesKeysValues {
  const { dModel, heads, kvHeads, dHead, qkvBias } = g.config;
  const from = `model.layers.${layer}.self_attn`;
  const project = (which: string, count: number) =>
    linear(g, x, `${from}.${which}.weight`, {
      inputs: dModel,
      outputs: count * dHead,
      bias: qkvBias ? `${from}.${which}.bias` : undefined,
    });
  return hookQueriesKeysValues(g, layer, {
    q: project("q_proj", heads),
    k: project("k_proj", kvHeads),
    v: project("v_proj", kvHeads),
  });
}
