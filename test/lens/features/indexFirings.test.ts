import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachDictionaries } from "../../../src/lens/dictionary/attach/attachDictionaries.js";
import { makeFeatureCorpus } from "../../../src/lens/features/corpus/makeFeatureCorpus.js";
import { indexFirings } from "../../../src/lens/features/index/indexFirings.js";
import { indexNeurons } from "../../../src/lens/features/index/indexNeurons.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { seededRandom } from "../../../src/questions/random.js";
import { open } from "../session/models.js";
import { randomSae } from "./dictionaries.js";
import { withFolder } from "./firings.js";

let model: LocalModel;
beforeAll(async () => {
  model = await open("llama");
});
afterAll(() => model.close());

const sources = Array.from({ length: 9 }, (_, i) => ({
  text: "let total = 0; for (const x of xs) total += x;".slice(0, 12 + 3 * i),
  program: `p${i}`,
}));

describe("an index of a model's dictionaries", () => {
  it("has the activations that the model's hooks give, text after text, and the hashes of what it is of", async () => {
    await withFolder(async folder => {
      const corpus = makeFeatureCorpus(sources, model.tokenizer);
      const { dModel } = model.config;
      const saes = [0, 1].map(layer => randomSae(`blocks.${layer}.hook_mlp_out`, 10, dModel));
      const index = await indexFirings(join(folder, "i"), model, saes, corpus);
      expect(index.about.groups.map(({ name }) => name)).toEqual(saes.map(({ hookOut }) => hookOut));
      expect(index.about).toMatchObject({ model: await model.weightsHash(), corpus: corpus.hash });
      for (const [layer, sae] of saes.entries()) {
        for (let feature = 0; feature < 10; feature++) {
          const wanted: [number, number][] = [];
          for (let text = 0; text < sources.length; text++) {
            const ids = corpus.ids.slice(corpus.start[text], corpus.start[text + 1]);
            const { data } = (await model.run(ids, { hooks: [sae.hookIn], logits: "none" })).hooks.get(
              sae.hookIn,
            )!;
            for (let t = 0; t < ids.length; t++) {
              let pre = sae.encoderBias[feature];
              for (let i = 0; i < dModel; i++)
                pre += data[t * dModel + i] * sae.encoder[feature * dModel + i];
              if (pre > 1e-5) wanted.push([corpus.start[text] + t, pre]);
            }
          }
          const { positions, values } = await index.unit(10 * layer + feature);
          const got = [...positions].flatMap((position, i) =>
            values[i] > 1e-5 ? [[position, values[i]]] : [],
          );
          expect(got.map(([position]) => position)).toEqual(wanted.map(([position]) => position));
          got.forEach(([, value], i) => {
            expect(value).toBeCloseTo(wanted[i][1], 4);
          });
        }
      }
      await index.close();
    });
  });

  it("has codes of each head by rank, under the published names", async () => {
    await withFolder(async folder => {
      const corpus = makeFeatureCorpus(sources.slice(0, 3), model.tokenizer);
      const { dHead, heads } = model.config;
      const random = seededRandom("codes");
      const numbers = (count: number) => Float32Array.from({ length: count }, () => random.next() - 0.5);
      const codes = 6;
      const codebook = {
        kind: "codebook",
        source: { format: "memory", files: [], sha256: "a".repeat(64) },
        hook: "blocks.1.attn.hook_z",
        at: "attn_preproj",
        layer: 1,
        groups: Array.from({ length: heads }, () => ({
          codes: numbers(codes * dHead),
          normWeight: new Float32Array(dHead).fill(1),
          normBias: new Float32Array(dHead),
        })),
        codes,
        k: 2,
        similarity: "inner_product",
      } as const;
      const index = await indexFirings(join(folder, "i"), model, [codebook], corpus);
      expect(index.units).toBe(heads * codes);
      expect(index.about.groups[3]).toEqual({
        name: "blocks.1.attn.codebook_layer.codebook.3",
        kind: "code",
        units: codes,
        k: 2,
      });
      const ranks = new Map([0.5, 1].map(value => [value, 0]));
      for await (const { values } of index.each())
        for (const value of values) ranks.set(value, ranks.get(value)! + 1);
      // Each head has one code of each rank on every token.
      expect([...ranks]).toEqual([0.5, 1].map(value => [value, heads * corpus.ids.length]));
      await index.close();
    });
  });

  it("of neurons has every number of the hook, of either sign", async () => {
    await withFolder(async folder => {
      const corpus = makeFeatureCorpus(sources.slice(0, 3), model.tokenizer);
      const hook = "blocks.0.mlp.hook_post";
      const index = await indexNeurons(join(folder, "i"), model, ["blocks.0.mlp.hook_post"], corpus);
      const { data } = (
        await model.run(corpus.ids.slice(corpus.start[1], corpus.start[2]), { hooks: [hook], logits: "none" })
      ).hooks.get(hook)!;
      const { positions, values } = await index.unit(5);
      const own = [...positions].flatMap((position, i) =>
        position >= corpus.start[1] && position < corpus.start[2] ? [values[i]] : [],
      );
      own.forEach((value, t) => {
        expect(value).toBeCloseTo(data[t * model.config.dMlp + 5], 5);
      });
      expect(own).toHaveLength(corpus.start[2] - corpus.start[1]);
      await expect(
        indexNeurons(join(folder, "j"), model, ["blocks.0.attn.hook_pattern"], corpus),
      ).rejects.toThrow("its numbers are not a token's");
      await index.close();
    });
  });

  it("of neurons goes on with no build that kept others, or of a model with something else attached", async () => {
    await withFolder(async folder => {
      const corpus = makeFeatureCorpus(sources, model.tokenizer);
      const path = join(folder, "i");
      const sae = randomSae("blocks.0.hook_mlp_out", 10, model.config.dModel);
      const attached = await attachDictionaries(model, [sae], { mode: "replace" });
      // How far a build is when it says so first: what it took up of another is behind it.
      const build = async (on: LocalModel, above: number, until = Number.POSITIVE_INFINITY) => {
        const cut = new AbortController();
        let first = -1;
        const made = await indexNeurons(path, on, ["blocks.1.mlp.hook_post"], corpus, {
          above,
          held: 1024,
          signal: cut.signal,
          onProgress: done => {
            if (first < 0) first = done;
            if (done >= until) cut.abort();
          },
        }).catch(() => undefined);
        return { first, made };
      };
      const half = corpus.ids.length / 2;
      const start = (await build(model, 0, half)).first;
      expect((await build(model, 0, half)).first).toBeGreaterThan(start);
      expect((await build(attached, 0, half)).first).toBe(start);
      expect((await build(model, 0, half)).first).toBe(start);
      expect((await build(model, 0.01, half)).first).toBe(start);
      const { made: other } = await build(attached, 0.01);
      expect(other?.about).toMatchObject({
        above: 0.01,
        dictionary: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      await other?.close();
      const { made } = await build(model, 0);
      expect(made?.about.dictionary).toBe("");
      expect(made?.about).not.toHaveProperty("above");
      await made?.close();
      await expect(
        indexNeurons(path, model, ["blocks.1.mlp.hook_post"], corpus, { above: -1 }),
      ).rejects.toThrow("above: expected a number from 0, not -1");
      await attached.close();
    });
  });
});
