import type { ModelConfig } from "./ModelConfig.js";

/** Shape of a tensor: rows (outputs) first. */
type Shape = readonly number[];

/**
 * Every tensor that a model of this config is made of, with its shape, in the order of the forward pass: names and layout of
 * transformers' `…ForCausalLM` classes. GPT-2's projections are [inputs, outputs] (its Conv1D), all others [outputs, inputs].
 * The unembedding is there only where it is not the embedding.
 */
export function tensorShapes(config: ModelConfig): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  if (config.architecture === "gpt2") gpt2(config, shapes);
  else if (config.architecture === "gpt-neox") gptNeox(config, shapes);
  else llama(config, shapes);
  return shapes;
}

/** Llama, Qwen2, Qwen3 and Gemma 3. */
function llama(config: ModelConfig, shapes: Map<string, Shape>): void {
  const { dModel: d, dHead, dMlp, heads, kvHeads, vocabulary } = config;
  const linear = linearInto(shapes);
  shapes.set("model.embed_tokens.weight", [vocabulary, d]);
  for (let i = 0; i < config.layers; i++) {
    const block = `model.layers.${i}`;
    shapes.set(`${block}.input_layernorm.weight`, [d]);
    linear(`${block}.self_attn.q_proj`, heads * dHead, d, config.qkvBias);
    linear(`${block}.self_attn.k_proj`, kvHeads * dHead, d, config.qkvBias);
    linear(`${block}.self_attn.v_proj`, kvHeads * dHead, d, config.qkvBias);
    if (config.queryKeyNorm) {
      shapes.set(`${block}.self_attn.q_norm.weight`, [dHead]);
      shapes.set(`${block}.self_attn.k_norm.weight`, [dHead]);
    }
    linear(`${block}.self_attn.o_proj`, d, heads * dHead, config.attentionOutBias);
    shapes.set(`${block}.post_attention_layernorm.weight`, [d]);
    if (config.architecture === "gemma3") shapes.set(`${block}.pre_feedforward_layernorm.weight`, [d]);
    linear(`${block}.mlp.gate_proj`, dMlp, d, config.mlpBias);
    linear(`${block}.mlp.up_proj`, dMlp, d, config.mlpBias);
    linear(`${block}.mlp.down_proj`, d, dMlp, config.mlpBias);
    if (config.architecture === "gemma3") shapes.set(`${block}.post_feedforward_layernorm.weight`, [d]);
  }
  shapes.set("model.norm.weight", [d]);
  if (!config.tiedEmbeddings) shapes.set("lm_head.weight", [vocabulary, d]);
}

function gpt2(config: ModelConfig, shapes: Map<string, Shape>): void {
  const { dModel: d, dMlp, vocabulary } = config;
  const norm = normInto(shapes);
  const conv = (name: string, inputs: number, outputs: number) => {
    shapes.set(`${name}.weight`, [inputs, outputs]).set(`${name}.bias`, [outputs]);
  };
  shapes.set("transformer.wte.weight", [vocabulary, d]);
  shapes.set("transformer.wpe.weight", [config.context, d]);
  for (let i = 0; i < config.layers; i++) {
    const block = `transformer.h.${i}`;
    norm(`${block}.ln_1`, d);
    conv(`${block}.attn.c_attn`, d, 3 * d);
    conv(`${block}.attn.c_proj`, d, d);
    norm(`${block}.ln_2`, d);
    conv(`${block}.mlp.c_fc`, d, dMlp);
    conv(`${block}.mlp.c_proj`, dMlp, d);
  }
  norm("transformer.ln_f", d);
  if (!config.tiedEmbeddings) shapes.set("lm_head.weight", [vocabulary, d]);
}

function gptNeox(config: ModelConfig, shapes: Map<string, Shape>): void {
  const { dModel: d, dMlp, vocabulary } = config;
  const norm = normInto(shapes);
  const linear = linearInto(shapes);
  shapes.set("gpt_neox.embed_in.weight", [vocabulary, d]);
  for (let i = 0; i < config.layers; i++) {
    const block = `gpt_neox.layers.${i}`;
    norm(`${block}.input_layernorm`, d);
    linear(`${block}.attention.query_key_value`, 3 * d, d, config.qkvBias);
    linear(`${block}.attention.dense`, d, d, config.attentionOutBias);
    norm(`${block}.post_attention_layernorm`, d);
    linear(`${block}.mlp.dense_h_to_4h`, dMlp, d, config.mlpBias);
    linear(`${block}.mlp.dense_4h_to_h`, d, dMlp, config.mlpBias);
  }
  norm("gpt_neox.final_layer_norm", d);
  if (!config.tiedEmbeddings) shapes.set("embed_out.weight", [vocabulary, d]);
}

function linearInto(shapes: Map<string, Shape>) {
  return (name: string, outputs: number, inputs: number, bias: boolean): void => {
    shapes.set(`${name}.weight`, [outputs, inputs]);
    if (bias) shapes.set(`${name}.bias`, [outputs]);
  };
}

function normInto(shapes: Map<string, Shape>) {
  return (name: string, width: number): void => {
    shapes.set(`${name}.weight`, [width]).set(`${name}.bias`, [width]);
  };
}
