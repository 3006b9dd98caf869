import type { Architecture, ModelConfig } from "../ModelConfig.js";
import type { Rearranged } from "./rearrange.js";

/** transformers' name of a tensor of a block, without its prefix, by llama.cpp's. */
const LLAMA: Readonly<Record<string, string>> = {
  attn_norm: "input_layernorm",
  attn_q: "self_attn.q_proj",
  attn_k: "self_attn.k_proj",
  attn_v: "self_attn.v_proj",
  attn_output: "self_attn.o_proj",
  attn_q_norm: "self_attn.q_norm",
  attn_k_norm: "self_attn.k_norm",
  ffn_norm: "post_attention_layernorm",
  ffn_gate: "mlp.gate_proj",
  ffn_up: "mlp.up_proj",
  ffn_down: "mlp.down_proj",
};
const GEMMA3: Readonly<Record<string, string>> = {
  ...LLAMA,
  post_attention_norm: "post_attention_layernorm",
  ffn_norm: "pre_feedforward_layernorm",
  post_ffw_norm: "post_feedforward_layernorm",
};
const GPT2: Readonly<Record<string, string>> = {
  attn_norm: "ln_1",
  attn_qkv: "attn.c_attn",
  attn_output: "attn.c_proj",
  ffn_norm: "ln_2",
  ffn_up: "mlp.c_fc",
  ffn_down: "mlp.c_proj",
};
const GPT_NEOX: Readonly<Record<string, string>> = {
  attn_norm: "input_layernorm",
  attn_qkv: "attention.query_key_value",
  attn_output: "attention.dense",
  ffn_norm: "post_attention_layernorm",
  ffn_up: "mlp.dense_h_to_4h",
  ffn_down: "mlp.dense_4h_to_h",
};

interface Names {
  /** Prefix of blocks, before their number. */
  readonly block: string;
  readonly blocks: Readonly<Record<string, string>>;
  readonly outside: Readonly<Record<string, string>>;
}

const OUTSIDE = { token_embd: "model.embed_tokens", output_norm: "model.norm", output: "lm_head" };
const DECODER: Names = { block: "model.layers", blocks: LLAMA, outside: OUTSIDE };

const NAMES: Readonly<Record<Architecture, Names>> = {
  llama: DECODER,
  qwen2: DECODER,
  qwen3: DECODER,
  gemma3: { block: "model.layers", blocks: GEMMA3, outside: OUTSIDE },
  gpt2: {
    block: "transformer.h",
    blocks: GPT2,
    outside: {
      token_embd: "transformer.wte",
      position_embd: "transformer.wpe",
      output_norm: "transformer.ln_f",
      output: "lm_head",
    },
  },
  "gpt-neox": {
    block: "gpt_neox.layers",
    blocks: GPT_NEOX,
    outside: {
      token_embd: "gpt_neox.embed_in",
      output_norm: "gpt_neox.final_layer_norm",
      output: "embed_out",
    },
  },
};

/** transformers' name of the tensor that llama.cpp calls `name`; undefined for one a graph has no use for (`rope_freqs.weight`). */
export function tensorName(name: string, architecture: Architecture): string | undefined {
  const { block, blocks, outside } = NAMES[architecture];
  const parts = /^(?:blk\.(\d+)\.)?(\w+)\.(weight|bias)$/.exec(name);
  if (!parts) return undefined;
  const [, layer, part, kind] = parts;
  const table = layer === undefined ? outside : blocks;
  if (!Object.hasOwn(table, part!)) return undefined;
  return layer === undefined ? `${table[part!]}.${kind}` : `${block}.${layer}.${table[part!]}.${kind}`;
}

/** What the converter did to the tensor that transformers calls `name`; undefined for nothing. */
export function rearranged(name: string, config: ModelConfig): Rearranged | undefined {
  switch (config.architecture) {
    case "llama":
      if (/\.q_proj\.(weight|bias)$/.test(name)) return { kind: "rotary", heads: config.heads };
      if (/\.k_proj\.(weight|bias)$/.test(name)) return { kind: "rotary", heads: config.kvHeads };
      return undefined;
    case "gemma3":
      return /norm\.weight$/.test(name) ? { kind: "plusOne" } : undefined;
    case "gpt2":
      return /\.c_(attn|proj|fc)\.weight$/.test(name) ? { kind: "transposed" } : undefined;
    case "gpt-neox":
      return /\.query_key_value\.(weight|bias)$/.test(name)
        ? { kind: "three", heads: config.heads }
        : undefined;
    default:
      return undefined;
  }
}
