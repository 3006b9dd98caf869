// `node bench/featuresModel.mjs FOLDER`: an index of a real forward pass, beside the forward pass alone. The model has the embedded model's shape (Llama, 4
// layers of 128) and random weights, the dictionary 4,096 features at one MLP of which about 16 fire a token.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dialectTokenizer, indexFirings, openLocalModel, writeSafetensors } from "../dist/index.mjs";

const [folder] = process.argv.slice(2);
const WIDTH = 128;
const LAYERS = 4;
const MLP = 512;
const VOCABULARY = 512;
const UNITS = 4096;
const TEXTS = 100;
const TEXT = 400;

let state = 88172645;
const random = () => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
};
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const numbers = (count, size) => Float32Array.from({ length: count }, () => normal() * size);

async function makeModel(path) {
  mkdirSync(path, { recursive: true });
  const config = {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    hidden_size: WIDTH,
    num_hidden_layers: LAYERS,
    num_attention_heads: 4,
    num_key_value_heads: 4,
    head_dim: WIDTH / 4,
    intermediate_size: MLP,
    vocab_size: VOCABULARY,
    max_position_embeddings: 512,
    rms_norm_eps: 1e-5,
    rope_theta: 10000,
    hidden_act: "silu",
    tie_word_embeddings: true,
    attention_bias: false,
    mlp_bias: false,
    torch_dtype: "float32",
  };
  writeFileSync(join(path, "config.json"), JSON.stringify(config));
  writeFileSync(join(path, "tokenizer.json"), dialectTokenizer());
  const tensors = new Map();
  const put = (name, ...shape) => {
    const count = shape.reduce((a, b) => a * b, 1);
    const data =
      shape.length === 1 ? new Float32Array(count).fill(1) : numbers(count, 1 / Math.sqrt(shape[1]));
    tensors.set(name, { shape, data });
  };
  put("model.embed_tokens.weight", VOCABULARY, WIDTH);
  put("model.norm.weight", WIDTH);
  for (let layer = 0; layer < LAYERS; layer++) {
    const from = `model.layers.${layer}`;
    put(`${from}.input_layernorm.weight`, WIDTH);
    put(`${from}.post_attention_layernorm.weight`, WIDTH);
    for (const name of ["q", "k", "v", "o"]) put(`${from}.self_attn.${name}_proj.weight`, WIDTH, WIDTH);
    put(`${from}.mlp.gate_proj.weight`, MLP, WIDTH);
    put(`${from}.mlp.up_proj.weight`, MLP, WIDTH);
    put(`${from}.mlp.down_proj.weight`, WIDTH, MLP);
  }
  await writeSafetensors(tensors, join(path, "model.safetensors"));
  return openLocalModel(path, { threads: 1 });
}

const hookIn = `blocks.${LAYERS - 1}.ln2.hook_normalized`;
const hookOut = `blocks.${LAYERS - 1}.hook_mlp_out`;
const dictionary = {
  kind: "transcoder",
  source: { format: "memory", files: [], sha256: createHash("sha256").update("bench").digest("hex") },
  hookIn,
  hookOut,
  features: UNITS,
  dIn: WIDTH,
  dOut: WIDTH,
  activation: { kind: "relu" },
  scaling: { kind: "none" },
  // Inputs have length √WIDTH: pre-activations are normal, and 0.4 % of them lie above 2.66.
  encoder: numbers(UNITS * WIDTH, 1 / Math.sqrt(WIDTH)),
  encoderBias: new Float32Array(UNITS).fill(-2.66),
  decoder: numbers(UNITS * WIDTH, 0.01),
  decoderBias: new Float32Array(WIDTH),
};

const tokens = TEXTS * TEXT;
const corpus = {
  hash: "0".repeat(64),
  tokenizer: "",
  texts: Array.from({ length: TEXTS }, (_, i) => ({ text: "", program: `p${i}`, family: `p${i}` })),
  start: Uint32Array.from({ length: TEXTS + 1 }, (_, i) => i * TEXT),
  ids: Int32Array.from({ length: tokens }, () => Math.floor(random() * VOCABULARY)),
  byteStart: new Uint32Array(tokens),
  byteEnd: new Uint32Array(tokens),
  special: new Uint8Array(tokens),
  labels: new Map(),
};

/** CPU time of this process so far, s: other jobs hardly touch it. One thread of ONNX Runtime: several wait for each other by spinning. */
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const model = await makeModel(join(folder, "model"));
const forward = async () => {
  const start = cpu();
  for (let text = 0; text < TEXTS; text += 5) {
    const batch = Array.from({ length: 5 }, (_, i) =>
      corpus.ids.subarray((text + i) * TEXT, (text + i + 1) * TEXT),
    );
    await model.run(batch, { hooks: [hookOut], logits: "none" });
  }
  return cpu() - start;
};
await model.run(corpus.ids.subarray(0, TEXT), { hooks: [hookOut], logits: "none" });
const before = await forward();
const start = cpu();
const index = await indexFirings(join(folder, "index"), model, [dictionary], corpus);
const seconds = cpu() - start;
const after = await forward();
const { firings } = index;
await index.close();
await model.close();
console.log(JSON.stringify({ tokens, units: UNITS, firings, seconds, forward: (before + after) / 2 }));
