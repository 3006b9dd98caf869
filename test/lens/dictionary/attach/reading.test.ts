import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachDictionaries } from "../../../../src/lens/dictionary/attach/attachDictionaries.js";
import { batchPieces } from "../../../../src/lens/dictionary/attach/batchPieces.js";
import { fvuOf } from "../../../../src/lens/dictionary/attach/fvuOf.js";
import { featureScanner, scanFeature } from "../../../../src/lens/dictionary/attach/scanFeature.js";
import { sparseActivations, sparseReader } from "../../../../src/lens/dictionary/attach/sparseReader.js";
import type { Dictionary } from "../../../../src/lens/dictionary/Dictionary.js";
import type { LocalModel } from "../../../../src/lens/session/LocalModel.js";
import { furthest, open, text } from "../../session/models.js";
import { codebook, crossLayer, memory, numbers, rows, sae, transcoder } from "./random.js";
import { codesReference, sparseReference } from "./reference.js";

const batch = [text.slice(0, 7), text, text.slice(3, 9)];
const SPARSE = {
  relu: transcoder(),
  jumprelu: transcoder({ activation: { kind: "jumprelu", threshold: numbers(40, 77, 0.4) } }),
  topk: transcoder({ activation: { kind: "topk", k: 5, relu: true } }),
  "topk that keeps negatives": transcoder({ activation: { kind: "topk", k: 30, relu: false } }),
};

let model: LocalModel;
beforeAll(async () => {
  model = await open();
});
afterAll(() => model.close());

/** Inputs of every token of the batch, one after the other. */
async function inputs(hook: string) {
  const all = await Promise.all(batch.map(ids => model.run(ids, { hooks: [hook] })));
  return all.flatMap(run => rows(run.hooks.get(hook)!));
}

describe("sparseActivations", () => {
  it.each(Object.entries(SPARSE))(
    "%s: what is not 0 of each token, features ascending",
    async (_, dictionary) => {
      const [found] = await sparseActivations(model, dictionary, batch);
      const { tokens, features, offsets, indices, values } = found!;
      const expected = (await inputs(dictionary.hookIn)).map(
        input => sparseReference(dictionary, input).acts,
      );
      expect([tokens, features, offsets.length]).toEqual([33, 40, 34]);
      for (const [token, acts] of expected.entries()) {
        const fired = acts.flatMap((z, f) => (z === 0 ? [] : [f]));
        expect([...indices.subarray(offsets[token]!, offsets[token + 1])]).toEqual(fired);
        expect(
          furthest(
            values.subarray(offsets[token]!, offsets[token + 1]),
            fired.map(f => acts[f]!),
          ),
        ).toBeLessThan(1e-4);
      }
    },
  );

  it("codes: group · codes + id, the most similar of a group first", async () => {
    const dictionary = codebook({
      groupCount: 4,
      width: 8,
      at: "attn_preproj",
      hook: "blocks.0.attn.hook_z",
      k: 2,
    });
    const [found] = await sparseActivations(model, dictionary, batch);
    const expected = (await inputs(dictionary.hook)).flatMap(input =>
      [0, 1, 2, 3].flatMap(group =>
        codesReference(dictionary, group, input.slice(8 * group, 8 * group + 8)).ids.map(
          id => 30 * group + id,
        ),
      ),
    );
    expect([...found!.indices]).toEqual(expected);
    expect(found!.features).toBe(120);
    expect(new Set(found!.values)).toEqual(new Set([1]));
  });

  it("several dictionaries in one pass, again and again; a cross-layer transcoder by layers", async () => {
    const dictionaries: Dictionary[] = [SPARSE.topk, crossLayer(), sae("blocks.1.hook_resid_pre")];
    const reader = await sparseReader(model, dictionaries);
    expect(reader.sources.map(({ dictionary, hook }) => [dictionary, hook])).toEqual([
      [0, "blocks.0.mlp.hook_in"],
      [1, "blocks.0.mlp.hook_in"],
      [1, "blocks.1.mlp.hook_in"],
      [2, "blocks.1.hook_resid_pre"],
    ]);
    for (const ids of [batch, text]) {
      const together = await reader.read(ids);
      const alone = [];
      for (const dictionary of dictionaries) alone.push(...(await sparseActivations(model, dictionary, ids)));
      expect(together).toEqual(alone);
    }
    await reader.close();
    await model.run(text, { logits: "last" });
  });

  it("of a model in which it is attached already are those of that model", async () => {
    const dictionaries = [transcoder({ layer: 0 }), transcoder({ layer: 1 })];
    const replaced = await attachDictionaries(model, dictionaries, { mode: "replace" });
    const reader = await sparseReader(replaced, [dictionaries[1]!]);
    const [found] = await reader.read(text);
    const name = "blocks.1.hook_mlp_out.hook_sae_acts_post";
    const dense = (await replaced.run(text, { hooks: [name] })).hooks.get(name)!.data;
    expect([...found!.values]).toEqual([...dense].filter(z => z !== 0).map(z => expect.closeTo(z, 4)));
    await reader.close();
    expect(await sparseActivations(model, dictionaries[1]!, text)).not.toEqual([found]);
    await replaced.close();
  });
});

describe("scanFeature", () => {
  it.each(Object.entries(SPARSE))("%s: the feature's column of every text", async (_, dictionary) => {
    const scanner = await featureScanner(model, dictionary);
    const expected = (await inputs(dictionary.hookIn)).map(input => sparseReference(dictionary, input).acts);
    for (const feature of [0, 13, 39]) {
      const columns = await scanner.scan(feature, batch);
      expect(columns.map(({ length }) => length)).toEqual([7, 20, 6]);
      expect(
        furthest(
          columns.flatMap(column => [...column]),
          expected.map(acts => acts[feature]!),
        ),
      ).toBeLessThan(1e-4);
    }
    await expect(scanner.scan(40, text)).rejects.toThrow("there is no feature 40; there are 0 to 39");
    await scanner.close();
  });

  it("scans asked for together do not take each other's feature", async () => {
    const scanner = await featureScanner(model, SPARSE.relu);
    const together = await Promise.all([1, 2, 3].map(feature => scanner.scan(feature, batch)));
    for (const [index, columns] of together.entries())
      expect(columns).toEqual(await scanner.scan(index + 1, batch));
    await scanner.close();
  });

  it("refuses a dictionary of a model of another name, as attaching does, unless any model will do", async () => {
    const source = { ...memory, model: "google/gemma-2-2b" };
    for (const of of [SPARSE.relu, SPARSE.topk]) {
      const other = { ...of, source };
      await expect(scanFeature(model, other, 3, text)).rejects.toThrow(
        'was made for "google/gemma-2-2b", not for local:',
      );
      expect(await scanFeature(model, other, 3, text, { anyModel: true })).toEqual(
        await scanFeature(model, of, 3, text),
      );
    }
  });

  it("a layer of a cross-layer transcoder; a model that has the dictionary", async () => {
    const clt = crossLayer();
    const whole = await sparseActivations(model, clt, text);
    const { indices, offsets, values } = whole[1]!;
    const [column] = await scanFeature(model, clt, 5, text, { part: 1 });
    const expected = text.map((_, token) => {
      const at = indices.subarray(0, offsets[token + 1]).indexOf(5, offsets[token]);
      return at < 0 ? 0 : values[at]!;
    });
    expect(furthest(column!, expected)).toBeLessThan(1e-5);
    const attached = await attachDictionaries(model, [clt], { mode: "read" });
    expect(furthest((await scanFeature(attached, clt, 5, text, { part: 1 }))[0]!, expected)).toBeLessThan(
      1e-5,
    );
    await attached.close();
  });
});

describe("fvuOf", () => {
  it("is Σ|y − ŷ|² over Σ|y − ȳ|², with L0 and the features that fired", async () => {
    const dictionary = SPARSE.jumprelu;
    const [fit] = await fvuOf(model, dictionary, batch);
    const x = await inputs(dictionary.hookIn);
    const y = await inputs(dictionary.hookOut);
    const mean = y[0]!.map((_, i) => y.reduce((sum, row) => sum + row[i]!, 0) / y.length);
    let missed = 0;
    let spread = 0;
    let active = 0;
    const fired = new Set<number>();
    for (const [token, row] of y.entries()) {
      const { acts, recons } = sparseReference(dictionary, x[token]!);
      recons(acts).forEach((v, i) => {
        missed += (row[i]! - v) ** 2;
        spread += (row[i]! - mean[i]!) ** 2;
      });
      for (const [f, z] of acts.entries()) if (z) fired.add(f);
      active += acts.filter(z => z !== 0).length;
    }
    expect(fit!.fvu / (missed / spread)).toBeCloseTo(1, 4);
    expect(fit!.explainedVariance).toBe(1 - fit!.fvu);
    expect(fit).toMatchObject({
      place: "blocks.0.hook_mlp_out",
      tokens: 33,
      l0: active / 33,
      fired: fired.size,
      features: 40,
    });
    expect(fit!.warnings.join()).toContain("more than half of the variance is missed");
    const [claimed] = await fvuOf(model, dictionary, batch, { claimed: 0.1 });
    expect(claimed!.warnings).toEqual([`FVU is ${fit!.fvu.toFixed(3)} on these weights; 0.1 is claimed`]);
  });

  it("is 0 of a dictionary that gives its input back, and 1 of one that gives the mean", async () => {
    const both = Float32Array.from({ length: 32 * 16 }, (_, i) =>
      Math.floor(i / 16) % 16 === i % 16 ? (i < 256 ? 1 : -1) : 0,
    );
    const about = {
      features: 32,
      encoder: both,
      encoderBias: new Float32Array(32),
      decoderBias: new Float32Array(16),
      decoder: both,
    };
    const hook = "blocks.1.hook_resid_pre";
    const [exact] = await fvuOf(model, sae(hook, about), batch);
    expect(exact!.fvu).toBeLessThan(1e-10);
    expect(exact!.warnings).toEqual([]);
    const y = await inputs(hook);
    const mean = Float32Array.from(y[0]!, (_, i) => y.reduce((sum, row) => sum + row[i]!, 0) / y.length);
    const [flat] = await fvuOf(
      model,
      sae(hook, { ...about, decoder: new Float32Array(512), decoderBias: mean }),
      batch,
    );
    expect(flat!.fvu).toBeCloseTo(1, 5);
  });

  it("of codes compares with the normed input; tokens at the beginning can be left out", async () => {
    const dictionary = codebook();
    const [fit] = await fvuOf(model, dictionary, batch, { skip: 2 });
    expect(fit).toMatchObject({ place: "blocks.0.mlp.codebook_layer", tokens: 27, l0: 3, features: 30 });
    const all = await Promise.all(batch.map(ids => model.run(ids, { hooks: [dictionary.hook] })));
    const y = all
      .flatMap(run => rows(run.hooks.get(dictionary.hook)!).slice(2))
      .map(row => codesReference(dictionary, 0, row));
    const mean = y[0]!.normed.map((_, i) => y.reduce((sum, { normed }) => sum + normed[i]!, 0) / y.length);
    let missed = 0;
    let spread = 0;
    for (const { normed, ids, mean: of } of y)
      of(ids).forEach((v, i) => {
        missed += (normed[i]! - v) ** 2;
        spread += (normed[i]! - mean[i]!) ** 2;
      });
    expect(fit!.fvu / (missed / spread)).toBeCloseTo(1, 4);
    await expect(fvuOf(model, dictionary, [[1]], { skip: 2 })).rejects.toThrow(
      "no text has more than 2 tokens",
    );
  });
});

describe("batchPieces", () => {
  it("keeps the order and counts padding", () => {
    const texts = [3, 3, 9, 1, 1].map(length => new Int32Array(length));
    const lengths = (most: number) =>
      batchPieces(texts, 2, most).map(piece => piece.map(text => text.length));
    expect(lengths(12)).toEqual([[3, 3], [9], [1, 1]]);
    expect(lengths(54)).toEqual([
      [3, 3, 9],
      [1, 1],
    ]);
    expect(lengths(1000)).toEqual([[3, 3, 9, 1, 1]]);
  });
});
