import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { gguf } from "@huggingface/gguf";
import { describe, expect, it, vi } from "vitest";
import { openTokenizer } from "../../../src/lens/tokens/openTokenizer.js";
import { type Dequantize, dequantize } from "../../../src/lens/weights/gguf/dequantize.js";
import { tensorName } from "../../../src/lens/weights/gguf/tensorNames.js";
import { materialize } from "../../../src/lens/weights/materialize.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { readSafetensors } from "../../../src/lens/weights/safetensors/readSafetensors.js";
import { temporaryFolder } from "./temporaryFolder.js";

const GOLDEN = join(import.meta.dirname, "golden");
const MODELS = join(import.meta.dirname, "../goldens");
const temporary = temporaryFolder();

/** A golden GGUF file, unpacked. */
function unpacked(name: string): string {
  const path = join(temporary, `${name}.gguf`);
  if (!existsSync(path)) writeFileSync(path, gunzipSync(readFileSync(join(GOLDEN, `${name}.gguf.gz`))));
  return path;
}

/** Bits, so that 0 and -0, and NaN, are told apart. */
const bits = (numbers: Float32Array) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);

describe("dequantisation gives the numbers of Python's gguf bit by bit", () => {
  it.each(Object.entries(dequantize))("%s", async (type: string, unpack: Dequantize) => {
    const { tensors } = await readSafetensors(join(GOLDEN, "quantized.safetensors"));
    const blocks = tensors.get(`${type}.bytes`)!;
    const wanted = tensors.get(`${type}.numbers`)!.data as Float32Array;
    // Not at 0: what lies before and behind stays.
    const out = new Float32Array(wanted.length + 2).fill(7);
    unpack(blocks.data as Uint8Array, out, 1, blocks.shape[0]!);
    expect(bits(out.slice(1, -1)).equals(bits(wanted))).toBe(true);
    expect([out[0], out.at(-1)]).toEqual([7, 7]);
  });
});

describe("a GGUF file of llama.cpp's converter is the folder it was made of: config, names, shapes and every bit", () => {
  const cases = [
    ["llama", join(MODELS, "llama")],
    ["llama3-untied-sharded", join(MODELS, "llama3-untied-sharded")],
    ["qwen2-bf16", join(MODELS, "qwen2-bf16")],
    ["qwen3-f16", join(MODELS, "qwen3-f16")],
    ["gemma3", join(GOLDEN, "gemma3")],
    ["gpt2", join(MODELS, "gpt2")],
    ["gpt-neox", join(MODELS, "gpt-neox")],
  ] as const;
  it.each(cases)("%s", async (name, folder) => {
    const made = await openWeights(unpacked(name));
    const from = await openWeights(folder);
    const { normEpsilon, eos, ...config } = made.config;
    expect(config).toEqual(Object.fromEntries(Object.entries(from.config).filter(([key]) => key in config)));
    expect(Object.keys(from.config).filter(key => !(key in config))).toEqual(["normEpsilon", "eos"]);
    expect(normEpsilon).toBe(Math.fround(from.config.normEpsilon));
    expect(eos).toEqual(expect.arrayContaining([...from.config.eos]));
    expect([...made.tensors.keys()].sort()).toEqual([...from.tensors.keys()].sort());
    for (const [tensor, { shape }] of from.tensors) {
      expect(made.tensors.get(tensor)!.shape).toEqual(shape);
      const numbers = await made.read(tensor);
      expect(bits(numbers).equals(bits(await from.read(tensor))), tensor).toBe(true);
      const streamed = new Float32Array(numbers.length);
      await made.stream(tensor, (part, at) => streamed.set(part, at));
      expect(bits(streamed).equals(bits(numbers)), tensor).toBe(true);
    }
  });

  it("a tokenizer of SentencePiece is put together from tokens and scores: ids are those of SentencePiece", async () => {
    const { tokenizerFiles } = await openWeights(unpacked("gemma3"));
    const tokenizer = openTokenizer(tokenizerFiles);
    expect([tokenizer.bos, tokenizer.addsBos]).toEqual([2, true]);
    const texts = JSON.parse(readFileSync(join(GOLDEN, "gemma3/ids.json"), "utf8"));
    for (const { text, ids } of texts) expect([...tokenizer.encode(text)], text).toEqual(ids);
  });

  it("materialize gives every tensor a place whose bytes are its numbers, once, and again the next time", async () => {
    const cache = join(temporary, "cache");
    const weights = await openWeights(unpacked("gemma3"));
    const seen: number[] = [];
    const first = await materialize(weights, { cache, widen: true, onProgress: done => seen.push(done) });
    expect(first.reused).toBe(false);
    expect(seen.length).toBeGreaterThan(0);
    for (const [name, place] of first.tensors) {
      expect(place.type).toBe("f32");
      const bytes = readFileSync(place.file).subarray(place.offset, place.offset + place.bytes);
      expect(bytes.equals(bits(await weights.read(name))), name).toBe(true);
    }
    const second = await materialize(weights, { cache, widen: true });
    expect(second).toEqual({ ...first, reused: true });
    const narrow = await materialize(weights, { cache });
    // bf16 is used where it lies; norms had 1 added, and are written.
    expect(narrow.tensors.get("model.embed_tokens.weight")).toMatchObject({
      type: "bf16",
      file: weights.path,
    });
    expect(narrow.bytes).toBeLessThan(first.bytes);
  });

  it("a materialized file that was stopped leaves nothing under its name", async () => {
    const cache = join(temporary, "stopped");
    const weights = await openWeights(unpacked("llama"));
    const stop = new AbortController();
    const run = materialize(weights, { cache, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(run).rejects.toThrow(/abort/i);
    expect((await materialize(weights, { cache })).reused).toBe(false);
  });

  it("a cache that cannot be written is named with the size that is needed", async () => {
    const file = join(temporary, "a-file");
    writeFileSync(file, "");
    const weights = await openWeights(unpacked("llama"));
    await expect(materialize(weights, { cache: file })).rejects.toThrow(
      /weights: .*as float32 take \d+ bytes there \(TRACEBOOK_CACHE/,
    );
  });
});

describe("real files", () => {
  const folder = process.env.TRACEBOOK_MODELS ?? join(homedir(), ".cache/tracebook/models");
  const golden: Record<string, Record<string, string>> = JSON.parse(
    readFileSync(join(GOLDEN, "real.json"), "utf8"),
  );
  for (const [name, tensors] of Object.entries(golden)) {
    const path = join(folder, name);
    const absent = !existsSync(path);
    if (absent) console.warn(`skipped: no ${path} (npm run models; TRACEBOOK_MODELS names the folder)`);

    it.skipIf(absent)(`${name}: tensors are those of Python's gguf, in transformers' order`, async () => {
      const weights = await openWeights(path);
      for (const [stored, wanted] of Object.entries(tensors)) {
        const tensor = tensorName(stored, weights.config.architecture)!;
        const hash = createHash("sha256");
        await weights.stream(tensor, part => void hash.update(bits(part)));
        const { type } = weights.tensors.get(tensor)!;
        expect(`${type} ${hash.digest("hex").slice(0, 32)}`, stored).toBe(wanted);
      }
    });

    it.skipIf(absent)(`${name}: metadata and places are those @huggingface/gguf reads`, async () => {
      const { readGgufHeader } = await import("../../../src/lens/weights/gguf/readGgufHeader.js");
      const header = await readGgufHeader(path);
      const other = await gguf(path, { allowLocalFile: true });
      // It takes a byte order mark from the front of every text.
      const plain = (value: unknown): unknown =>
        Array.isArray(value)
          ? value.map(plain)
          : typeof value === "string"
            ? value.replace(/^\ufeff/, "")
            : value;
      for (const [key, value] of header.metadata) {
        const read = (other.metadata as Record<string, unknown>)[key];
        expect(plain(value), key).toEqual(typeof read === "bigint" ? Number(read) : read);
      }
      expect([...header.tensors.values()].map(({ name, offset }) => [name, offset])).toEqual(
        other.tensorInfos.map(info => [info.name, Number(other.tensorDataOffset + info.offset)]),
      );
    });
  }
});

it("a hash is that of the file, and is known again while the file is the same", async () => {
  vi.stubEnv("TRACEBOOK_CACHE", join(temporary, "hashes"));
  const path = unpacked("llama");
  const wanted = createHash("sha256").update(readFileSync(path)).digest("hex");
  expect(await (await openWeights(path)).hash()).toBe(wanted);
  expect(await (await openWeights(path)).hash()).toBe(wanted);
  const changed = Buffer.from(readFileSync(path));
  changed[changed.length - 1]! ^= 1;
  writeFileSync(path, changed);
  expect(await (await openWeights(path)).hash()).not.toBe(wanted);
  vi.unstubAllEnvs();
});
