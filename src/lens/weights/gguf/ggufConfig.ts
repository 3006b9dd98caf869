import { SourceError } from "../../../program/SourceError.js";
import { type ConfigFields, configFields } from "../config/ConfigFields.js";
import { MOST_LAYERS } from "../config/sizesOf.js";
import type { Architecture, ModelConfig, Rotary } from "../ModelConfig.js";
import type { GgufHeader } from "./GgufHeader.js";
import { ggufRotary } from "./ggufRotary.js";
import { ggufSpecialIds } from "./ggufSpecialIds.js";

/** llama.cpp's names of the families. */
const ARCHITECTURES: ReadonlyMap<string, Architecture> = new Map([
  ["llama", "llama"],
  ["qwen2", "qwen2"],
  ["qwen3", "qwen3"],
  ["gemma3", "gemma3"],
  ["gpt2", "gpt2"],
  ["gptneox", "gpt-neox"],
]);

/**
 * What a graph must know, from a GGUF file's metadata and the tensors there are (biases, an unembedding of its own).
 *
 * @param ropeFactors numbers of the tensor `rope_freqs.weight` (llama3 scaling), where there is one
 * @throws SourceError naming key and value for what is missing, impossible, or has no graph.
 */
export function ggufConfig(header: GgufHeader, ropeFactors?: Float32Array): ModelConfig {
  const { file, tensors } = header;
  const fields = configFields(Object.fromEntries(header.metadata), file);
  const name = fields.text("general.architecture");
  const architecture = ARCHITECTURES.get(name);
  if (!architecture) {
    return fields.refuse(
      "general.architecture",
      `one of ${[...ARCHITECTURES.keys()].join(", ")}: there is a graph for these`,
    );
  }
  if (fields.has("split.count") && fields.count("split.count", 1) > 1) {
    const joined = file.replace(/(-\d{5}-of-\d{5})?\.gguf$/, "-joined.gguf");
    throw new SourceError(
      `is one of ${fields.raw("split.count")} parts; join them: llama-gguf-split --merge ${file} ${joined}`,
      file,
    );
  }
  refuseUnknown(fields, name);
  const sizes = sizesOf(fields, name, header);
  const learned = architecture === "gpt2";
  const layerNorm = learned || architecture === "gpt-neox";
  const epsilon = `${name}.attention.layer_norm${layerNorm ? "" : "_rms"}_epsilon`;
  const gemma = architecture === "gemma3";
  return {
    architecture,
    ...sizes,
    normEpsilon: fields.positive(epsilon),
    // Not written in the file: what the families' models have.
    activation: gemma || learned ? "gelu_tanh" : architecture === "gpt-neox" ? "gelu" : "silu",
    tiedEmbeddings: !tensors.has("output.weight"),
    qkvBias: tensors.has("blk.0.attn_q.bias") || tensors.has("blk.0.attn_qkv.bias"),
    attentionOutBias: tensors.has("blk.0.attn_output.bias"),
    mlpBias: tensors.has("blk.0.ffn_up.bias"),
    queryKeyNorm: gemma || architecture === "qwen3",
    parallelResidual: architecture === "gpt-neox" && fields.flag(`${name}.use_parallel_residual`, true),
    ...(!learned && rotaries(fields, name, sizes, ropeFactors)),
    ...layerKinds(fields, name, sizes.layers),
    attentionScale: attentionScale(fields, name, sizes),
    // llama.cpp multiplies with √dModel as float32, whatever the weights were.
    ...(gemma && { embeddingScale: Math.fround(Math.sqrt(sizes.dModel)) }),
    ...ggufSpecialIds(header, fields),
  };
}

type Sizes = ReturnType<typeof sizesOf>;

function sizesOf(fields: ConfigFields, name: string, header: GgufHeader) {
  const dModel = fields.count(`${name}.embedding_length`);
  const heads = fields.count(`${name}.attention.head_count`);
  const kvHeads = fields.count(`${name}.attention.head_count_kv`, heads);
  if (heads % kvHeads !== 0) {
    fields.refuse(`${name}.attention.head_count_kv`, `a divisor of head_count (${heads})`);
  }
  const key = `${name}.attention.key_length`;
  if (!fields.has(key) && dModel % heads !== 0) {
    fields.refuse(`${name}.embedding_length`, `a multiple of head_count (${heads})`);
  }
  const dHead = fields.count(key, dModel / heads);
  const value = `${name}.attention.value_length`;
  if (fields.count(value, dHead) !== dHead) fields.refuse(value, `${dHead}, as the keys`);
  const embedding = header.tensors.get("token_embd.weight");
  const feedForward = header.tensors.get("blk.0.ffn_up.weight");
  if (!embedding) throw new SourceError("has no tensor token_embd.weight", header.file);
  return {
    layers: fields.count(`${name}.block_count`, undefined, MOST_LAYERS),
    dModel,
    heads,
    kvHeads,
    dHead,
    // The converter writes 4 · dModel for every GPT-2, whatever its n_inner.
    dMlp: (name === "gpt2" && feedForward?.shape[0]) || fields.count(`${name}.feed_forward_length`),
    vocabulary: embedding.shape[0] ?? 0,
    context: fields.count(`${name}.context_length`),
  };
}

/** Keys that would change the numbers and that no graph follows. */
function refuseUnknown(fields: ConfigFields, name: string): void {
  for (const key of ["attn_logit_softcapping", "final_logit_softcapping", "expert_count"]) {
    const value = fields.raw(`${name}.${key}`);
    if (value !== undefined && value !== 0) fields.refuse(`${name}.${key}`, "none");
  }
}

function rotaries(
  fields: ConfigFields,
  name: string,
  { dHead }: Sizes,
  factors: Float32Array | undefined,
): { rotary: Rotary; localRotary?: Rotary } {
  const rotary = ggufRotary(fields, name, dHead, factors);
  if (name !== "gemma3") return { rotary };
  const base = fields.positive(`${name}.rope.freq_base_swa`, 10000);
  return { rotary, localRotary: { base, dims: rotary.dims } };
}

/** Gemma 3's layers: one in six (or as written) sees everything. */
function layerKinds(
  fields: ConfigFields,
  name: string,
  layers: number,
): Pick<ModelConfig, "layerKinds" | "slidingWindow"> {
  const window = `${name}.attention.sliding_window`;
  const pattern = `${name}.attention.sliding_window_pattern`;
  const kinds = Array.from({ length: layers }, () => "full" as "full" | "sliding");
  if (name !== "gemma3" || !fields.has(window)) return { layerKinds: kinds };
  const written = fields.raw(pattern);
  if (Array.isArray(written) && written.length !== layers) fields.refuse(pattern, `a list of ${layers}`);
  const every = Array.isArray(written) ? 0 : fields.count(pattern, 6);
  for (let i = 0; i < layers; i++) {
    const slides = Array.isArray(written) ? Boolean(written[i]) : (i + 1) % every !== 0;
    if (slides) kinds[i] = "sliding";
  }
  return { layerKinds: kinds, ...(kinds.includes("sliding") && { slidingWindow: fields.count(window) }) };
}

/** Gemma 3 27B (62 layers) divides by √(dModel / heads), as llama.cpp knows by its layers; all others by √dHead. */
function attentionScale(fields: ConfigFields, name: string, sizes: Sizes): number {
  const written = `${name}.attention.scale`;
  if (fields.has(written)) return fields.positive(written);
  const width = name === "gemma3" && sizes.layers === 62 ? sizes.dModel / sizes.heads : sizes.dHead;
  return 1 / Math.sqrt(width);
}
