import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Codebook, SparseDictionary } from "../../../src/lens/dictionary/Dictionary.js";
import { dictionaryHash } from "../../../src/lens/dictionary/dictionaryHash.js";
import { writeCodebooks } from "../../../src/lens/dictionary/formats/tracebook/codebookFiles.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { type SparseParts, sparseDictionary } from "../../../src/lens/dictionary/sparseDictionary.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { DATA } from "./data.js";

const temporary = temporaryFolder();

const base: SparseParts = {
  kind: "transcoder",
  format: "memory",
  files: [],
  hookIn: "blocks.0.mlp.hook_in",
  hookOut: "blocks.0.hook_mlp_out",
  activation: { kind: "topk", k: 8, relu: true },
  scaling: { kind: "none" },
  encoder: Float32Array.of(1, 2, 3, 4),
  encoderBias: Float32Array.of(5, 6),
  decoder: Float32Array.of(7, 8, 9, 10),
  decoderBias: Float32Array.of(11, 12),
};
const hashOf = (change: Partial<SparseParts>) => sparseDictionary({ ...base, ...change }).source.sha256;

describe("a dictionary's hash", () => {
  it("is that of the same tensors and settings, wherever they come from", () => {
    expect(hashOf({})).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf({ format: "saelens", files: ["b", "a"], model: "tiny", centred: false })).toBe(hashOf({}));
    expect(dictionaryHash({}, { a: 1, b: undefined, c: [true, { e: 2, d: "x" }] })).toBe(
      dictionaryHash({}, { c: [true, { d: "x", e: 2 }], a: 1 }),
    );
  });

  it.each<[string, Partial<SparseParts>]>([
    ["k", { activation: { kind: "topk", k: 16, relu: true } }],
    ["what becomes of negative activations", { activation: { kind: "topk", k: 8, relu: false } }],
    ["the activation", { activation: { kind: "relu" } }],
    ["scaling", { scaling: { kind: "layer norm" } }],
    ["kind", { kind: "sae" }],
    ["the hook read", { hookIn: "blocks.1.mlp.hook_in" }],
    ["the hook written", { hookOut: "blocks.0.mlp.hook_out" }],
    ["the head", { head: 0 }],
    ["centred weights", { centred: true }],
    ["a tensor", { inputBias: Float32Array.of(0, 0) }],
    ["thresholds", { activation: { kind: "jumprelu", threshold: Float32Array.of(0, 1) } }],
  ])("is another with another of: %s", (_, change) => {
    expect(hashOf(change)).not.toBe(hashOf({}));
  });

  it("read from files: TopK with another k", async () => {
    const hashes: string[] = [];
    for (const k of [3, 4]) {
      const folder = join(temporary, `k${k}`);
      cpSync(join(DATA, "saelens/topk"), folder, { recursive: true });
      const file = join(folder, "cfg.json");
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), k }));
      hashes.push(((await readDictionary(folder))[0] as SparseDictionary).source.sha256);
    }
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it("of codebooks: k, similarity, layer and place, but not the layout", async () => {
    const [own] = (await readDictionary(join(DATA, "codebook-features/vanilla"))) as Codebook[];
    let count = 0;
    const written = async (change: Partial<Codebook>) => {
      const folder = join(temporary, `codes${count++}`);
      await writeCodebooks([{ ...own!, ...change }], folder);
      return (await readDictionary(folder))[0]!.source.sha256;
    };
    const hashes = [
      await written({}),
      await written({ k: 2 }),
      await written({ similarity: "euclidean" }),
      await written({ layer: 5 }),
      await written({ at: "attn" }),
      await written({ grouped: true }),
    ];
    expect(hashes[0]).toBe(own!.source.sha256);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
