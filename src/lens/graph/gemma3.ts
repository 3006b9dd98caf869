import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { add, mul, scalar } from "../onnx/ops.js";
import { attention, attentionOut } from "./attention.js";
import { embed, unembed } from "./embedding.js";
import { gatedMlp } from "./gatedMlp.js";
import { headNorm, rmsNorm } from "./norm.js";
import { queriesKeysValues } from "./queriesKeysValues.js";
import { addToResidual, hookResidual } from "./residual.js";

/**
 * Gemma 3, text only (arXiv 2503.19786): embeddings times √d_model; norms on both sides of each part, with gains kept as
 * what is added to 1; queries and keys of each head normed before they are rotated; layers with a window and a rotation of
 * their own between those that see everything; GeGLU. `hook_attn_out` and `hook_mlp_out` are behind the second norm, as in
 * TransformerLens: what is added to the residual stream.
 */
export function gemma3(g: GraphBuilder): void {
  const { layers, dModel, dHead, heads, kvHeads, tiedEmbeddings, attentionOutBias, embeddingScale } =
    g.config;
  const gain = (name: string, width = dModel) => add(g, g.weight(`${name}.weight`, [width]), scalar(g, 1));
  const embedded = mul(g, embed(g, "model.embed_tokens.weight"), scalar(g, embeddingScale ?? 1));
  let x = hookResidual(g, "hook_embed", embedded);
  for (let layer = 0; layer < layers; layer++) {
    const block = `blocks.${layer}`;
    const from = `model.layers.${layer}`;
    x = hookResidual(g, `${block}.hook_resid_pre`, x);
    const read = rmsNorm(g, x, gain(`${from}.input_layernorm`), `${block}.ln1`);
    const { q, k, v } = queriesKeysValues(g, layer, read);
    const z = attention(g, layer, {
      q: headNorm(g, q, gain(`${from}.self_attn.q_norm`, dHead), heads),
      k: headNorm(g, k, gain(`${from}.self_attn.k_norm`, dHead), kvHeads),
      v,
    });
    const bias = attentionOutBias ? `${from}.self_attn.o_proj.bias` : undefined;
    const out = attentionOut(g, layer, z, `${from}.self_attn.o_proj.weight`, bias);
    const attentionOutput = rmsNorm(g, out, gain(`${from}.post_attention_layernorm`), `${block}.ln1_post`);
    x = addToResidual(g, x, `${block}.hook_attn_out`, attentionOutput, `${block}.hook_resid_mid`);
    const middle = rmsNorm(g, x, gain(`${from}.pre_feedforward_layernorm`), `${block}.ln2`);
    const mlp = gatedMlp(g, layer, middle, `${from}.mlp`);
    const mlpOutput = rmsNorm(g, mlp, gain(`${from}.post_feedforward_layernorm`), `${block}.ln2_post`);
    x = addToResidual(g, x, `${block}.hook_mlp_out`, mlpOutput, `${block}.hook_resid_post`);
  }
  const final = rmsNorm(g, x, gain("model.norm"), "ln_final");
  unembed(g, final, tiedEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight");
}
