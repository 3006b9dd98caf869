import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { attention, attentionOut } from "./attention.js";
import { embed, unembed } from "./embedding.js";
import { gatedMlp } from "./gatedMlp.js";
import { rmsNorm } from "./norm.js";
import { queriesKeysValues } from "./queriesKeysValues.js";
import { addToResidual, hookResidual } from "./residual.js";

/** Qwen2, Qwen2.5 and Qwen2.5-Coder (arXiv 2407.10671): Llama's blocks, with biases on queries, keys and values only. */
export function qwen2(g: GraphBuilder): void {
  const { layers, dModel, tiedEmbeddings } = g.config;
  const gain = (name: string) => g.weight(`${name}.weight`, [dModel]);
  let x = hookResidual(g, "hook_embed", embed(g, "model.embed_tokens.weight"));
  for (let layer = 0; layer < layers; layer++) {
    const block = `blocks.${layer}`;
    const from = `model.layers.${layer}`;
    x = hookResidual(g, `${block}.hook_resid_pre`, x);
    const read = rmsNorm(g, x, gain(`${from}.input_layernorm`), `${block}.ln1`);
    const z = attention(g, layer, queriesKeysValues(g, layer, read));
    const out = attentionOut(g, layer, z, `${from}.self_attn.o_proj.weight`);
    x = addToResidual(g, x, `${block}.hook_attn_out`, out, `${block}.hook_resid_mid`);
    const middle = rmsNorm(g, x, gain(`${from}.post_attention_layernorm`), `${block}.ln2`);
    const mlp = gatedMlp(g, layer, middle, `${from}.mlp`);
    x = addToResidual(g, x, `${block}.hook_mlp_out`, mlp, `${block}.hook_resid_post`);
  }
  const final = rmsNorm(g, x, gain("model.norm"), "ln_final");
  unembed(g, final, tiedEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight");
}
