import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { add, matmul, reduceSum, reshape, slice, split, transpose } from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";
import { activation } from "./activation.js";
import { attention, hookQueriesKeysValues } from "./attention.js";
import { embed, unembed } from "./embedding.js";
import { layerNorm } from "./norm.js";
import { addToResidual, hookMlp, hookResidual } from "./residual.js";

/**
 * GPT-2 (Radford et al. 2019): learned positions, LayerNorm before each part, queries, keys and values from one projection,
 * biases everywhere. Its projections are stored [inputs, outputs].
 */
export function gpt2(g: GraphBuilder): void {
  const { layers, dModel, dMlp, tiedEmbeddings } = g.config;
  const norm = (x: Value, from: string, name: string) =>
    layerNorm(g, x, g.weight(`${from}.weight`, [dModel]), g.weight(`${from}.bias`, [dModel]), name);
  const tokens = hookResidual(g, "hook_embed", embed(g, "transformer.wte.weight"));
  let x = add(g, tokens, hookResidual(g, "hook_pos_embed", positions(g, tokens)));
  for (let layer = 0; layer < layers; layer++) {
    const block = `blocks.${layer}`;
    const from = `transformer.h.${layer}`;
    x = hookResidual(g, `${block}.hook_resid_pre`, x);
    const fused = project(g, norm(x, `${from}.ln_1`, `${block}.ln1`), `${from}.attn.c_attn`, [
      dModel,
      3 * dModel,
    ]);
    const [q, k, v] = split(g, fused, 2, [dModel, dModel, dModel]);
    const z = attention(g, layer, hookQueriesKeysValues(g, layer, { q: q!, k: k!, v: v! }));
    const out = headsOut(g, layer, z, `${from}.attn.c_proj`);
    x = addToResidual(g, x, `${block}.hook_attn_out`, out, `${block}.hook_resid_mid`);
    const middle = norm(x, `${from}.ln_2`, `${block}.ln2`);
    const axes = ["batch", "pos", "d_mlp"];
    const mlp = hookMlp(g, layer, middle, read => {
      const pre = g.hook(`${block}.mlp.hook_pre`, project(g, read, `${from}.mlp.c_fc`, [dModel, dMlp]), axes);
      const post = g.hook(`${block}.mlp.hook_post`, activation(g, pre), axes);
      return project(g, post, `${from}.mlp.c_proj`, [dMlp, dModel]);
    });
    x = addToResidual(g, x, `${block}.hook_mlp_out`, mlp, `${block}.hook_resid_post`);
  }
  const final = norm(x, "transformer.ln_f", "ln_final");
  unembed(g, final, tiedEmbeddings ? "transformer.wte.weight" : "lm_head.weight");
}

/** Rows of the position embedding for the tokens of this run, the same in every text of a batch: [batch, pos, d_model]. */
function positions(g: GraphBuilder, tokens: Value): Value {
  const { context, dModel } = g.config;
  const table = g.weight("transformer.wpe.weight", [context, dModel]);
  const offset = g.input("offset", "i64", [1]);
  const count = g.op("Shape", [tokens], { start: 1, end: 2 });
  const rows = slice(g, table, 0, offset, add(g, offset, count));
  return g.op("Expand", [rows, g.op("Shape", [tokens])]);
}

/** x · W + bias, W being [inputs, outputs]. */
function project(g: GraphBuilder, x: Value, name: string, dims: readonly [number, number]): Value {
  return add(g, matmul(g, x, g.weight(`${name}.weight`, dims)), g.weight(`${name}.bias`, [dims[1]]));
}

/** The projection behind the heads; where `hook_result` is asked for, of each head alone, and then their sum. */
function headsOut(g: GraphBuilder, layer: number, z: Value, name: string): Value {
  const { heads, dHead, dModel } = g.config;
  const result = `blocks.${layer}.attn.hook_result`;
  if (!g.wants(result)) return project(g, z, name, [dModel, dModel]);
  const byHead = transpose(g, reshape(g, z, [0, 0, heads, dHead]), [0, 2, 1, 3]);
  const weight = reshape(g, g.weight(`${name}.weight`, [dModel, dModel]), [heads, dHead, dModel]);
  const results = transpose(g, matmul(g, byHead, weight), [0, 2, 1, 3]);
  const hooked = g.hook(result, results, ["batch", "pos", "head", "d_model"]);
  return add(g, reduceSum(g, hooked, 2, false), g.weight(`${name}.bias`, [dModel]));
}
