import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dialectTokenizer, dialectTokenizerConfig } from "../../../src/questions/dialect/dialectTokenizer.js";
import { seededRandom } from "../../../src/questions/random.js";

const D = 16;
const HEADS = 2;
const FF = 32;

/** What is different. */
export interface DialectFolderOptions {
  /** `tracebook` of its config.json; null for a folder that says nothing of a dialect. */
  readonly tracebook?: unknown;
  readonly context?: number;
  readonly layers?: number;
}

/** A folder with a small random Llama and the tokenizer of the embedded model. */
export async function dialectFolder(
  folder: string,
  { tracebook = { dialect: 1 }, context = 512, layers = 2 }: DialectFolderOptions = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const tokenizer = dialectTokenizer();
  const { model, added_tokens: added } = JSON.parse(tokenizer) as {
    model: { vocab: Record<string, number> };
    added_tokens: { content: string; id: number }[];
  };
  const vocabulary = 1 + Math.max(...Object.values(model.vocab), ...added.map(({ id }) => id));
  const id = (content: string): number => added.find(token => token.content === content)!.id;
  const config = {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    hidden_size: D,
    intermediate_size: FF,
    num_attention_heads: HEADS,
    num_key_value_heads: HEADS,
    head_dim: D / HEADS,
    num_hidden_layers: layers,
    max_position_embeddings: context,
    vocab_size: vocabulary,
    rms_norm_eps: 1e-5,
    rope_theta: 10000,
    rope_scaling: null,
    hidden_act: "silu",
    tie_word_embeddings: true,
    attention_bias: false,
    mlp_bias: false,
    bos_token_id: id("<bos>"),
    eos_token_id: id("<eos>"),
    torch_dtype: "float32",
    ...(tracebook === null ? {} : { tracebook }),
  };
  const shapes: [string, readonly number[]][] = [
    ["model.embed_tokens.weight", [vocabulary, D]],
    ["model.norm.weight", [D]],
  ];
  for (let l = 0; l < layers; l++)
    for (const [name, shape] of [
      ["input_layernorm", [D]],
      ["post_attention_layernorm", [D]],
      ["self_attn.q_proj", [D, D]],
      ["self_attn.k_proj", [D, D]],
      ["self_attn.v_proj", [D, D]],
      ["self_attn.o_proj", [D, D]],
      ["mlp.gate_proj", [FF, D]],
      ["mlp.up_proj", [FF, D]],
      ["mlp.down_proj", [D, FF]],
    ] as const)
      shapes.push([`model.layers.${l}.${name}.weight`, shape]);
  const random = seededRandom("dialect folder");
  const header: Record<string, unknown> = {};
  const data: Buffer[] = [];
  let at = 0;
  for (const [name, shape] of shapes) {
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
    for (let i = 0; i < values.length; i++)
      values[i] = shape.length === 1 ? 1 : (random.next() - 0.5) / (name.includes("embed") ? 1 : 2);
    const bytes = Buffer.from(values.buffer);
    header[name] = { dtype: "F32", shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
    data.push(bytes);
  }
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, 0x20)]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  await writeFile(join(folder, "model.safetensors"), Buffer.concat([length, padded, ...data]));
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  await writeFile(join(folder, "tokenizer.json"), tokenizer);
  await writeFile(join(folder, "tokenizer_config.json"), dialectTokenizerConfig(context));
  return folder;
}
