import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../../../src/lens/decode/generate.js";
import { attachDictionaries } from "../../../../src/lens/dictionary/attach/attachDictionaries.js";
import { sparseReader } from "../../../../src/lens/dictionary/attach/sparseReader.js";
import type { Codebook } from "../../../../src/lens/dictionary/Dictionary.js";
import { readDictionary } from "../../../../src/lens/dictionary/readDictionary.js";
import type { Intervention } from "../../../../src/lens/session/Intervention.js";
import type { LocalModel } from "../../../../src/lens/session/LocalModel.js";
import { difference } from "../../parity/difference.js";
import { GOLDENS, type GoldenFile, readGoldenFile } from "../../parity/goldens.js";
import { furthest, open } from "../../session/models.js";

const NAME = "llama-codebooks";
const mlp = "blocks.0.mlp.codebook_layer.hook_codebook_ids";
const head = "blocks.1.attn.codebook_layer.codebook.2.hook_codebook_ids";

describe("a folder with codebooks beside the model computes what PyTorch computes", () => {
  let model: LocalModel;
  let golden: GoldenFile;
  let ids: readonly number[];
  beforeAll(async () => {
    golden = readGoldenFile(join(GOLDENS, NAME, "goldens.safetensors.gz"));
    ids = golden.about.ids as number[];
    model = await open(NAME);
  });
  afterAll(() => model.close());

  /** Logits at the tokens the recipe kept. */
  async function logits(...interventions: Intervention[]): Promise<Float32Array> {
    const { data, dims } = (await model.run(ids, { interventions })).logits!;
    return Float32Array.from(
      [0, 3, 10, 23].flatMap(row => [...data.subarray(row * dims[2]!, (row + 1) * dims[2]!)]),
    );
  }

  it("every id of every codebook, and the logits", async () => {
    const names = [...golden.tensors.keys()].filter(name => name.includes("hook_codebook"));
    expect(names.length).toBe(2 * (4 + 1) + 1);
    const run = await model.run(ids, { hooks: names });
    for (const name of names) {
      const found = run.hooks.get(name)!;
      const { data, dims } = golden.tensors.get(name)!;
      expect(found.dims, name).toEqual([1, ...dims]);
      if (name.endsWith("_ids")) expect([...found.data], name).toEqual([...data]);
      else expect(difference(found.data, data), name).toBeLessThan(1e-5);
    }
    expect(difference(run.logits!.data, golden.tensors.get("logits")!.data)).toBeLessThan(1e-5);
  });

  it("logits with codes replaced and taken out, and with one appended", async () => {
    const changed = await logits(
      { hook: mlp, positions: [3, 9], features: [1], action: { kind: "replace", value: [7] } },
      { hook: head, features: [0], action: { kind: "replace", value: [-1] } },
    );
    expect(difference(changed, golden.tensors.get("changed")!.data)).toBeLessThan(1e-5);
    const appended = await logits({ hook: mlp, action: { kind: "append", value: [5] } });
    expect(difference(appended, golden.tensors.get("appended")!.data)).toBeLessThan(1e-5);
    const own = await logits();
    expect(difference(changed, own)).toBeGreaterThan(1e-3);
    expect(difference(appended, own)).toBeGreaterThan(1e-3);
  });

  it("tells itself apart by its codebooks, and is the plain model without them", async () => {
    expect(model.identity.dictionaries!.split(", ").map(one => one.slice(0, 8))).toEqual(
      Array(4).fill("replace "),
    );
    const plain = await open(NAME, { codebooks: false });
    const llama = await open("llama");
    expect(plain.identity.dictionaries).toBeUndefined();
    const [one, other] = [await plain.run(ids), await llama.run(ids)];
    expect(furthest(one.logits!.data, other.logits!.data)).toBe(0);
    await plain.close();
    await llama.close();
  });

  it("gives what fires of its codebooks, read from the same files, as they are in it", async () => {
    const dictionaries = await readDictionary(join(GOLDENS, NAME), { format: "tracebook" });
    const reader = await sparseReader(model, dictionaries);
    const found = await reader.read(ids);
    for (const [index, dictionary] of dictionaries.entries()) {
      const { groups, codes, k, at, layer } = dictionary as Codebook;
      const names = groups.map(
        (_, g) =>
          `blocks.${layer}.${at === "mlp" ? "mlp" : "attn"}.codebook_layer${at === "mlp" ? "" : `.codebook.${g}`}`,
      );
      const expected = ids.flatMap((_, token) =>
        names.flatMap((name, g) => {
          const row = golden.tensors
            .get(`${name}.hook_codebook_ids`)!
            .data.subarray(token * k, (token + 1) * k);
          return [...row].map(id => g * codes + id);
        }),
      );
      expect([...found[index]!.indices]).toEqual(expected);
    }
    await reader.close();
    await expect(attachDictionaries(model, dictionaries, { mode: "replace" })).rejects.toThrow(
      "takes the place of blocks.0.attn.hook_z, as does one attached before",
    );
  });

  it("generates token by token what reading the whole text gives", async () => {
    const { ids: made } = await generate(model, ids.slice(0, 8), { maxTokens: 5 });
    const sequence = [...ids.slice(0, 8)];
    for (const id of made) {
      const { logits: last } = await model.run(sequence, { logits: "last" });
      expect(id).toBe(last!.data.indexOf(Math.max(...last!.data)));
      sequence.push(id);
    }
    expect(made.length).toBeGreaterThan(0);
  });
});

describe("a folder whose codebooks do not fit", () => {
  it("is refused with the file and the numbers", async () => {
    const folder = await mkdtemp(join(tmpdir(), "codebooks-"));
    try {
      await cp(join(GOLDENS, NAME), folder, { recursive: true });
      const file = join(folder, "codebooks.json");
      const settings = JSON.parse(await readFile(file, "utf8")) as { num_codes: number[] };
      await writeFile(file, JSON.stringify({ ...settings, num_codes: [13, 40] }));
      const { openLocalModel } = await import("../../../../src/lens/session/openLocalModel.js");
      await expect(openLocalModel(folder)).rejects.toThrow("13");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
