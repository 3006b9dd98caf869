import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { type TensorData, writeSafetensors } from "../../../src/lens/weights/safetensors/writeSafetensors.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { DATA } from "./data.js";

const temporary = temporaryFolder();
let count = 0;

/** A copy of a folder of the data, changed. */
function copyOf(name: string, change: (folder: string) => void): string {
  const folder = join(temporary, String(count++), name.split("/").at(-1)!);
  cpSync(join(DATA, name), folder, { recursive: true });
  change(folder);
  return folder;
}

/** A folder of SAELens with other values in its config. */
function config(name: string, change: Record<string, unknown>): string {
  return copyOf(name, folder => {
    const file = join(folder, "cfg.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...change }));
  });
}

describe("configs: file, key and value", () => {
  it.each<[string, string, Record<string, unknown>, RegExp]>([
    [
      "a wrong number",
      "saelens/standard",
      { d_sae: -3 },
      /cfg\.json: d_sae is -3; expected a whole number from 1/,
    ],
    [
      "an architecture",
      "saelens/standard",
      { architecture: "temporal" },
      /architecture is "temporal"; expected one of standard,/,
    ],
    [
      "a normalisation",
      "saelens/standard",
      { normalize_activations: "covariance_whitening" },
      /normalize_activations is "covariance_whitening".*fold_activation_whitening/,
    ],
    [
      "another activation",
      "saelens/old-standard",
      { activation_fn_str: "tanh-relu" },
      /activation_fn_str is "tanh-relu"; expected "relu" or "topk"/,
    ],
    [
      "a transcoder's input bias",
      "saelens/transcoder",
      { apply_b_dec_to_input: true },
      /apply_b_dec_to_input is true; expected false for a transcoder/,
    ],
    ["k beyond the features", "saelens/topk", { k: 13 }, /k is 13; it has 12 features/],
    [
      "a factor that is not used",
      "saelens/old-scaling-factor",
      { finetuning_scaling_factor: false },
      /"scaling_factor" is not 1 everywhere/,
    ],
    ["a signed TopK", "sparsify/layers.2", { signed: true }, /signed is true; expected false/],
    [
      "another activation of sparsify",
      "sparsify/layers.2",
      { activation: "groupmax" },
      /activation is "groupmax"; expected "topk"/,
    ],
  ])("%s", async (_, name, change, message) => {
    await expect(readDictionary(config(name, change))).rejects.toThrow(message);
  });

  it("a hookpoint of sparsify of the attention, whose output is another one in Gemma 3, asks for the hooks", async () => {
    const folder = join(temporary, "layers.3.self_attn");
    cpSync(join(DATA, "sparsify/layers.2"), folder, { recursive: true });
    await expect(readDictionary(folder)).rejects.toThrow(
      /"layers\.3\.self_attn" is of the attention: say hookIn: blocks\.3\.hook_attn_out is its output, except in Gemma 3/,
    );
    expect(await readDictionary(folder, { hookIn: "blocks.3.hook_attn_out" })).toMatchObject([
      { kind: "sae", hookIn: "blocks.3.hook_attn_out", hookOut: "blocks.3.hook_attn_out" },
    ]);
    const transcoder = join(temporary, "h.3.attn");
    cpSync(join(DATA, "sparsify/layers.1.mlp"), transcoder, { recursive: true });
    await expect(readDictionary(transcoder)).rejects.toThrow(
      /"h\.3\.attn" is of the attention: no hook has its input; say hookIn and hookOut/,
    );
  });

  it("a hookpoint of sparsify that is not known asks for the hooks", async () => {
    const folder = join(temporary, "router");
    cpSync(join(DATA, "sparsify/layers.2"), folder, { recursive: true });
    await expect(readDictionary(folder)).rejects.toThrow(
      /"router" is no hookpoint that is known.*say hookIn/,
    );
    expect(await readDictionary(folder, { hookIn: "blocks.4.hook_resid_pre" })).toMatchObject([
      { hookIn: "blocks.4.hook_resid_pre" },
    ]);
  });

  it.each([
    [
      "../../secret.safetensors",
      /transcoders names "\.\.\/\.\.\/secret\.safetensors"; expected a file within its folder/,
    ],
    ["/etc/passwd", /expected a file within its folder/],
    ["C:\\secret", /expected a file within its folder/],
    ["layer_9.safetensors", /transcoders names layer_9\.safetensors, which is not in the folder/],
    [
      "hf://google/scope/layer_0/params.npz@main",
      /download "hf:\/\/google\/scope\/layer_0\/params\.npz@main"/,
    ],
  ])("a config that lists %s", async (name, message) => {
    const folder = copyOf("circuit-tracer/relu", path => {
      const file = join(path, "config.yaml");
      writeFileSync(file, `${readFileSync(file, "utf8")}transcoders: [${JSON.stringify(name)}]\n`);
    });
    await expect(readDictionary(folder)).rejects.toThrow(message);
  });

  it("YAML that is none, of another kind, or unfolds", async () => {
    const yaml = (text: string) =>
      copyOf("circuit-tracer/relu", path => writeFileSync(join(path, "config.yaml"), text));
    await expect(readDictionary(yaml("a: [1"))).rejects.toThrow(/config\.yaml: is no YAML/);
    await expect(readDictionary(yaml("- 1"))).rejects.toThrow(/is no object of keys and values/);
    await expect(readDictionary(yaml("model_kind: lorsa"))).rejects.toThrow(/model_kind is "lorsa"/);
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (let i = 1; i < 9; i++)
      bomb.push(`${"abcdefghi"[i]}: &${"abcdefghi"[i]} [${Array(9).fill(`*${"abcdefghi"[i - 1]}`)}]`);
    await expect(readDictionary(yaml(bomb.join("\n")))).rejects.toThrow(/alias/i);
  });
});

describe("tensors: file, tensor, the shape found and that expected", () => {
  const d = 6;
  const f = 12;
  const tensors = (): Record<string, TensorData> => ({
    W_enc: { shape: [d, f], data: new Float32Array(d * f).fill(1) },
    W_dec: { shape: [f, d], data: new Float32Array(d * f).fill(1) },
    b_enc: { shape: [f], data: new Float32Array(f) },
    b_dec: { shape: [d], data: new Float32Array(d) },
  });
  const read = async (change: (all: Record<string, TensorData>) => void) => {
    const all = tensors();
    change(all);
    const folder = copyOf("saelens/old-standard", () => {});
    await writeSafetensors(Object.entries(all), join(folder, "sae_weights.safetensors"));
    return await readDictionary(folder);
  };

  it.each<[string, (all: Record<string, TensorData>) => void, RegExp]>([
    [
      "missing",
      all => delete all.b_enc,
      /sae_weights\.safetensors: has no tensor "b_enc"; it has "W_dec", "W_enc", "b_dec"/,
    ],
    [
      "transposed",
      all => Object.assign(all, { W_enc: { ...all.W_enc, shape: [f, d] } }),
      /tensor "W_enc" has shape \[12, 6\]; expected \[6, 12\] \(d_in, d_sae\)/,
    ],
    [
      "of other axes",
      all => Object.assign(all, { b_dec: { ...all.b_dec, shape: [1, d] } }),
      /tensor "b_dec" has shape \[1, 6\]; expected 1 axis/,
    ],
    [
      "not a number",
      all => Object.assign(all.W_dec!.data, { 8: Number.NaN }),
      /tensor "W_dec" is NaN at \[1, 2\]; expected finite numbers/,
    ],
    [
      "infinite",
      all => Object.assign(all.b_enc!.data, { 3: -Infinity }),
      /tensor "b_enc" is -Infinity at \[3\]/,
    ],
    [
      "of an 8-bit type",
      all => Object.assign(all, { b_enc: { shape: [f], type: "F8_E4M3", data: new Uint8Array(f) } }),
      /tensor "b_enc" has type F8_E4M3; expected F32/,
    ],
  ])("%s", async (_, change, message) => {
    await expect(read(change)).rejects.toThrow(message);
  });

  it("a header of 2^60 bytes, and a file cut short", async () => {
    const folder = copyOf("saelens/standard", path => {
      const file = join(path, "sae_weights.safetensors");
      const bytes = readFileSync(file);
      bytes.writeBigUInt64LE(2n ** 60n);
      writeFileSync(file, bytes);
    });
    await expect(readDictionary(folder)).rejects.toThrow(/header would be 1152921504606846976 bytes/);
    const cut = copyOf("circuit-tracer/relu", path => {
      const file = join(path, "layer_1.safetensors");
      writeFileSync(file, readFileSync(file).subarray(0, 700));
    });
    await expect(readDictionary(cut)).rejects.toThrow(/layer_1\.safetensors: cut short: tensor/);
  });

  it("thresholds below 0 of circuit-tracer, which would let negative activations through", async () => {
    const folder = copyOf("circuit-tracer/relu", () => {});
    await writeSafetensors(
      Object.entries({
        ...tensors(),
        W_enc: { shape: [f, d], data: new Float32Array(d * f) },
        "activation_function.threshold": { shape: [f], data: new Float32Array(f).fill(-0.5) },
      }),
      join(folder, "layer_0.safetensors"),
    );
    await expect(readDictionary(folder)).rejects.toThrow(
      /"activation_function\.threshold" is -0\.5 at \[0\]/,
    );
  });

  it("a layer that is missing between others", async () => {
    const folder = copyOf("circuit-tracer/relu", path =>
      cpSync(join(path, "layer_1.safetensors"), join(path, "layer_3.safetensors")),
    );
    await expect(readDictionary(folder)).rejects.toThrow(/has 3 layers, but none 2/);
  });
});
