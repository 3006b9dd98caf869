import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Folder of the small random models and of what transformers computes with them (see its README). */
export const GOLDENS: string = join(import.meta.dirname, "../goldens");

/** Models, and whose goldens theirs are: those saved in another type have the same numbers. */
export const MODELS: readonly { readonly model: string; readonly goldens: string }[] = [
  { model: "llama", goldens: "llama" },
  { model: "llama3-untied-sharded", goldens: "llama3-untied-sharded" },
  { model: "qwen2", goldens: "qwen2" },
  { model: "qwen2-bf16", goldens: "qwen2" },
  { model: "qwen3", goldens: "qwen3" },
  { model: "qwen3-f16", goldens: "qwen3" },
  { model: "gemma3", goldens: "gemma3" },
  { model: "gemma3-linear-bf16", goldens: "gemma3-linear-bf16" },
  { model: "gpt2", goldens: "gpt2" },
  { model: "gpt-neox", goldens: "gpt-neox" },
  { model: "gpt-neox-sequential", goldens: "gpt-neox-sequential" },
];

/** One model of each family and variant: for what does not depend on how weights are stored. */
export const VARIANTS: readonly string[] = MODELS.filter(({ model, goldens }) => model === goldens).map(
  ({ model }) => model,
);

/** A tensor of the reference, without the axis of the batch. */
export interface Golden {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A file the recipe wrote: tensors by name and what its metadata says. */
export interface GoldenFile {
  readonly about: Record<string, unknown>;
  readonly tensors: ReadonlyMap<string, Golden>;
}

/** Reads a gzipped safetensors file. */
export function readGoldenFile(path: string): GoldenFile {
  const bytes = gunzipSync(readFileSync(path));
  const length = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + length)) as Record<string, unknown>;
  const { __metadata__: metadata, ...entries } = header;
  const tensors = Object.entries(entries).map(([name, entry]): [string, Golden] => {
    const {
      dtype,
      shape,
      data_offsets: range,
    } = entry as {
      dtype: string;
      shape: number[];
      data_offsets: [number, number];
    };
    if (dtype !== "F32") throw new Error(`${path}: ${name} is ${dtype}`);
    const part = bytes.subarray(8 + length + range[0], 8 + length + range[1]);
    return [name, { dims: shape, data: new Float32Array(Uint8Array.from(part).buffer) }];
  });
  const about = JSON.parse((metadata as { golden: string }).golden) as Record<string, unknown>;
  return { about, tensors: new Map(tensors) };
}

/** Text and every activation of a model, by hook name in the order of the forward pass, `logits` last. */
export interface Goldens {
  readonly ids: readonly number[];
  readonly values: ReadonlyMap<string, Golden>;
}

/** Goldens of a model of {@link GOLDENS}, whole: derived ones put together, triangles filled with what a mask gives. */
export function readGoldens(name: string): Goldens {
  const { about, tensors } = readGoldenFile(join(GOLDENS, name, "goldens.safetensors.gz"));
  const { ids, order, derived } = about as {
    ids: number[];
    order: string[];
    derived: Record<string, string[]>;
  };
  const values = new Map<string, Golden>();
  for (const hook of order) {
    const stored = tensors.get(hook);
    const terms = (derived[hook] ?? []).map(term => values.get(term)!);
    if (stored) values.set(hook, unpacked(hook, stored, ids.length));
    else values.set(hook, terms.length === 1 ? terms[0]! : sum(terms[0]!, terms[1]!));
  }
  return { ids, values };
}

function sum(a: Golden, b: Golden): Golden {
  return { dims: a.dims, data: a.data.map((value, i) => value + b.data[i]!) };
}

/** [heads, T(T+1)/2] as [heads, T, T]: above the diagonal scores are -∞ and patterns 0. */
function unpacked(hook: string, { dims, data }: Golden, tokens: number): Golden {
  if (!/hook_(attn_scores|pattern)$/.test(hook)) return { dims, data };
  const heads = dims[0]!;
  const whole = new Float32Array(heads * tokens * tokens).fill(hook.endsWith("pattern") ? 0 : -Infinity);
  let at = 0;
  for (let row = 0; row < heads * tokens; row++)
    for (let key = 0; key <= row % tokens; key++) whole[row * tokens + key] = data[at++]!;
  return { dims: [heads, tokens, tokens], data: whole };
}
