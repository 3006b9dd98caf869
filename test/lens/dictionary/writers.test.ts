import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type {
  CrossLayerTranscoder,
  Dictionary,
  SparseDictionary,
} from "../../../src/lens/dictionary/Dictionary.js";
import { decode } from "../../../src/lens/dictionary/decode.js";
import { encode } from "../../../src/lens/dictionary/encode.js";
import { foldInputBias } from "../../../src/lens/dictionary/foldInputBias.js";
import { writeCircuitTracer } from "../../../src/lens/dictionary/formats/circuitTracer/writeCircuitTracer.js";
import { writeSaelens } from "../../../src/lens/dictionary/formats/saelens/writeSaelens.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { readFeature } from "../../../src/lens/dictionary/readFeature.js";
import { readSafetensors } from "../../../src/lens/weights/safetensors/readSafetensors.js";
import { type TensorData, writeSafetensors } from "../../../src/lens/weights/safetensors/writeSafetensors.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { casesOf, DATA, difference, goldenOf } from "./data.js";

const temporary = temporaryFolder();
const read = async (path: string) =>
  (await readDictionary(join(DATA, path), { normScale: 1.7 }))[0] as SparseDictionary;

/** Both give the same activations and reconstructions of the same input. */
function same(a: SparseDictionary, b: SparseDictionary, x: Float32Array): void {
  const z = encode(a, x).post;
  expect(difference(z, encode(b, x).post)).toBeLessThan(1e-5);
  expect(difference(decode(a, z, x), decode(b, z, x))).toBeLessThan(1e-5);
}

describe("what is written is read back as the same dictionary", () => {
  it.each([...casesOf("saelens/"), "dunefsky/transcoder.pt", "gemma-scope-2/transcoder"])(
    "SAELens: %s",
    async name => {
      const before = await read(name);
      const folder = join(temporary, "saelens", name);
      await writeSaelens(before, folder);
      const [after] = (await readDictionary(folder)) as SparseDictionary[];
      const golden = name === "dunefsky/transcoder.pt" ? "dunefsky/transcoder" : name;
      same(before, after!, goldenOf(golden, "x"));
      const { kind, hookIn, hookOut, head, flattenHeads, scaling, logFrequency } = before;
      expect(after).toMatchObject({ kind, hookIn, hookOut, scaling });
      expect([after!.head, after!.flattenHeads, after!.logFrequency]).toEqual([
        head,
        flattenHeads,
        logFrequency,
      ]);
      expect(after!.source.model).toBe(before.source.model);
      expect(after!.source.centred).toBe(before.source.centred);
    },
  );

  it.each(["relu", "jumprelu-skip"])("circuit-tracer: %s", async name => {
    const before = await readDictionary(join(DATA, "circuit-tracer", name));
    const folder = join(temporary, "plt", name);
    await writeCircuitTracer(before as SparseDictionary[], folder);
    const after = await readDictionary(folder);
    expect(after.map(({ source }) => source.sha256)).toEqual(before.map(({ source }) => source.sha256));
    expect((after[1] as SparseDictionary).hookOut).toBe("blocks.1.mlp.hook_out");
  });

  it("circuit-tracer: a cross-layer transcoder", async () => {
    const [before] = (await readDictionary(join(DATA, "circuit-tracer/clt"))) as CrossLayerTranscoder[];
    const folder = join(temporary, "clt");
    await writeCircuitTracer([before!], folder);
    const [after] = await readDictionary(folder);
    expect(after!.source.sha256).toBe(before!.source.sha256);
    expect(after).toMatchObject({ kind: "cross-layer transcoder", features: 12 });
  });

  it("what a format has no form of is refused by name", async () => {
    const dictionaries = (await readDictionary(join(DATA, "circuit-tracer/topk"))) as SparseDictionary[];
    await expect(writeSaelens(dictionaries[0]!, join(temporary, "no"))).rejects.toThrow(/a TopK transcoder/);
    await expect(writeCircuitTracer(dictionaries, join(temporary, "no"))).rejects.toThrow(
      /layer 0: TopK, which/,
    );
    const sae = await read("saelens/standard");
    await expect(writeCircuitTracer([sae], join(temporary, "no"))).rejects.toThrow(
      /layer 0: sae; circuit-tracer reads/,
    );
    const relu = (await readDictionary(join(DATA, "circuit-tracer/relu"))) as SparseDictionary[];
    await expect(writeCircuitTracer(relu.slice(1), join(temporary, "no"))).rejects.toThrow(
      /layers must be 0 to 0/,
    );
    await expect(writeCircuitTracer([], join(temporary, "no"))).rejects.toThrow(/there are none/);
    const centred = relu.map(one => ({ ...one, source: { ...one.source, centred: true } }));
    await expect(writeCircuitTracer(centred, join(temporary, "no"))).rejects.toThrow(
      /layer 0: made on centred weights; circuit-tracer loads models uncentred/,
    );
    const [clt] = (await readDictionary(join(DATA, "circuit-tracer/clt"))) as CrossLayerTranscoder[];
    const other = { ...clt!, source: { ...clt!.source, centred: true } };
    await expect(writeCircuitTracer([other], join(temporary, "no"))).rejects.toThrow(/centred weights/);
  });
});

describe("one feature is read by its place", () => {
  const rows = (all: Float32Array, i: number, count: number) => [
    ...all.subarray(i * (all.length / count), (i + 1) * (all.length / count)),
  ];

  it.each(["relu", "jumprelu-skip"])("circuit-tracer: %s, every feature", async name => {
    const folder = join(DATA, "circuit-tracer", name);
    const dictionaries = (await readDictionary(folder)) as SparseDictionary[];
    for (const [layer, { features, encoder, decoder, encoderBias, activation }] of dictionaries.entries()) {
      for (let feature = 0; feature < features; feature++) {
        const one = await readFeature(folder, layer, feature);
        expect([...one.encoder]).toEqual(rows(encoder, feature, features));
        expect([...one.decoder]).toEqual(rows(decoder, feature, features));
        expect(one.encoderBias).toBe(encoderBias[feature]);
        expect(one.threshold).toBe(
          activation.kind === "jumprelu" ? activation.threshold[feature] : undefined,
        );
      }
    }
  });

  it("a cross-layer transcoder's and sparsify's", async () => {
    const clt = join(DATA, "circuit-tracer/clt");
    const [dictionary] = (await readDictionary(clt)) as CrossLayerTranscoder[];
    const one = await readFeature(clt, 1, 5);
    expect([...one.decoder]).toEqual(rows(dictionary!.layers[1]!.decoder, 5, 12));
    // The first is an SAE, which subtracts a bias from its input, the second a transcoder.
    for (const name of ["sparsify/layers.2", "sparsify/layers.1.mlp"]) {
      const sparse = await read(name);
      const folded = foldInputBias(sparse);
      for (let feature = 0; feature < sparse.features; feature++) {
        const own = await readFeature(join(DATA, name), 2, feature);
        expect([...own.encoder]).toEqual(rows(sparse.encoder, feature, 12));
        expect(own.encoderBias).toBeCloseTo(folded[feature]!, 6);
      }
      expect(difference(folded, sparse.encoderBias) > 0.01).toBe(sparse.kind === "sae");
    }
  });

  it("a threshold of all features together is each feature's", async () => {
    const folder = join(temporary, "one-threshold");
    await cp(join(DATA, "circuit-tracer/relu"), folder, { recursive: true });
    const own = await readSafetensors(join(folder, "layer_0.safetensors"));
    for (const shape of [[], [1]]) {
      const threshold = { shape, data: Float32Array.of(0.25) };
      const tensors: [string, TensorData][] = [...own.tensors, ["activation_function.threshold", threshold]];
      await writeSafetensors(tensors, join(folder, "layer_0.safetensors"));
      const [whole] = (await readDictionary(folder)) as SparseDictionary[];
      expect(whole!.activation).toEqual({ kind: "jumprelu", threshold: new Float32Array(12).fill(0.25) });
      expect((await readFeature(folder, 0, 7)).threshold).toBe(0.25);
    }
  });

  it("a layer or feature there is none of, and other layouts, are refused", async () => {
    const folder = join(DATA, "circuit-tracer/relu");
    await expect(readFeature(folder, 2, 0)).rejects.toThrow(/layer: 2 is no layer; expected 0 to 1/);
    await expect(readFeature(folder, 0, 12)).rejects.toThrow(/feature: 12 is no feature; expected 0 to 11/);
    await expect(readFeature(join(DATA, "saelens/topk"), 0, 0)).rejects.toThrow(
      /no folder of circuit-tracer or sparsify/,
    );
  });
});

it("decoding wants the input where a skip or a scale needs it", async () => {
  const cases: readonly [string, boolean][] = [
    ["saelens/skip_transcoder", true],
    ["saelens/layer_norm", true],
    ["saelens/standard", false],
  ];
  for (const [name, wanted] of cases) {
    const dictionary = await read(name);
    const z = goldenOf(name, "z");
    if (wanted) expect(() => decode(dictionary, z)).toThrow(/x: is wanted/);
    else expect(difference(decode(dictionary, z), goldenOf(name, "y"))).toBeLessThan(1e-4);
  }
  const dictionaries: Dictionary[] = [await read("saelens/standard")];
  expect(() => encode(dictionaries[0] as SparseDictionary, new Float32Array(7))).toThrow(
    /7 numbers are no whole rows of 6/,
  );
});
