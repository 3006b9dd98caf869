import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { anthropicFeature } from "../../../src/lens/dictionary/formats/featureRecords/anthropicFeature.js";
import {
  readFeatureStore,
  readStoredFeature,
  writeFeatureStore,
} from "../../../src/lens/dictionary/formats/featureRecords/featureStore.js";
import { neuronpediaFeature } from "../../../src/lens/dictionary/formats/featureRecords/neuronpediaFeature.js";
import { readNeuronpedia } from "../../../src/lens/dictionary/formats/featureRecords/readNeuronpedia.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { DATA } from "./data.js";

const temporary = temporaryFolder();
const RECORDS = join(DATA, "records");

describe("Neuronpedia's features", () => {
  it("examples, histograms and logits of the API's JSON", async () => {
    const [feature] = await readNeuronpedia(join(RECORDS, "neuronpedia.json"));
    expect(feature).toMatchObject({
      index: 650,
      layer: 6,
      model: "gpt2-small",
      dictionary: "6-res-jb",
      maximum: 2.25,
      frequency: 0.0125,
      topLogits: [
        { token: " x", value: 1.5 },
        { token: " y", value: 1.25 },
      ],
      bottomLogits: [{ token: " the", value: -0.75 }],
      activations: { values: [0.5, 1.5], heights: [3, 1] },
      explanations: ["parameters"],
    });
    expect(feature!.quantiles.map(({ name, examples }) => [name, examples.length])).toEqual([
      ["Top activations", 1],
      ["1 to 2", 1],
    ]);
    expect(feature!.quantiles[0]!.examples[0]).toMatchObject({ peak: 3, values: [0, 0.5, 0, 2.25, 0] });
  });

  it("a batch of SAEDashboard; lines of JSON; what is written comes back", async () => {
    const [dashboard] = await readNeuronpedia(join(RECORDS, "batch-0.json"));
    expect(dashboard).toMatchObject({ index: 3, layer: 6, dictionary: "6-res-jb", model: "gpt2-small" });
    const all = [...(await readNeuronpedia(join(RECORDS, "neuronpedia.json"))), dashboard!];
    const file = join(temporary, "features.jsonl.gz");
    writeFileSync(file, gzipSync(all.map(one => `${JSON.stringify(neuronpediaFeature(one))}\n`).join("")));
    const again = await readNeuronpedia(file);
    expect(again[0]).toEqual(all[0]);
    expect(again[1]!.quantiles).toEqual(dashboard!.quantiles);
  });

  it("faults name file, feature, key and value", async () => {
    const write = (value: unknown) => {
      const file = join(temporary, "bad.json");
      writeFileSync(file, JSON.stringify(value));
      return readNeuronpedia(file);
    };
    await expect(write({ layer: "6" })).rejects.toThrow(
      /bad\.json: index is undefined; expected a whole number/,
    );
    await expect(write({ index: 2, pos_str: "x" })).rejects.toThrow(
      /feature 2: pos_str is "x"; expected a list of texts/,
    );
    await expect(write({ index: 2, activations: [{ tokens: ["a"], values: [1, 2] }] })).rejects.toThrow(
      /feature 2: activations\[0\]\.values is \[1,2\]; expected one number for each of 1 tokens/,
    );
  });
});

describe("circuit-tracer's feature store", () => {
  it("records are read by their place, gzip and zlib", async () => {
    const store = await readFeatureStore(join(RECORDS, "features"));
    for (const index of [0, 1]) {
      expect(await readStoredFeature(store, 0, index)).toMatchObject({
        index,
        layer: 0,
        dictionary: "tiny",
        topLogits: [{ token: " x" }],
        quantiles: [
          { name: "Top activations", examples: [{ tokens: ["def", " f", "(", "x", "):"], peak: 3 }] },
        ],
        activations: { values: [0, 1, 2], heights: [3, 1] },
      });
    }
    await expect(readStoredFeature(store, 1, 0)).rejects.toThrow(/layer: 1 is no layer; expected 0 to 0/);
    await expect(readStoredFeature(store, 0, 2)).rejects.toThrow(/feature: 2 is no feature; expected 0 to 1/);
  });

  it("what is written is read back, with empty places for features that have no record", async () => {
    const store = await readFeatureStore(join(RECORDS, "features"));
    const record = (await readStoredFeature(store, 0, 1))!;
    const folder = join(temporary, "features");
    await writeFeatureStore(
      [
        [
          { ...record, index: 2 },
          { ...record, index: 5 },
        ],
        [],
      ],
      folder,
      { features: 8 },
    );
    const again = await readFeatureStore(folder);
    expect(again.layers.map(({ offsets }) => offsets.length)).toEqual([9, 9]);
    expect(await readStoredFeature(again, 0, 5)).toEqual({ ...record, index: 5 });
    expect(await readStoredFeature(again, 0, 4)).toBeUndefined();
    expect(await readStoredFeature(again, 1, 7)).toBeUndefined();
    expect(anthropicFeature(record)).toMatchObject({ index: 1, top_logits: [" x"], act_max: 2.25 });
  });

  it("an index that leads out of its folder, and damaged records, are refused", async () => {
    const folder = join(temporary, "hostile");
    await writeFeatureStore([[]], folder);
    const index = (value: unknown) =>
      writeFileSync(join(folder, "index.json.gz"), gzipSync(JSON.stringify(value)));
    index([{ filename: "../layer_0.bin", offsets: [0, 1] }]);
    await expect(readFeatureStore(folder)).rejects.toThrow(/layer 0: filename is "\.\.\/layer_0\.bin"/);
    index([{ filename: "layer_0.bin", offsets: [5, 1] }]);
    await expect(readFeatureStore(folder)).rejects.toThrow(/offsets are no whole numbers that rise/);
    index([{ filename: "layer_0.bin", offsets: [0, 99] }]);
    await expect(readStoredFeature(await readFeatureStore(folder), 0, 0)).rejects.toThrow(
      /cut short: feature 0 ends at byte 99/,
    );
    writeFileSync(join(folder, "layer_0.bin"), Buffer.alloc(99, 1));
    await expect(readStoredFeature(await readFeatureStore(folder), 0, 0)).rejects.toThrow(
      /feature 0: says 16843009 bytes/,
    );
    writeFileSync(
      join(folder, "layer_0.bin"),
      Buffer.concat([Buffer.from([95, 0, 0, 0]), Buffer.alloc(95, 7)]),
    );
    await expect(readStoredFeature(await readFeatureStore(folder), 0, 0)).rejects.toThrow(
      /is no compressed JSON/,
    );
  });
});
