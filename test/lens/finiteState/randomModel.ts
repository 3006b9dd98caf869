import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Codebook } from "../../../src/lens/dictionary/Dictionary.js";
import { finiteStateTokenizer } from "../../../src/lens/finiteState/finiteStateTokenizer.js";
import { writeSafetensors } from "../../../src/lens/weights/safetensors/writeSafetensors.js";
import { seededRandom } from "../../../src/questions/random.js";

const WIDTH = 16;
const HEADS = 2;
const LAYERS = 2;
const INNER = 24;

function numbers(key: string, count: number, scale: number): Float32Array {
  const random = seededRandom(key);
  return Float32Array.from({ length: count }, () => scale * (2 * random.next() - 1));
}

/** A folder with a small random GPT-NeoX of the experiment's eleven tokens, under the temporary folder; whoever asks removes it. */
export async function randomModelFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tracebook-digits-"));
  const shapes: [string, number[]][] = [
    ["gpt_neox.embed_in.weight", [11, WIDTH]],
    ["embed_out.weight", [11, WIDTH]],
    ["gpt_neox.final_layer_norm.weight", [WIDTH]],
    ["gpt_neox.final_layer_norm.bias", [WIDTH]],
  ];
  for (let layer = 0; layer < LAYERS; layer++) {
    const add = (name: string, rows: number, columns?: number) => {
      const base = `gpt_neox.layers.${layer}.${name}`;
      shapes.push(
        [`${base}.weight`, columns === undefined ? [rows] : [rows, columns]],
        [`${base}.bias`, [rows]],
      );
    };
    add("input_layernorm", WIDTH);
    add("post_attention_layernorm", WIDTH);
    add("attention.query_key_value", 3 * WIDTH, WIDTH);
    add("attention.dense", WIDTH, WIDTH);
    add("mlp.dense_h_to_4h", INNER, WIDTH);
    add("mlp.dense_4h_to_h", WIDTH, INNER);
  }
  const tensors = shapes.map(([name, shape]) => {
    const data = numbers(
      name,
      shape.reduce((a, b) => a * b, 1),
      name.includes("layer") ? 0.6 : 1.5,
    );
    if (name.endsWith("norm.weight")) data.fill(1);
    return [name, { shape, data }] as const;
  });
  await writeSafetensors(tensors, join(folder, "model.safetensors"));
  const { tokenizer, config } = finiteStateTokenizer();
  const files = {
    "config.json": {
      architectures: ["GPTNeoXForCausalLM"],
      model_type: "gpt_neox",
      vocab_size: 11,
      hidden_size: WIDTH,
      num_hidden_layers: LAYERS,
      num_attention_heads: HEADS,
      intermediate_size: INNER,
      max_position_embeddings: 128,
      rotary_pct: 1,
      rotary_emb_base: 10000,
      bos_token_id: 10,
      eos_token_id: 10,
    },
    "tokenizer.json": tokenizer,
    "tokenizer_config.json": config,
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
  return folder;
}

/** Random codebooks for it: a group for each head, and one behind each MLP. */
export function randomCodebooks(codes: number, k: number): Codebook[] {
  return Array.from({ length: LAYERS }, (_, layer) => layer).flatMap(layer =>
    (["attn_preproj", "mlp"] as const).map(at => {
      const heads = at === "attn_preproj";
      const width = heads ? WIDTH / HEADS : WIDTH;
      return {
        kind: "codebook" as const,
        source: { format: "memory" as const, files: [], sha256: "" },
        hook: heads ? `blocks.${layer}.attn.hook_z` : `blocks.${layer}.hook_mlp_out`,
        at,
        layer,
        groups: Array.from({ length: heads ? HEADS : 1 }, (_, group) => ({
          codes: numbers(`${layer}:${at}:${group}`, codes * width, 1),
          normWeight: new Float32Array(width).fill(1),
          normBias: new Float32Array(width),
        })),
        codes,
        k,
        similarity: "inner_product" as const,
      };
    }),
  );
}
