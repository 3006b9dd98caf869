import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { embeddingWeights, logitWeights } from "../../../src/lens/features/vocabulary/logitWeights.js";
import { unitVector } from "../../../src/lens/features/vocabulary/unitVector.js";
import { writtenSizes } from "../../../src/lens/features/vocabulary/writtenSizes.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { seededRandom } from "../../../src/questions/random.js";
import { folder, open } from "../session/models.js";
import { randomSae } from "./dictionaries.js";

let models: Record<string, LocalModel>;
beforeAll(async () => {
  models = { llama: await open("llama"), gpt2: await open("gpt2"), gemma3: await open("gemma3") };
});
afterAll(async () => {
  for (const model of Object.values(models)) await model.close();
});

const random = seededRandom("directions");
const vector = (size: number) => Float32Array.from({ length: size }, () => random.next() - 0.5);

/** x · Wᵀ by hand. */
function times(x: ArrayLike<number>, weight: Float32Array): Float64Array {
  const width = x.length;
  return Float64Array.from({ length: weight.length / width }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += x[i] * weight[row * width + i];
    return sum;
  });
}

function expectOrder(
  got: { top: readonly { id: number; weight: number }[]; bottom: readonly { id: number; weight: number }[] },
  wanted: Float64Array,
  model: LocalModel,
): void {
  const order = [...wanted.keys()]
    .filter(id => model.tokenizer.has(id))
    .sort((a, b) => wanted[b] - wanted[a]);
  got.top.forEach(({ id, weight }, i) => {
    expect(weight).toBeCloseTo(wanted[id], 4);
    expect(weight).toBeCloseTo(wanted[order[i]], 4);
  });
  got.bottom.forEach(({ weight }, i) => {
    expect(weight).toBeCloseTo(wanted[order[order.length - 1 - i]], 4);
  });
}

describe("logit weights", () => {
  it("are decoder row times unembedding with the final norm's gain folded in (RMSNorm)", async () => {
    const weights = await openWeights(folder("llama"));
    const { dModel, tiedEmbeddings } = models.llama.config;
    const rows = vector(2 * dModel);
    const got = await logitWeights(models.llama, rows, { hook: "blocks.0.hook_mlp_out", top: 7 });
    expect(await logitWeights(models.llama, rows, { hook: "blocks.0.mlp.hook_out", top: 7 })).toEqual(got);
    const gain = await weights.read("model.norm.weight");
    const unembed = await weights.read(tiedEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight");
    for (const [n, one] of got.entries()) {
      const folded = gain.map((g, i) => g * rows[n * dModel + i]);
      expectOrder(one, times(folded, unembed), models.llama);
      expect(one.histogram.counts.reduce((a, b) => a + b)).toBe(258);
    }
    await weights.close();
  });

  it("take the mean out and leave biases out (LayerNorm)", async () => {
    const weights = await openWeights(folder("gpt2"));
    const { dModel } = models.gpt2.config;
    const row = vector(dModel);
    const [got] = await logitWeights(models.gpt2, row);
    const gain = await weights.read("transformer.ln_f.weight");
    const mean = row.reduce((a, b) => a + b) / dModel;
    expectOrder(
      got,
      times(
        gain.map((g, i) => g * (row[i] - mean)),
        await weights.read("transformer.wte.weight"),
      ),
      models.gpt2,
    );
    await weights.close();
  });

  it("go through a head's part of the projection behind the heads, and the MLP's", async () => {
    const weights = await openWeights(folder("llama"));
    const { dHead, heads, dMlp } = models.llama.config;
    const code = vector(dHead);
    const [got] = await logitWeights(models.llama, code, { hook: "blocks.1.attn.hook_z", head: 2 });
    const project = await weights.read("model.layers.1.self_attn.o_proj.weight");
    const wide = new Float32Array(heads * dHead);
    wide.set(code, 2 * dHead);
    const [direct] = await logitWeights(models.llama, Float32Array.from(times(wide, project)));
    for (const [i, { weight }] of got.top.entries()) expect(weight).toBeCloseTo(direct.top[i].weight, 4);
    const neuron = vector(dMlp);
    const [mlp] = await logitWeights(models.llama, neuron, { hook: "blocks.0.mlp.hook_post" });
    const down = await weights.read("model.layers.0.mlp.down_proj.weight");
    const [behind] = await logitWeights(models.llama, Float32Array.from(times(neuron, down)));
    for (const [i, { weight }] of mlp.bottom.entries())
      expect(weight).toBeCloseTo(behind.bottom[i].weight, 4);
    expect(got.top).toHaveLength(10);
    await weights.close();
  });

  it("are refused where a hook has no fixed direction", async () => {
    const { dModel, dHead } = models.llama.config;
    await expect(
      logitWeights(models.gemma3, vector(models.gemma3.config.dHead), {
        hook: "blocks.0.attn.hook_z",
        head: 0,
      }),
    ).rejects.toThrow("no fixed direction");
    await expect(
      logitWeights(models.gemma3, vector(models.gemma3.config.dModel), { hook: "blocks.0.mlp.hook_out" }),
    ).rejects.toThrow("no fixed direction");
    await expect(logitWeights(models.llama, vector(dHead), { hook: "blocks.0.attn.hook_q" })).rejects.toThrow(
      "writes nothing to the residual stream",
    );
    await expect(logitWeights(models.llama, vector(dModel + 1))).rejects.toThrow(`has width ${dModel}`);
    await expect(logitWeights(models.llama, vector(dModel), { top: 0 })).rejects.toThrow("top: expected");
  });
});

describe("de-embedding", () => {
  it("is the product with every token's embedding", async () => {
    for (const [name, table] of [
      ["llama", "model.embed_tokens.weight"],
      ["gpt2", "transformer.wte.weight"],
    ] as const) {
      const weights = await openWeights(folder(name));
      const row = vector(models[name].config.dModel);
      const [got] = await embeddingWeights(models[name], row, { top: 5 });
      expectOrder(got, times(row, await weights.read(table)), models[name]);
      await weights.close();
    }
  });
});

describe("directions of units", () => {
  it("are rows of the decoder and encoder, and the code itself", () => {
    const sae = randomSae("blocks.1.hook_mlp_out", 6, 4);
    expect([...unitVector(sae, 2).writes]).toEqual([...sae.decoder.subarray(8, 12)]);
    expect([...unitVector(sae, 2).reads]).toEqual([...sae.encoder.subarray(8, 12)]);
    expect(unitVector(sae, 2).hook).toBe("blocks.1.hook_mlp_out");
    expect(() => unitVector(sae, 6)).toThrow("there is no unit 6; there are 0 to 5");
    const group = { codes: vector(15), normWeight: vector(3), normBias: vector(3) };
    const codebook = {
      kind: "codebook",
      source: sae.source,
      hook: "blocks.0.attn.hook_z",
      at: "attn_preproj",
      layer: 0,
      groups: [group, group],
      codes: 5,
      k: 1,
      similarity: "inner_product",
    } as const;
    const unit = unitVector(codebook, 7);
    expect(unit).toMatchObject({ hook: "blocks.0.attn.hook_z", head: 1 });
    expect([...unit.writes]).toEqual([...group.codes.subarray(6, 9)]);
    const layer = {
      hookIn: "blocks.0.ln2.hook_normalized",
      hookOut: "blocks.0.hook_mlp_out",
      activation: { kind: "relu" },
      encoder: vector(4),
      encoderBias: vector(2),
      decoder: Float32Array.of(1, 2, 10, 20, 3, 4, 30, 40),
      decoderBias: vector(2),
    } as const;
    const cross = {
      kind: "cross-layer transcoder",
      source: sae.source,
      features: 2,
      dIn: 2,
      dOut: 2,
      layers: [layer, layer],
    } as const;
    expect([...unitVector(cross, 1).writes]).toEqual([33, 44]);
    const [ofSae, ofBook, ofFirst, ...more] = writtenSizes([sae, codebook, cross]);
    expect(ofSae[2]).toBeCloseTo(Math.hypot(...sae.decoder.subarray(8, 12)), 12);
    expect(ofBook).toHaveLength(10);
    expect(ofBook[7]).toBeCloseTo(Math.hypot(...group.codes.subarray(6, 9)), 12);
    expect([...ofFirst]).toEqual([Math.hypot(1, 2, 10, 20), Math.hypot(3, 4, 30, 40)]);
    expect(more).toHaveLength(1);
  });
});
