import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CrossLayerTranscoder, SparseDictionary } from "../../../src/lens/dictionary/Dictionary.js";
import { decode, decodeCrossLayer } from "../../../src/lens/dictionary/decode.js";
import { encode, encodeCrossLayer } from "../../../src/lens/dictionary/encode.js";
import type { ReadDictionaryOptions } from "../../../src/lens/dictionary/ReadDictionaryOptions.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { casesOf, DATA, difference, goldenOf } from "./data.js";

/** Agreement with the goldens that is asked for, absolute. */
const CLOSE = 1e-4;

async function one(path: string, options?: ReadDictionaryOptions): Promise<SparseDictionary> {
  const [dictionary, ...more] = await readDictionary(join(DATA, path), options);
  expect(more).toEqual([]);
  return dictionary as SparseDictionary;
}

function agree(dictionary: SparseDictionary, name: string): void {
  const x = goldenOf(name, "x");
  const { post } = encode(dictionary, x);
  expect(difference(post, goldenOf(name, "z"))).toBeLessThan(CLOSE);
  expect(difference(decode(dictionary, post, x), goldenOf(name, "y"))).toBeLessThan(CLOSE);
  // A dictionary that is never active would agree with anything.
  expect(post.some(value => value > 0)).toBe(true);
}

describe("activations and reconstructions are those NumPy computes from the definitions", () => {
  it.each(casesOf("saelens/"))("%s", async name => {
    agree(await one(name, name.endsWith("expected-average") ? { normScale: 1.7 } : {}), name);
  });

  it.each(casesOf("sparsify/"))("%s", async name => agree(await one(name), name));

  it.each(["relu", "jumprelu-skip", "topk"])("circuit-tracer: two layers, %s", async kind => {
    const dictionaries = await readDictionary(join(DATA, "circuit-tracer", kind));
    expect(dictionaries).toHaveLength(2);
    for (const [layer, dictionary] of dictionaries.entries()) {
      agree(dictionary as SparseDictionary, `circuit-tracer/${kind}/${layer}`);
    }
  });

  it.each([
    ["circuit-tracer/clt", "circuit-tracer/clt"],
    ["gemma-scope-2/clt", "gemma-scope-2/clt/width_262k_l0_small"],
  ])("%s: each layer writes to itself and those after it", async (name, path) => {
    const [dictionary] = (await readDictionary(join(DATA, path))) as CrossLayerTranscoder[];
    const cases = casesOf(`${name}/`);
    expect(dictionary!.layers).toHaveLength(cases.length);
    const x = cases.map(one => goldenOf(one, "x"));
    const z = encodeCrossLayer(dictionary!, x).map(({ post }) => post);
    const y = decodeCrossLayer(dictionary!, z, x);
    for (const [m, one] of cases.entries()) {
      expect(difference(z[m]!, goldenOf(one, "z"))).toBeLessThan(CLOSE);
      expect(difference(y[m]!, goldenOf(one, "y"))).toBeLessThan(CLOSE);
    }
  });

  it.each([
    ["gemma-scope-2b-pt-res", "gemma-scope-2b-pt-res"],
    ["gemma-scope-2b-pt-transcoders", "gemma-scope-2b-pt-transcoders"],
    ["gemma-scope-2/resid_post", "gemma-scope-2/resid_post"],
    ["gemma-scope-2/transcoder", "gemma-scope-2/transcoder"],
  ])("%s", async (name, path) => agree(await one(path), name));

  it.each(["transcoder.pt", "legacy.pt", "sae.pt", "dumped.pkl.gz"])("dunefsky: %s", async file => {
    agree(await one(`dunefsky/${file}`), `dunefsky/${file.split(".")[0]}`);
  });
});

describe("what a file says of itself", () => {
  it("SAELens: hooks, model, head, frequencies, centred weights; gated is JumpReLU", async () => {
    const standard = await one("saelens/standard");
    expect(standard).toMatchObject({
      kind: "sae",
      hookIn: "blocks.1.hook_resid_post",
      hookOut: "blocks.1.hook_resid_post",
      activation: { kind: "relu" },
      source: {
        format: "saelens",
        model: "tiny",
        centred: true,
        files: ["cfg.json", "sae_weights.safetensors", "sparsity.safetensors"],
      },
    });
    expect(standard.logFrequency).toHaveLength(standard.features);
    expect(standard.source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await one("saelens/gated")).toMatchObject({ activation: { kind: "jumprelu" } });
    expect(await one("saelens/hook_z")).toMatchObject({ flattenHeads: true });
    const head = await one("saelens/old-head");
    expect(head).toMatchObject({ head: 1, hookIn: "blocks.2.attn.hook_z" });
    expect(head.flattenHeads).toBeUndefined();
    expect(await one("saelens/transcoder")).toMatchObject({
      kind: "transcoder",
      hookIn: "blocks.1.ln2.hook_normalized",
      hookOut: "blocks.1.hook_mlp_out",
    });
  });

  it("the scale of expected_average_only_in is asked for by name where no file has it", async () => {
    await expect(one("saelens/old-expected-average")).rejects.toThrow(
      /cfg\.json: normalize_activations is "expected_average_only_in".*normScale/,
    );
  });

  it("sparsify, circuit-tracer, Gemma Scope, Dunefsky: hooks follow from names of folders, configs, pickled records", async () => {
    expect(await one("sparsify/layers.2")).toMatchObject({ kind: "sae", hookIn: "blocks.2.hook_resid_post" });
    expect(await one("sparsify/layers.1.mlp")).toMatchObject({
      kind: "transcoder",
      hookIn: "blocks.1.mlp.hook_in",
      hookOut: "blocks.1.mlp.hook_out",
    });
    const layers = (await readDictionary(join(DATA, "circuit-tracer/relu"))) as SparseDictionary[];
    expect(layers.map(({ hookIn }) => hookIn)).toEqual(["blocks.0.mlp.hook_in", "blocks.1.mlp.hook_in"]);
    expect(await one("gemma-scope-2b-pt-res")).toMatchObject({
      kind: "sae",
      hookIn: "blocks.5.hook_resid_post",
      source: { format: "gemmascope-npz", model: "gemma-2-2b" },
    });
    expect(await one("gemma-scope-2b-pt-transcoders")).toMatchObject({
      kind: "transcoder",
      hookIn: "blocks.7.ln2.hook_normalized",
      hookOut: "blocks.7.hook_mlp_out",
    });
    expect(await one("gemma-scope-2/transcoder")).toMatchObject({
      hookIn: "blocks.4.mlp.hook_in",
      hookOut: "blocks.4.hook_mlp_out",
      source: { model: "gemma-3-270m" },
    });
    expect(await one("dunefsky/transcoder.pt")).toMatchObject({
      kind: "transcoder",
      hookIn: "blocks.6.ln2.hook_normalized",
      hookOut: "blocks.6.hook_mlp_out",
      source: { model: "gpt2-small", centred: true },
    });
    expect(await one("dunefsky/sae.pt")).toMatchObject({ kind: "sae", hookIn: "blocks.6.hook_mlp_out" });
  });

  it("only the layers asked for are read; none left is said", async () => {
    const folder = join(DATA, "circuit-tracer/relu");
    expect(await readDictionary(folder, { layers: [1] })).toHaveLength(1);
    await expect(readDictionary(folder, { layers: [7] })).rejects.toThrow(/no dictionary of the layers 7/);
    await expect(readDictionary(folder, { layers: [-1] })).rejects.toThrow(/layers: -1 is no layer/);
  });

  it("the same numbers have the same hash, whatever file they come from", async () => {
    const [a, b] = [await one("dunefsky/transcoder.pt"), await one("dunefsky/transcoder.pt")];
    expect(a.source.sha256).toBe(b.source.sha256);
    expect(a.source.sha256).not.toBe((await one("dunefsky/sae.pt")).source.sha256);
  });

  it("what is in no layout says what is there", async () => {
    await expect(readDictionary(join(DATA, "records"))).rejects.toThrow(
      /no dictionary of a layout.*it has batch-0\.json/,
    );
    await expect(readDictionary(join(DATA, "nowhere"))).rejects.toThrow(/no such file or folder/);
  });
});
