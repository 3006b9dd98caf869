import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { add, reshape, split } from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";
import { activation } from "./activation.js";
import { attention, attentionOut, hookQueriesKeysValues, type QueriesKeysValues } from "./attention.js";
import { embed, unembed } from "./embedding.js";
import { linear } from "./linear.js";
import { layerNorm } from "./norm.js";
import { addToResidual, hookMlp, hookResidual } from "./residual.js";

/**
 * GPT-NeoX and Pythia (arXiv 2204.06745, 2304.01373): LayerNorm, rotation of a part of each head, and, unless the config says
 * otherwise, attention and MLP side by side: both read the residual stream before the block, so there is no
 * `hook_resid_mid`.
 */
export function gptNeox(g: GraphBuilder): void {
  const { layers, dModel, parallelResidual, attentionOutBias, tiedEmbeddings } = g.config;
  const norm = (x: Value, from: string, name: string) =>
    layerNorm(g, x, g.weight(`${from}.weight`, [dModel]), g.weight(`${from}.bias`, [dModel]), name);
  let x = hookResidual(g, "hook_embed", embed(g, "gpt_neox.embed_in.weight"));
  for (let layer = 0; layer < layers; layer++) {
    const block = `blocks.${layer}`;
    const from = `gpt_neox.layers.${layer}`;
    x = hookResidual(g, `${block}.hook_resid_pre`, x);
    const read = norm(x, `${from}.input_layernorm`, `${block}.ln1`);
    const z = attention(
      g,
      layer,
      fusedQueriesKeysValues(g, layer, read, `${from}.attention.query_key_value`),
    );
    const bias = attentionOutBias ? `${from}.attention.dense.bias` : undefined;
    const out = attentionOut(g, layer, z, `${from}.attention.dense.weight`, bias);
    const mlpOf = (stream: Value) =>
      mlp(g, layer, norm(stream, `${from}.post_attention_layernorm`, `${block}.ln2`), `${from}.mlp`);
    if (parallelResidual) {
      const both = add(g, x, hookResidual(g, `${block}.hook_attn_out`, out));
      x = addToResidual(g, both, `${block}.hook_mlp_out`, mlpOf(x), `${block}.hook_resid_post`);
    } else {
      x = addToResidual(g, x, `${block}.hook_attn_out`, out, `${block}.hook_resid_mid`);
      x = addToResidual(g, x, `${block}.hook_mlp_out`, mlpOf(x), `${block}.hook_resid_post`);
    }
  }
  const final = norm(x, "gpt_neox.final_layer_norm", "ln_final");
  unembed(g, final, tiedEmbeddings ? "gpt_neox.embed_in.weight" : "embed_out.weight");
}

/** Queries, keys and values from one projection, whose rows are in the order (head, which of the three, feature). */
function fusedQueriesKeysValues(g: GraphBuilder, layer: number, x: Value, name: string): QueriesKeysValues {
  const { dModel, heads, dHead, qkvBias } = g.config;
  const bias = qkvBias ? `${name}.bias` : undefined;
  const fused = linear(g, x, `${name}.weight`, { inputs: dModel, outputs: 3 * dModel, bias });
  const parts = split(g, reshape(g, fused, [0, 0, heads, 3 * dHead]), 3, [dHead, dHead, dHead]);
  const [q, k, v] = parts.map(part => reshape(g, part, [0, 0, dModel]));
  return hookQueriesKeysValues(g, layer, { q: q!, k: k!, v: v! });
}

function mlp(g: GraphBuilder, layer: number, x: Value, from: string): Value {
  const { dModel, dMlp, mlpBias } = g.config;
  const name = `blocks.${layer}.mlp.hook_`;
  const axes = ["batch", "pos", "d_mlp"];
  const project = (which: string, input: Value, inputs: number, outputs: number) =>
    linear(g, input, `${from}.${which}.weight`, {
      inputs,
      outputs,
      bias: mlpBias ? `${from}.${which}.bias` : undefined,
    });
  return hookMlp(g, layer, x, read => {
    const pre = g.hook(`${name}pre`, project("dense_h_to_4h", read, dModel, dMlp), axes);
    const post = g.hook(`${name}post`, activation(g, pre), axes);
    return project("dense_4h_to_h", post, dMlp, dModel);
  });
}
