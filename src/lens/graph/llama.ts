import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import { attention, attentionOut } from "./attention.js";
import { embed, unembed } from "./embedding.js";
import { gatedMlp } from "./gatedMlp.js";
import { rmsNorm } from "./norm.js";
import { queriesKeysValues } from "./queriesKeysValues.js";
import { addToResidual, hookResidual } from "./residual.js";

/** Llama 1 to 3.2 and SmolLM2 (arXiv 2302.13971, 2407.21783): RMSNorm before each part, rotation, grouped heads, SwiGLU. */
export function llama(g: GraphBuilder): void {
  const { config } = g;
  const { layers, dModel } = config;
  const gain = (name: string) => g.weight(`${name}.weight`, [dModel]);
  let x = hookResidual(g, "hook_embed", embed(g, "model.embed_tokens.weight"));
  for (let layer = 0; layer < layers; layer++) {
    const block = `blocks.${layer}`;
    const from = `model.layers.${layer}`;
    x = hookResidual(g, `${block}.hook_resid_pre`, x);
    const read = rmsNorm(g, x, gain(`${from}.input_layernorm`), `${block}.ln1`);
    const z = attention(g, layer, queriesKeysValues(g, layer, read));
    const bias = config.attentionOutBias ? `${from}.self_attn.o_proj.bias` : undefined;
    const out = attentionOut(g, layer, z, `${from}.self_attn.o_proj.weight`, bias);
    x = addToResidual(g, x, `${block}.hook_attn_out`, out, `${block}.hook_resid_mid`);
    const middle = rmsNorm(g, x, gain(`${from}.post_attention_layernorm`), `${block}.ln2`);
    const mlp = gatedMlp(g, layer, middle, `${from}.mlp`);
    x = addToResidual(g, x, `${block}.hook_mlp_out`, mlp, `${block}.hook_resid_post`);
  }
  const final = rmsNorm(g, x, gain("model.norm"), "ln_final");
  unembed(g, final, config.tiedEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight");
}
