import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Codebook } from "../../../src/lens/dictionary/Dictionary.js";
import { decodeCodes, encodeCodes } from "../../../src/lens/dictionary/encodeCodes.js";
import { writeBaseModel } from "../../../src/lens/dictionary/formats/codebookFeatures/writeBaseModel.js";
import { writeCodebooks } from "../../../src/lens/dictionary/formats/tracebook/codebookFiles.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { readSafetensors } from "../../../src/lens/weights/safetensors/readSafetensors.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { casesOf, DATA, difference, goldenOf } from "./data.js";

const temporary = temporaryFolder();
const folderOf = (name: string) => join(DATA, "codebook-features", name);
const read = async (folder: string) => (await readDictionary(folder)) as Codebook[];

describe("codebook-features checkpoints", () => {
  it.each(["vanilla", "heads-and-mlp", "grouped-euclidean", "nested"])(
    "%s: the codes and their means are NumPy's",
    async name => {
      const codebooks = await read(folderOf(name));
      const cases = casesOf(`codebook-features/${name}/`);
      expect(codebooks).toHaveLength(cases.length);
      for (const codebook of codebooks) {
        const golden = `codebook-features/${name}/${codebook.at}/${codebook.layer}`;
        const ids = encodeCodes(codebook, goldenOf(golden, "x"));
        expect([...ids]).toEqual([...goldenOf(golden, "ids")]);
        expect(difference(decodeCodes(codebook, ids), goldenOf(golden, "y"))).toBeLessThan(1e-4);
      }
    },
  );

  it("places follow from the names of tensors: with a wrapped module attention's output, without what is before its projection", async () => {
    const hooks = (await read(folderOf("heads-and-mlp"))).map(({ hook, k, groups }) => [
      hook,
      k,
      groups.length,
    ]);
    expect(hooks).toEqual([
      ["blocks.0.attn.hook_z", 2, 2],
      ["blocks.0.hook_mlp_out", 3, 1],
      ["blocks.1.attn.hook_z", 2, 2],
      ["blocks.1.hook_mlp_out", 3, 1],
    ]);
    expect((await read(folderOf("grouped-euclidean")))[0]).toMatchObject({
      hook: "blocks.0.hook_attn_out",
      grouped: true,
      similarity: "euclidean",
    });
    expect((await read(folderOf("nested"))).map(({ hook }) => hook)).toContain("blocks.1.hook_resid_post");
  });

  it("the base model's weights are written by the names they had", async () => {
    const folder = join(temporary, "base");
    const names = await writeBaseModel(folderOf("heads-and-mlp"), folder);
    expect(names).toEqual([
      "gpt_neox.embed_in.weight",
      "gpt_neox.layers.0.attention.dense.weight",
      "gpt_neox.layers.0.mlp.dense_h_to_4h.weight",
      "gpt_neox.layers.1.attention.dense.weight",
      "gpt_neox.layers.1.mlp.dense_h_to_4h.weight",
    ]);
    const { tensors } = await readSafetensors(join(folder, "model.safetensors"));
    expect([...tensors.keys()].sort()).toEqual(names);
    expect(tensors.get("gpt_neox.embed_in.weight")!.shape).toEqual([5, 6]);
  });

  it("codebooks of our own layout come back as they were", async () => {
    for (const name of ["heads-and-mlp", "grouped-euclidean"]) {
      const before = await read(folderOf(name));
      const folder = join(temporary, name);
      await writeCodebooks(before, folder);
      const after = await read(folder);
      const bare = (list: readonly Codebook[]) =>
        list.map(({ source, ...rest }) => ({ ...rest, hash: source.sha256 }));
      expect(bare(after)).toEqual(bare(before));
      expect(after[0]!.source.format).toBe("tracebook");
    }
  });

  it("an id of -1 adds nothing and is counted; one that is no code is refused", async () => {
    const [codebook] = (await read(folderOf("heads-and-mlp"))).filter(({ at }) => at === "mlp");
    const both = decodeCodes(codebook!, Int32Array.of(4, -1, 7));
    const four = decodeCodes(codebook!, Int32Array.of(4, -1, -1));
    const seven = decodeCodes(codebook!, Int32Array.of(-1, -1, 7));
    expect(
      difference(
        both,
        four.map((value, i) => value + seven[i]!),
      ),
    ).toBeLessThan(1e-6);
    expect(() => decodeCodes(codebook!, Int32Array.of(4, 12, 7))).toThrow(/12 is no code; it has 12/);
  });
});
