import type { ModelConfig } from "../../../src/lens/weights/ModelConfig.js";
import type { Weights } from "../../../src/lens/weights/Weights.js";

/** Names of the final norm and the unembedding in the files of each family, and what kind of norm it is. */
const ENDS: Readonly<
  Record<ModelConfig["architecture"], readonly [norm: string, unembed: string, kind: string]>
> = {
  llama: ["model.norm", "lm_head.weight", "rms"],
  qwen2: ["model.norm", "lm_head.weight", "rms"],
  qwen3: ["model.norm", "lm_head.weight", "rms"],
  gemma3: ["model.norm", "lm_head.weight", "rms + 1"],
  gpt2: ["transformer.ln_f", "lm_head.weight", "layer"],
  "gpt-neox": ["gpt_neox.final_layer_norm", "embed_out.weight", "layer"],
};
const EMBEDDINGS: Readonly<Record<string, string>> = {
  gpt2: "transformer.wte.weight",
  "gpt-neox": "gpt_neox.embed_in.weight",
};

/** What a distribution over the vocabulary says of one token: the numbers of the lens in plain double arithmetic. */
export interface PlainCell {
  readonly logprobs: Float64Array;
  readonly logprob: number;
  readonly rank: number;
  readonly entropy: number;
}

/** Log-softmax in doubles. */
export function logSoftmax(logits: ArrayLike<number>): Float64Array {
  let most = -Infinity;
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i]!);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - most);
  const shift = most + Math.log(sum);
  return Float64Array.from(logits as ArrayLike<number>, value => value - shift);
}

/** Numbers of one cell. */
export function plainCell(logits: ArrayLike<number>, target: number): PlainCell {
  const logprobs = logSoftmax(logits);
  let entropy = 0;
  for (const value of logprobs) entropy -= Math.exp(value) * value;
  const logprob = logprobs[target]!;
  return { logprobs, logprob, rank: 1 + logprobs.filter(value => value > logprob).length, entropy };
}

/** Final norm and unembedding of a residual stream [tokens, d_model], with nothing of the graphs: rows of logits. */
export async function plainUnembed(weights: Weights, residual: Float32Array): Promise<Float64Array[]> {
  const { config } = weights;
  const { dModel, vocabulary, normEpsilon } = config;
  const [norm, unembedding, kind] = ENDS[config.architecture];
  const gain = await weights.read(`${norm}.weight`);
  const bias = kind === "layer" ? await weights.read(`${norm}.bias`) : undefined;
  const embedding = EMBEDDINGS[config.architecture] ?? "model.embed_tokens.weight";
  const table = await weights.read(config.tiedEmbeddings ? embedding : unembedding);
  return Array.from({ length: residual.length / dModel }, (_, t) => {
    const x = Float64Array.from(residual.subarray(t * dModel, (t + 1) * dModel));
    const mean = kind === "layer" ? x.reduce((a, b) => a + b, 0) / dModel : 0;
    const centred = x.map(value => value - mean);
    const scale = Math.sqrt(centred.reduce((a, b) => a + b * b, 0) / dModel + normEpsilon);
    const normed = centred.map(
      (value, i) => (value / scale) * (kind === "rms + 1" ? 1 + gain[i]! : gain[i]!) + (bias?.[i] ?? 0),
    );
    return Float64Array.from({ length: vocabulary }, (_, id) => {
      let sum = 0;
      for (let i = 0; i < dModel; i++) sum += normed[i]! * table[id * dModel + i]!;
      return sum;
    });
  });
}
