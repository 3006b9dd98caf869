import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { readSafetensors } from "../../../src/lens/weights/safetensors/readSafetensors.js";
import { type TensorData, writeSafetensors } from "../../../src/lens/weights/safetensors/writeSafetensors.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { DATA } from "./data.js";

const temporary = temporaryFolder();
let count = 0;

/** A copy of a folder of the data, the file of tensors with more of them. */
async function withTensors(name: string, file: string, more: Record<string, TensorData>): Promise<string> {
  const folder = join(temporary, String(count++), name.split("/").at(-1)!);
  cpSync(join(DATA, name), folder, { recursive: true });
  const { tensors } = await readSafetensors(join(folder, file));
  await writeSafetensors([...tensors, ...Object.entries(more)], join(folder, file));
  return folder;
}

const numbers = (...shape: number[]): TensorData => ({
  shape,
  data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5),
});
const THRESHOLD = "activation_function.threshold";

describe("tensors that would change what is computed, and are not read, are refused by name", () => {
  it.each<[string, string, string, Record<string, TensorData>, RegExp]>([
    [
      "a skip from the embedding of sparsify",
      "sparsify/layers.2",
      "sae.safetensors",
      { W_embed_skip: numbers(6, 6), b_embed_skip: numbers(6) },
      /sae\.safetensors: has tensors that are not read in a dictionary of this kind \("W_embed_skip", "b_embed_skip"\); expected none besides encoder\.weight/,
    ],
    [
      "a skip that sparsify's config does not say",
      "sparsify/layers.2",
      "sae.safetensors",
      { W_skip: numbers(6, 6) },
      /not read .*"W_skip"/,
    ],
    [
      "a skip of a plain transcoder of SAELens",
      "saelens/transcoder",
      "sae_weights.safetensors",
      { W_skip: numbers(8, 6) },
      /not read .*"W_skip"/,
    ],
    [
      "thresholds of a standard SAE",
      "saelens/standard",
      "sae_weights.safetensors",
      { threshold: numbers(12) },
      /not read .*"threshold"/,
    ],
    [
      "a tensor of circuit-tracer",
      "circuit-tracer/relu",
      "layer_1.safetensors",
      { b_skip: numbers(6) },
      /layer_1\.safetensors: .*not read .*"b_skip"/,
    ],
    [
      "a tensor of a cross-layer transcoder",
      "circuit-tracer/clt",
      "W_dec_1.safetensors",
      { W_skip_1: numbers(6, 6) },
      /W_dec_1\.safetensors: .*not read .*"W_skip_1"/,
    ],
    [
      "a tensor of Gemma Scope",
      "gemma-scope-2/resid_post",
      "layer_3_width_16k_l0_small/params.safetensors",
      { b_skip: numbers(6) },
      /params\.safetensors: .*not read .*"b_skip"/,
    ],
    [
      "a tensor of a cross-layer transcoder of Gemma Scope",
      "gemma-scope-2/clt",
      "width_262k_l0_small/params_layer_1.safetensors",
      { b_skip: numbers(6) },
      /params_layer_1\.safetensors: .*not read .*"b_skip"/,
    ],
    [
      "thresholds and k",
      "circuit-tracer/topk",
      "layer_0.safetensors",
      { [THRESHOLD]: numbers(12) },
      /has thresholds \("activation_function\.threshold"\) and "k"; expected one of them/,
    ],
  ])("%s", async (_, name, file, more, message) => {
    await expect(readDictionary(await withTensors(name, file, more))).rejects.toThrow(message);
  });

  it("but not factors of 1, which SAELens wrote for a time", async () => {
    const ones = { shape: [12], data: new Float32Array(12).fill(1) };
    const folder = await withTensors("saelens/standard", "sae_weights.safetensors", { scaling_factor: ones });
    const [read] = await readDictionary(folder);
    expect(read!.source.sha256).toBe(
      (await readDictionary(join(DATA, "saelens/standard")))[0]!.source.sha256,
    );
  });

  it.each(["embed_skip", "gram_lookup"])("sparsify: %s of the config", async key => {
    const folder = await withTensors("sparsify/layers.2", "sae.safetensors", {});
    const file = join(folder, "cfg.json");
    const config = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...config, [key]: true }));
    await expect(readDictionary(folder)).rejects.toThrow(`cfg.json: ${key} is true; expected false`);
    writeFileSync(file, JSON.stringify({ ...config, [key]: false }));
    expect(await readDictionary(folder)).toHaveLength(1);
  });
});

describe("circuit-tracer: a config and tensors that say different activations", () => {
  const withActivation = async (name: string, yaml: string) => {
    const folder = join(temporary, String(count++));
    cpSync(join(DATA, name), folder, { recursive: true });
    const file = join(folder, "config.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}${yaml}\n`);
    return folder;
  };

  it.each([
    [
      "relu with thresholds",
      "circuit-tracer/jumprelu-skip",
      "activation: relu",
      /layer_0\.safetensors: has a tensor "activation_function\.threshold", but the config's activation is relu/,
    ],
    [
      "relu with k",
      "circuit-tracer/topk",
      "activation: relu",
      /has a tensor "k", but the config's activation is relu/,
    ],
    [
      "another k",
      "circuit-tracer/topk",
      "activation: topk\nk: 5",
      /has a tensor "k", but the config's activation is topk with k 5/,
    ],
    [
      "relu with thresholds of a cross-layer transcoder",
      "circuit-tracer/clt",
      "activation: relu",
      /has a tensor "threshold_0", but the config's activation is relu/,
    ],
    [
      "TopK of a cross-layer transcoder",
      "circuit-tracer/clt",
      "activation: topk\nk: 5",
      /config\.yaml: activation is "topk" of a cross-layer transcoder; expected "relu" or "jumprelu"/,
    ],
  ])("%s", async (_, name, yaml, message) => {
    await expect(readDictionary(await withActivation(name, yaml))).rejects.toThrow(message);
  });

  it.each([
    ["circuit-tracer/relu", "activation: relu", { kind: "relu" }],
    ["circuit-tracer/relu", "activation: topk\nk: 5", { kind: "topk", k: 5, relu: false }],
    ["circuit-tracer/topk", "activation: topk\nk: 3", { kind: "topk", k: 3, relu: false }],
    ["circuit-tracer/jumprelu-skip", "activation: jumprelu", { kind: "jumprelu" }],
  ])("%s with %s is read", async (name, yaml, activation) => {
    expect((await readDictionary(await withActivation(name, yaml)))[0]).toMatchObject({ activation });
  });
});
