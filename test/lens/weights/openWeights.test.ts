import { cpSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { embeddingScale } from "../../../src/lens/weights/config/embeddingScale.js";
import { modelConfigOf } from "../../../src/lens/weights/config/modelConfigOf.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { readSafetensors } from "../../../src/lens/weights/safetensors/readSafetensors.js";
import { writeSafetensors } from "../../../src/lens/weights/safetensors/writeSafetensors.js";
import { temporaryFolder } from "./temporaryFolder.js";

const MODELS = join(import.meta.dirname, "../goldens");
const temporary = temporaryFolder();
type Json = Record<string, unknown>;
const configOf = (model: string): Json =>
  JSON.parse(readFileSync(join(MODELS, model, "config.json"), "utf8"));

/** A copy of a golden model whose config is changed. */
function changed(model: string, change: Json = {}): string {
  const folder = mkdtempSync(join(temporary, "model-"));
  cpSync(join(MODELS, model), folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify({ ...configOf(model), ...change }));
  return folder;
}

const base = {
  hidden_size: 64,
  num_hidden_layers: 4,
  num_attention_heads: 4,
  intermediate_size: 96,
  vocab_size: 100,
  max_position_embeddings: 128,
};
const LLAMA3 = { factor: 8, low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 32 };
const llama3 = {
  type: "llama3",
  factor: 8,
  lowFrequencyFactor: 1,
  highFrequencyFactor: 4,
  originalContext: 32,
};

describe("what a config says, in the spellings of transformers 4 and 5", () => {
  const cases: [string, Json, Json][] = [
    ["rope_theta", { model_type: "llama", ...base, rope_theta: 5e5 }, { rotary: { base: 5e5, dims: 16 } }],
    [
      "rope_parameters",
      { model_type: "llama", ...base, rope_parameters: { rope_type: "default", rope_theta: 5e5 } },
      { rotary: { base: 5e5, dims: 16 } },
    ],
    [
      "neither",
      { model_type: "llama", ...base },
      { rotary: { base: 10000, dims: 16 }, dHead: 16, kvHeads: 4, tiedEmbeddings: false },
    ],
    [
      "rope_scaling llama3",
      { model_type: "llama", ...base, rope_scaling: { rope_type: "llama3", ...LLAMA3 } },
      { rotary: { base: 10000, dims: 16, scaling: llama3 } },
    ],
    [
      "rope_parameters llama3",
      { model_type: "llama", ...base, rope_parameters: { rope_type: "llama3", rope_theta: 1e6, ...LLAMA3 } },
      { rotary: { base: 1e6, dims: 16, scaling: llama3 } },
    ],
    [
      "rope_scaling with type linear",
      { model_type: "llama", ...base, rope_scaling: { type: "linear", factor: 4 } },
      { rotary: { base: 10000, dims: 16, scaling: { type: "linear", factor: 4 } } },
    ],
    [
      "architectures without model_type",
      { architectures: ["LlamaForCausalLM"], ...base },
      { architecture: "llama" },
    ],
    [
      "biases of Llama",
      { model_type: "llama", ...base, attention_bias: true, mlp_bias: true },
      { qkvBias: true, attentionOutBias: true, mlpBias: true },
    ],
    [
      "head_dim",
      { model_type: "llama", ...base, head_dim: 24 },
      { dHead: 24, attentionScale: 1 / Math.sqrt(24) },
    ],
    [
      "Qwen2",
      { model_type: "qwen2", ...base, num_key_value_heads: 2, sliding_window: 8, max_window_layers: 1 },
      {
        qkvBias: true,
        attentionOutBias: false,
        layerKinds: ["full", "full", "full", "full"],
      },
    ],
    [
      "Qwen2 with a window",
      { model_type: "qwen2", ...base, use_sliding_window: true, sliding_window: 8, max_window_layers: 1 },
      { layerKinds: ["full", "sliding", "sliding", "sliding"], slidingWindow: 8 },
    ],
    [
      "Qwen2's layer_types win",
      {
        model_type: "qwen2",
        ...base,
        use_sliding_window: true,
        sliding_window: 8,
        max_window_layers: 1,
        layer_types: ["sliding_attention", "full_attention", "full_attention", "full_attention"],
      },
      { layerKinds: ["sliding", "full", "full", "full"] },
    ],
    [
      "Qwen3's heads are 128 wide by default",
      { model_type: "qwen3", ...base },
      { dHead: 128, queryKeyNorm: true, qkvBias: false },
    ],
    [
      "Gemma 3's pattern, bases and scale",
      {
        model_type: "gemma3_text",
        ...base,
        num_hidden_layers: 7,
        head_dim: 16,
        sliding_window_pattern: 3,
        rope_local_base_freq: 500,
        query_pre_attn_scalar: 25,
        rope_scaling: { rope_type: "linear", factor: 8 },
      },
      {
        layerKinds: ["sliding", "sliding", "full", "sliding", "sliding", "full", "sliding"],
        rotary: { base: 1e6, dims: 16, scaling: { type: "linear", factor: 8 } },
        localRotary: { base: 500, dims: 16 },
        attentionScale: 0.2,
        tiedEmbeddings: true,
        embeddingScale: 8,
      },
    ],
    [
      "Gemma 3 within a model with pictures; what is missing is the class's",
      {
        model_type: "gemma3",
        text_config: {
          hidden_size: 2560,
          num_hidden_layers: 2,
          intermediate_size: 10240,
          sliding_window: 1024,
        },
        eos_token_id: [1, 106],
      },
      { architecture: "gemma3", heads: 8, kvHeads: 4, dHead: 256, vocabulary: 262208, eos: [1, 106] },
    ],
    [
      "GPT-2",
      {
        model_type: "gpt2",
        n_embd: 64,
        n_head: 4,
        n_layer: 2,
        n_positions: 32,
        vocab_size: 50,
        n_inner: null,
        eos_token_id: 49,
      },
      { dMlp: 256, context: 32, activation: "gelu_tanh", tiedEmbeddings: true, eos: [49] },
    ],
    [
      "GPT-2 does not scale",
      {
        model_type: "gpt2",
        n_embd: 64,
        n_head: 4,
        n_layer: 2,
        n_positions: 32,
        vocab_size: 50,
        scale_attn_weights: false,
      },
      { attentionScale: 1 },
    ],
    [
      "GPT-NeoX",
      {
        model_type: "gpt_neox",
        ...base,
        rotary_pct: 0.5,
        rotary_emb_base: 999,
        use_parallel_residual: false,
      },
      { rotary: { base: 999, dims: 8 }, parallelResidual: false, activation: "gelu" },
    ],
    [
      "GPT-NeoX by transformers 5",
      {
        model_type: "gpt_neox",
        ...base,
        rope_parameters: { rope_type: "default", rope_theta: 999, partial_rotary_factor: 0.5 },
      },
      { rotary: { base: 999, dims: 8 }, parallelResidual: true },
    ],
  ];
  it.each(cases)("%s", (_, config, wanted) => {
    expect(modelConfigOf(config, "config.json")).toMatchObject(wanted);
  });

  it("Gemma's √640 is rounded as the embedding is stored", () => {
    // torch.tensor(640 ** 0.5).to(dtype), torch 2.15
    expect(embeddingScale(640, "bf16")).toBe(25.25);
    expect(embeddingScale(640, "f16")).toBe(25.296875);
    expect(embeddingScale(640, "f32")).toBe(25.298221588134766);
    expect(embeddingScale(3072, "bf16")).toBe(55.5);
  });
});

describe("wrong configs name key and value", () => {
  const cases: [string, Json, RegExp][] = [
    ["nothing", {}, /^config.json: model_type is missing; expected one of llama, qwen2/],
    ["unknown family", { model_type: "mamba" }, /model_type is "mamba"; expected one of llama/],
    ["unknown class", { architectures: ["MambaForCausalLM"] }, /architectures is \["MambaForCausalLM"\]/],
    [
      "missing size",
      { model_type: "llama", ...base, hidden_size: undefined },
      /hidden_size is missing; expected a whole number/,
    ],
    [
      "text for a number",
      { model_type: "llama", ...base, hidden_size: "64" },
      /hidden_size is "64"; expected a whole number/,
    ],
    ["fraction", { model_type: "llama", ...base, num_attention_heads: 2.5 }, /num_attention_heads is 2.5/],
    ["negative", { model_type: "llama", ...base, num_hidden_layers: -1 }, /num_hidden_layers is -1/],
    [
      "a million million layers",
      { model_type: "llama", ...base, num_hidden_layers: 1e12 },
      /num_hidden_layers is 1000000000000; expected a whole number from 1 to 4096/,
    ],
    [
      "heads that do not divide",
      { model_type: "llama", ...base, num_key_value_heads: 3 },
      /num_key_value_heads is 3; expected a divisor of num_attention_heads \(4\)/,
    ],
    [
      "width that does not divide",
      { model_type: "llama", ...base, hidden_size: 65 },
      /hidden_size is 65; expected a multiple of num_attention_heads/,
    ],
    [
      "unknown activation",
      { model_type: "llama", ...base, hidden_act: "relu" },
      /hidden_act is "relu"; expected one of silu/,
    ],
    [
      "yarn",
      { model_type: "llama", ...base, rope_scaling: { rope_type: "yarn", factor: 4 } },
      /rope_scaling\.rope_type is "yarn"; expected default, linear or llama3/,
    ],
    [
      "yarn, by transformers 5",
      { model_type: "qwen2", ...base, rope_parameters: { rope_type: "yarn" } },
      /rope_parameters\.rope_type is "yarn"/,
    ],
    [
      "linear without factor",
      { model_type: "llama", ...base, rope_scaling: { type: "linear" } },
      /rope_scaling\.factor is missing/,
    ],
    [
      "layer_types of another length",
      { model_type: "qwen3", ...base, layer_types: ["full_attention"] },
      /layer_types is .*; expected a list of 4/,
    ],
    [
      "unknown layer type",
      { model_type: "qwen3", ...base, layer_types: ["a", "b", "c", "d"] },
      /expected full_attention or sliding_attention \(layer 0\)/,
    ],
    [
      "odd rotation",
      { model_type: "gpt_neox", ...base, rotary_pct: 0.2 },
      /rotary_pct is 0.2; expected .* \(it gives 3\)/,
    ],
    [
      "caps",
      { model_type: "gemma3_text", ...base, final_logit_softcapping: 30 },
      /final_logit_softcapping is 30/,
    ],
    [
      "nested key",
      { model_type: "gemma3", text_config: { hidden_size: "x" } },
      /text_config\.hidden_size is "x"/,
    ],
    ["eos", { model_type: "llama", ...base, eos_token_id: -1 }, /eos_token_id is -1; expected an id/],
  ];
  it.each(cases)("%s", (_, config, message) => {
    expect(() => modelConfigOf(config, "config.json")).toThrow(message);
  });
});

describe("folders", () => {
  it.each(["llama3-untied-sharded", "qwen2-bf16", "qwen3-f16", "gpt-neox"])(
    "%s: raw bytes are the tensor's, widened exactly",
    async model => {
      const weights = await openWeights(join(MODELS, model));
      for (const [name, entry] of weights.tensors) {
        const raw = weights.raw(name)!;
        const bytes = readFileSync(raw.file).subarray(raw.offset, raw.offset + raw.bytes);
        const numbers = await weights.read(name);
        expect(numbers.length).toBe(entry.shape.reduce((a, b) => a * b, 1));
        for (const i of [0, numbers.length - 1]) expect(numbers[i]).toBe(numberAt(bytes, raw.type, i));
      }
      expect(await weights.hash()).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  it("the same numbers in bf16 and f16 are near those in f32", async () => {
    for (const [wide, narrow, step] of [
      ["qwen2", "qwen2-bf16", 2 ** -8],
      ["qwen3", "qwen3-f16", 2 ** -11],
    ] as const) {
      const a = await openWeights(join(MODELS, wide));
      const b = await openWeights(join(MODELS, narrow));
      for (const name of a.tensors.keys()) {
        const [x, y] = [await a.read(name), await b.read(name)];
        // Half a step of the last bit, and half float's smallest number.
        for (let i = 0; i < x.length; i++)
          expect(Math.abs(x[i]! - y[i]!)).toBeLessThanOrEqual(Math.abs(x[i]!) * step + 2 ** -25);
      }
    }
  });

  it("names without the decoder's prefix, as GPT-2's public files have them, are the same tensors", async () => {
    const folder = changed("gpt2");
    const { tensors } = await readSafetensors(join(folder, "model.safetensors"));
    const bare = [...tensors].map(([name, tensor]) => [name.replace(/^transformer\./, ""), tensor] as const);
    await writeSafetensors(bare, join(folder, "model.safetensors"));
    const [a, b] = [await openWeights(folder), await openWeights(join(MODELS, "gpt2"))];
    expect([...a.tensors.keys()].sort()).toEqual([...b.tensors.keys()].sort());
  });

  const faults: [string, () => string | Promise<string>, RegExp][] = [
    ["no such path", () => join(temporary, "none"), /no such file or folder/],
    ["no config", () => temporary, /has no config.json/],
    [
      "config of another width",
      () => changed("llama", { intermediate_size: 31 }),
      /tensor model\.layers\.0\.mlp\.gate_proj\.weight has shape \[\d+, \d+\]; the config wants \[31, \d+\]/,
    ],
    [
      "config of more layers",
      () => changed("llama", { num_hidden_layers: 9 }),
      /has no tensor model\.layers\.\d\.input_layernorm\.weight \[\d+\], and \d+ more of \d+; the config says llama with 9 layers/,
    ],
    [
      "config of another family",
      () => changed("llama", { model_type: "qwen3" }),
      /tensor .* has shape|has no tensor model\.layers\.0\.self_attn\.q_norm/,
    ],
    [
      "untied without unembedding",
      () => changed("llama", { tie_word_embeddings: false }),
      /has no tensor lm_head\.weight .*tie_word_embeddings/,
    ],
    [
      "broken config",
      () => {
        const f = changed("llama");
        writeFileSync(join(f, "config.json"), "{");
        return f;
      },
      /config\.json: is no JSON/,
    ],
    [
      "cut short",
      () => {
        const f = changed("llama");
        truncateSync(join(f, "model.safetensors"), 20000);
        return f;
      },
      /cut short: tensor ".*" ends at byte \d+, the file has 20000/,
    ],
    [
      "shard missing",
      () => {
        const f = changed("llama3-untied-sharded");
        writeFileSync(
          join(f, "model.safetensors.index.json"),
          JSON.stringify({ weight_map: { a: "model-9.safetensors" } }),
        );
        return f;
      },
      /index\.json: names model-9\.safetensors, which is not in the folder/,
    ],
    [
      "shard elsewhere",
      () => {
        const f = changed("llama3-untied-sharded");
        writeFileSync(
          join(f, "model.safetensors.index.json"),
          JSON.stringify({ weight_map: { a: "../x.safetensors" } }),
        );
        return f;
      },
      /weight_map names "\.\.\/x\.safetensors"; expected a \.safetensors file beside it/,
    ],
    [
      "index that is wrong",
      () => {
        const f = changed("llama3-untied-sharded");
        writeFileSync(
          join(f, "model.safetensors.index.json"),
          JSON.stringify({ weight_map: { a: "model-00001-of-00003.safetensors" } }),
        );
        return f;
      },
      /says tensor "a" is in model-00001/,
    ],
    [
      "needed tensor of whole numbers",
      async () => {
        const f = changed("llama");
        const p = join(f, "model.safetensors");
        const { tensors } = await readSafetensors(p);
        const name = "model.norm.weight";
        await writeSafetensors(
          [
            ...tensors,
            [
              name,
              { shape: tensors.get(name)!.shape, data: new Int32Array(tensors.get(name)!.shape[0]!) },
            ] as const,
          ].filter(([n, t]) => n !== name || t.data instanceof Int32Array),
          p,
        );
        return f;
      },
      /tensor model\.norm\.weight has type I32; expected F32, F16 or BF16/,
    ],
  ];
  it.each(faults)("%s", async (_, make, message) => {
    await expect(openWeights(await make())).rejects.toThrow(message);
  });

  it("a file cut short after it was opened names tensor, byte and size", async () => {
    const folder = changed("llama");
    const weights = await openWeights(folder);
    truncateSync(join(folder, "model.safetensors"), 9000);
    const last = [...weights.tensors.values()].sort((a, b) => b.offset - a.offset)[0]!;
    await expect(weights.read(last.name)).rejects.toThrow(
      `tensor ${last.name} ends at byte ${last.offset + last.bytes}, the file has 9000`,
    );
    expect(() => weights.raw("nope")).toThrow(/has no tensor nope/);
  });
});

/** A number of each type by its own arithmetic. */
function numberAt(bytes: Buffer, type: string, index: number): number {
  if (type === "f32") return bytes.readFloatLE(4 * index);
  const bits = bytes.readUInt16LE(2 * index);
  const sign = bits & 0x8000 ? -1 : 1;
  if (type === "bf16") {
    const exponent = (bits >> 7) & 255;
    return (
      sign * (exponent === 0 ? (bits & 127) * 2 ** -133 : (1 + (bits & 127) / 128) * 2 ** (exponent - 127))
    );
  }
  const exponent = (bits >> 10) & 31;
  return (
    sign * (exponent === 0 ? (bits & 1023) * 2 ** -24 : (1 + (bits & 1023) / 1024) * 2 ** (exponent - 15))
  );
}
