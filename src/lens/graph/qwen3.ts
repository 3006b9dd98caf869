import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { attention, attentionOut } from "./attention.js";
import { embed, unembed } from "./embedding.js";
import { gatedMlp } from "./gatedMlp.js";
import { headNorm, rmsNorm } from "./norm.js";
import { queriesKeysValues } from "./queriesKeysValues.js";
import { addToResidual, hookResidual } from "./residual.js";

/** Qwen3 (arXiv 2505.09388): no biases, but queries and keys of each head are RMS-normed before they are rotated. */
export function qwen3(g: GraphBuilder): void {
  const { layers, dModel, dHead, heads, kvHeads, tiedEmbeddings, attentionOutBias } = g.config;
  const gain = (name: string, width = dModel) => g.weight(`${name}.weight`, [width]);
  let x = hookResidual(g, "hook_embed", embed(g, "model.embed_tokens.weight"));
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
    x = addToResidual(g, x, `${block}.hook_attn_out`, out, `${block}.hook_resid_mid`);
    const middle = rmsNorm(g, x, gain(`${from}.post_attention_layernorm`), `${block}.ln2`);
    const mlp = gatedMlp(g, layer, middle, `${from}.mlp`);
    x = addToResidual(g, x, `${block}.hook_mlp_out`, mlp, `${block}.hook_resid_post`);
  }
  const final = rmsNorm(g, x, gain("model.norm"), "ln_final");
  unembed(g, final, tiedEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight");
}
