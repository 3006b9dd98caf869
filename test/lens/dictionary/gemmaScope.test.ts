import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { SparseDictionary } from "../../../src/lens/dictionary/Dictionary.js";
import { decode } from "../../../src/lens/dictionary/decode.js";
import { encode } from "../../../src/lens/dictionary/encode.js";
import type { ReadDictionaryOptions } from "../../../src/lens/dictionary/ReadDictionaryOptions.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { DATA, difference, goldenOf } from "./data.js";

const temporary = temporaryFolder();

async function one(path: string, options?: ReadDictionaryOptions): Promise<SparseDictionary> {
  const [dictionary, ...more] = await readDictionary(path, options);
  expect(more).toEqual([]);
  return dictionary as SparseDictionary;
}

describe("the SAE of the embedding", () => {
  it("knows it without Gemma's factor √d: x = √d·e gives √d·(z·W_dec + b_dec)", async () => {
    const folder = join(temporary, "gemma-scope-2b-pt-res/embedding/width_4k/average_l0_6");
    mkdirSync(folder, { recursive: true });
    const layer = "gemma-scope-2b-pt-res/layer_5/width_16k/average_l0_9/params.npz";
    cpSync(join(DATA, layer), join(folder, "params.npz"));
    const name = "gemma-scope-2b-pt-res";
    const [e, z, y] = ["x", "z", "y"].map(tensor => goldenOf(name, tensor));
    const scale = Math.sqrt(6);
    for (const options of [{}, { hookIn: "hook_embed" }]) {
      const dictionary = await one(folder, options);
      expect(dictionary).toMatchObject({ kind: "sae", hookIn: "hook_embed", hookOut: "hook_embed" });
      expect(dictionary.inputBias).toBeUndefined();
      const x = e!.map(v => v * scale);
      const { post } = encode(dictionary, x);
      expect(difference(post, z!)).toBeLessThan(1e-4);
      expect(
        difference(
          decode(dictionary, post, x),
          y!.map(v => v * scale),
        ),
      ).toBeLessThan(1e-4);
    }
  });
});

describe("hooks that are said go before those of the config and the folders, each for itself", () => {
  it("Gemma Scope 1: a transcoder of which one hook is said stays a transcoder, an SAE an SAE", async () => {
    const transcoder = join(DATA, "gemma-scope-2b-pt-transcoders");
    expect(await one(transcoder, { hookIn: "mlp.hook_in" })).toMatchObject({
      kind: "transcoder",
      hookIn: "blocks.7.mlp.hook_in",
      hookOut: "blocks.7.hook_mlp_out",
    });
    expect(await one(transcoder, { hookOut: "mlp.hook_out" })).toMatchObject({
      kind: "transcoder",
      hookIn: "blocks.7.ln2.hook_normalized",
      hookOut: "blocks.7.mlp.hook_out",
    });
    const sae = join(DATA, "gemma-scope-2b-pt-res");
    expect(await one(sae, { hookIn: "blocks.6.hook_resid_pre" })).toMatchObject({
      kind: "sae",
      hookIn: "blocks.6.hook_resid_pre",
      hookOut: "blocks.6.hook_resid_pre",
      source: { model: "gemma-2-2b" },
    });
  });

  it("Gemma Scope 2: what its config says besides stays", async () => {
    const folder = join(temporary, "unnamed/a");
    const from = "gemma-scope-2/transcoder/layer_4_width_16k_l0_small_affine";
    cpSync(join(DATA, from), folder, { recursive: true });
    const config = { hookIn: "blocks.4.mlp.hook_in", hookOut: "blocks.4.hook_mlp_out" };
    const model = "gemma-3-270m";
    expect(await one(folder)).toMatchObject({ kind: "transcoder", ...config, source: { model } });
    expect(await one(folder, { hookIn: "ln2.hook_normalized" })).toMatchObject({
      kind: "transcoder",
      ...config,
      hookIn: "blocks.4.ln2.hook_normalized",
      source: { model },
    });
    expect(await one(folder, { hookOut: "mlp.hook_out", model: "other" })).toMatchObject({
      ...config,
      hookOut: "blocks.4.mlp.hook_out",
      source: { model: "other" },
    });
    expect(await readDictionary(folder, { layers: [4], hookIn: "mlp.hook_in" })).toHaveLength(1);
  });

  it("Gemma Scope 2: a module that is not known is let through where its hook is said", async () => {
    const folder = join(temporary, "unnamed/b");
    const from = "gemma-scope-2/transcoder/layer_4_width_16k_l0_small_affine";
    cpSync(join(DATA, from), folder, { recursive: true });
    const file = join(folder, "config.json");
    const config = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...config, hf_hook_point_in: "model.layers.4.constructor" }));
    await expect(one(folder)).rejects.toThrow(
      /config\.json: hf_hook_point_in is "model\.layers\.4\.constructor"; expected model\.layers\.N\. and one of/,
    );
    expect(await one(folder, { hookIn: "mlp.hook_in" })).toMatchObject({
      kind: "transcoder",
      hookIn: "blocks.4.mlp.hook_in",
      hookOut: "blocks.4.hook_mlp_out",
    });
  });
});
