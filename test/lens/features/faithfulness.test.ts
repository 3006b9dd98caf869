import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { faithfulness } from "../../../src/lens/features/faithfulness/faithfulness.js";
import { jackknife } from "../../../src/lens/features/faithfulness/jackknife.js";
import { divergence, logSoftmax } from "../../../src/lens/features/faithfulness/logSoftmax.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { embeddedFolder, hasEmbedded } from "../../../src/providers/embedded/packagedModels.js";
import { open } from "../session/models.js";
import { identitySae, randomSae, zeroSae } from "./dictionaries.js";

let model: LocalModel;
beforeAll(async () => {
  model = await open("llama");
});
afterAll(() => model.close());

const hooks = ["blocks.0.hook_mlp_out", "blocks.1.hook_mlp_out"];
const texts = Array.from({ length: 6 }, (_, i) => ({
  ids: Array.from({ length: 9 + i }, (__, t) => (31 * i + 17 * t * t + 5) % 256),
  family: `f${i % 3}`,
  ...(i === 5 && { from: 4 }),
}));

describe("faithfulness", () => {
  it("of a dictionary that gives everything back is whole: KL 0, all of the loss recovered, FVU 0", async () => {
    const width = model.config.dModel;
    const result = await faithfulness(
      model,
      hooks.map(hook => identitySae(hook, width)),
      texts,
    );
    expect(result).toMatchObject({ tokens: 69, scored: 60, families: 3 });
    expect(result).not.toHaveProperty("withoutCodebooks");
    for (const place of result.places) {
      expect(place.fvu.value).toBeLessThan(1e-10);
      // Each axis is above or below 0: one of its two features fires.
      expect(place.l0.value).toBeCloseTo(width, 5);
    }
    expect(result.replaced.map(({ what }) => what)).toEqual([...hooks, "all"]);
    for (const one of result.replaced) {
      expect(one.kl.value).toBeLessThan(1e-9);
      expect(one.ce.value).toBeCloseTo(result.ce.value, 5);
      expect(one.klRecoveredZero.value).toBeCloseTo(1, 6);
      expect(one.klRecoveredMean.value).toBeCloseTo(1, 6);
      expect(one.recoveredZero.value).toBeCloseTo(1, 3);
    }
  });

  it("of a dictionary that gives 0 is that of zero ablation: nothing recovered", async () => {
    const width = model.config.dModel;
    const result = await faithfulness(
      model,
      hooks.map(hook => zeroSae(hook, width)),
      texts,
      { each: false },
    );
    const [all] = result.replaced;
    expect(all.ce.value).toBeCloseTo(all.ceZero.value, 6);
    expect(all.recoveredZero.value).toBeCloseTo(0, 4);
    expect(all.klRecoveredZero.value).toBeCloseTo(0, 4);
    expect(all.kl.value).toBeGreaterThan(1e-6);
    for (const place of result.places) {
      expect(place.l0.value).toBe(1);
      expect(place.fvu.value).toBeGreaterThanOrEqual(1);
    }
  });

  it("is what adding up tokens by hand gives, for a random dictionary and both ablations", async () => {
    const { dModel, vocabulary } = model.config;
    const sae = randomSae(hooks[1], 12, dModel);
    const result = await faithfulness(model, [sae], texts);
    const ys: Float32Array[] = [];
    for (const { ids } of texts) {
      const { data } = (await model.run(ids, { hooks: [hooks[1]] })).hooks.get(hooks[1])!;
      for (let t = 0; t < ids.length; t++) ys.push(data.slice(t * dModel, (t + 1) * dModel));
    }
    const mean = Float32Array.from(
      { length: dModel },
      (_, i) => ys.reduce((sum, y) => sum + y[i], 0) / ys.length,
    );
    let active = 0;
    const made = ys.map(y => {
      const out = Float64Array.from(sae.decoderBias);
      for (let f = 0; f < 12; f++) {
        let pre = sae.encoderBias[f];
        for (let i = 0; i < dModel; i++) pre += y[i] * sae.encoder[f * dModel + i];
        if (pre <= 0) continue;
        active++;
        for (let i = 0; i < dModel; i++) out[i] += pre * sae.decoder[f * dModel + i];
      }
      return out;
    });
    const squares = (of: (y: Float32Array, n: number, i: number) => number) =>
      ys.reduce((sum, y, n) => sum + y.reduce((inner, _, i) => inner + of(y, n, i) ** 2, 0), 0);
    expect(result.places[0].l0.value).toBeCloseTo(active / ys.length, 6);
    expect(
      result.places[0].fvu.value /
        (squares((y, n, i) => y[i] - made[n][i]) / squares((y, _, i) => y[i] - mean[i])),
    ).toBeCloseTo(1, 4);
    // The loss with values put in by hand.
    const loss = async (values?: (first: number) => Float32Array) => {
      let ce = 0;
      let kl = 0;
      let count = 0;
      let first = 0;
      for (const { ids, from = 1 } of texts) {
        const value = values?.(first);
        const plain = (await model.run(ids)).logits!.data;
        const changed =
          value === undefined
            ? plain
            : (
                await model.run(ids, {
                  interventions: [{ hook: hooks[1], action: { kind: "replace", value } }],
                })
              ).logits!.data;
        for (let t = from; t < ids.length; t++) {
          const row = (data: Float32Array) => logSoftmax(data.subarray((t - 1) * vocabulary, t * vocabulary));
          ce -= row(changed)[ids[t]];
          kl += divergence(row(plain), row(changed));
          count++;
        }
        first += ids.length;
      }
      return { ce: ce / count, kl: kl / count };
    };
    let at = 0;
    const replaced = await loss(first => {
      const own = texts.find(
        (_, i) => texts.slice(0, i).reduce((sum, { ids }) => sum + ids.length, 0) === first,
      )!;
      at = first;
      return Float32Array.from(made.slice(at, at + own.ids.length).flatMap(row => [...row]));
    });
    const original = await loss();
    const zero = await loss(() => Float32Array.of(0));
    const averaged = await loss(() => mean);
    const [, all] = [undefined, result.replaced[0]];
    expect(result.ce.value).toBeCloseTo(original.ce, 5);
    expect(all.ce.value).toBeCloseTo(replaced.ce, 5);
    expect(all.kl.value).toBeCloseTo(replaced.kl, 5);
    expect(all.ceZero.value).toBeCloseTo(zero.ce, 5);
    expect(all.ceMean.value).toBeCloseTo(averaged.ce, 5);
    expect(all.klRecoveredMean.value).toBeCloseTo((averaged.kl - replaced.kl) / averaged.kl, 3);
    expect(all.klRecoveredZero.value).toBeCloseTo((zero.kl - replaced.kl) / zero.kl, 3);
    expect(all.kl.se).toBeGreaterThan(0);
  });

  it("asks for free-running accuracy of the model as it is and with all put in", async () => {
    const width = model.config.dModel;
    const seen: string[] = [];
    const result = await faithfulness(model, [zeroSae(hooks[0], width)], texts.slice(0, 2), {
      freeRunning: async one => {
        const { data } = (await one.run([1, 2, 3], { hooks: [hooks[0]], logits: "none" })).hooks.get(
          hooks[0],
        )!;
        const off = data.every(value => value === 0);
        seen.push(off ? "replaced" : "original");
        return { accuracy: off ? 0.25 : 0.75, items: 4 };
      },
    });
    expect(seen).toEqual(["original", "replaced"]);
    expect(result.freeRunning).toEqual({
      original: { accuracy: 0.75, items: 4 },
      replaced: { accuracy: 0.25, items: 4 },
      change: -50,
    });
  });

  it("refuses no dictionaries, no texts, and texts of which nothing is predicted", async () => {
    const sae = zeroSae(hooks[0], model.config.dModel);
    await expect(faithfulness(model, [], texts)).rejects.toThrow("dictionaries: there are none");
    await expect(faithfulness(model, [sae], [])).rejects.toThrow("texts: there are none");
    await expect(faithfulness(model, [sae], [{ ids: [1], family: "x" }])).rejects.toThrow(
      "text 0 has 1 tokens",
    );
  });
});

describe.skipIf(!hasEmbedded("embedded-codebook-mlp"))(
  "faithfulness of codebooks that are part of a model",
  () => {
    it("is measured on the model without them, with them and with each alone put in", async () => {
      const folder = embeddedFolder("embedded-codebook-mlp");
      const dictionaries = await readDictionary(folder);
      const twin = await openLocalModel(folder, { threads: 1 });
      const bare = await openLocalModel(folder, { threads: 1, codebooks: false });
      const own = [5, 9].map((step, i) => ({
        ids: Array.from({ length: 12 }, (_, t) => 3 + ((step * t * t + 7 * t) % 500)),
        family: `f${i}`,
      }));
      const loss = async (on: LocalModel): Promise<number> => {
        const losses: number[] = [];
        for (const { ids } of own) {
          const { data } = (await on.run(ids)).logits!;
          const width = data.length / ids.length;
          for (let t = 1; t < ids.length; t++)
            losses.push(-logSoftmax(data.subarray((t - 1) * width, t * width))[ids[t]]);
        }
        return losses.reduce((a, b) => a + b) / losses.length;
      };
      const all = await faithfulness(twin, dictionaries, own, { each: false });
      expect(all.ce.value).toBeCloseTo(await loss(bare), 5);
      expect(all.replaced[0].ce.value).toBeCloseTo(await loss(twin), 5);
      expect(Math.abs(all.ce.value - all.replaced[0].ce.value)).toBeGreaterThan(1e-3);
      expect(all.places.map(({ l0 }) => l0.value)).toEqual(dictionaries.map(() => 8));
      expect(all.withoutCodebooks).toBe(true);
      // Those of one layer alone, as `--layers 0` reads them.
      const [one] = (await faithfulness(twin, dictionaries.slice(0, 1), own)).replaced;
      expect(one.ce.value).not.toBeCloseTo(all.replaced[0].ce.value, 5);
      // The given model stays open.
      expect(await loss(twin)).toBeCloseTo(all.replaced[0].ce.value, 5);
      await twin.close();
      await bare.close();
    });
  },
);

describe("numbers of faithfulness", () => {
  it("are log-probabilities that add up to 1 and survive large logits", () => {
    const rows = logSoftmax(Float32Array.of(1000, 999, -1000));
    expect(rows[0]).toBeCloseTo(Math.log(1 / (1 + Math.exp(-1))), 6);
    expect(rows.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 12);
    const p = Float64Array.of(Math.log(0.5), Math.log(0.5));
    const q = Float64Array.of(Math.log(0.9), Math.log(0.1));
    expect(divergence(p, q)).toBeCloseTo(0.5 * Math.log(0.5 / 0.9) + 0.5 * Math.log(0.5 / 0.1), 12);
    expect(divergence(p, p)).toBe(0);
  });

  it("have the standard error of the mean where every family has one item", () => {
    const items = [3, 5, 8, 1];
    const { value, se } = jackknife(
      items.map(item => Float64Array.of(1, item)),
      ([n, sum]) => sum / n,
    );
    const variance = items.reduce((sum, item) => sum + (item - 4.25) ** 2, 0) / 3;
    expect(value).toBe(4.25);
    expect(se).toBeCloseTo(Math.sqrt(variance / 4), 12);
    expect(jackknife([Float64Array.of(2, 6)], ([n, sum]) => sum / n)).toEqual({ value: 3 });
  });
});
