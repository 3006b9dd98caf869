import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readGgufHeader } from "../../../src/lens/weights/gguf/readGgufHeader.js";
import { scalingOfFactors } from "../../../src/lens/weights/gguf/scalingOfFactors.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { temporaryFolder } from "./temporaryFolder.js";

const temporary = temporaryFolder();
const u32 = (n: number) => Buffer.from(Uint32Array.of(n).buffer);
const u64 = (n: number | bigint) => Buffer.from(BigUint64Array.of(BigInt(n)).buffer);
const text = (s: string) => Buffer.concat([u64(Buffer.byteLength(s)), Buffer.from(s)]);
const pair = (key: string, type: number, value: Buffer) => Buffer.concat([text(key), u32(type), value]);
const word = (key: string, value: string) => pair(key, 8, text(value));
const number = (key: string, value: number) => pair(key, 4, u32(value));
const tensor = (name: string, dims: (number | bigint)[], type: number, offset: number | bigint) =>
  Buffer.concat([text(name), u32(dims.length), ...dims.map(u64), u32(type), u64(offset)]);

/** A GGUF file of these parts; its data begins at the next multiple of 32. */
function fileOf(parts: { pairs?: Buffer[]; tensors?: Buffer[]; data?: number; start?: Buffer[] }): string {
  const { pairs = [], tensors = [], data = 0 } = parts;
  const start = parts.start ?? [Buffer.from("GGUF"), u32(3), u64(tensors.length), u64(pairs.length)];
  const head = Buffer.concat([...start, ...pairs, ...tensors]);
  const path = join(temporary, "hostile.gguf");
  writeFileSync(
    path,
    Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32), Buffer.alloc(data)]),
  );
  return path;
}

const GGUF = Buffer.from("GGUF");
const HUGE = 2n ** 62n;

describe("hostile GGUF headers are refused by name and number", () => {
  const cases: [string, () => string, RegExp][] = [
    [
      "empty",
      () => {
        const p = join(temporary, "e.gguf");
        writeFileSync(p, "");
        return p;
      },
      /no GGUF file \(it has 0 bytes\)/,
    ],
    [
      "something else",
      () => fileOf({ start: [Buffer.from("PK\x03\x04"), Buffer.alloc(28)] }),
      /does not begin with GGUF/,
    ],
    ["big-endian", () => fileOf({ start: [GGUF, Buffer.from([0, 0, 0, 3]), u64(0), u64(0)] }), /big-endian/],
    ["version 1", () => fileOf({ start: [GGUF, u32(1), u64(0), u64(0)] }), /version 1; 2 and 3 are read/],
    [
      "more tensors than bytes",
      () => fileOf({ start: [GGUF, u32(3), u64(1e9), u64(0)] }),
      /a list of 1000000000 tensors takes at least/,
    ],
    [
      "more keys than bytes",
      () => fileOf({ start: [GGUF, u32(3), u64(0), u64(1e9)] }),
      /metadata of 1000000000 keys/,
    ],
    [
      "a count no file has",
      () => fileOf({ start: [GGUF, u32(3), u64(HUGE), u64(0)] }),
      /number of tensors is 4611686018427387904/,
    ],
    [
      "text beyond the file",
      () => fileOf({ pairs: [Buffer.concat([u64(1e6), Buffer.alloc(64)])] }),
      /a text takes at least 1000000 bytes, the file has/,
    ],
    [
      "text that is not UTF-8",
      () =>
        fileOf({
          pairs: [pair("k", 8, Buffer.concat([u64(3), Buffer.from([0x61, 0xff, 0x62])])), word("l", "x")],
        }),
      /is not UTF-8/,
    ],
    [
      "list beyond the file",
      () => fileOf({ pairs: [pair("k", 9, Buffer.concat([u32(4), u64(1e9)]))] }),
      /k, a list of 1000000000, takes at least 4000000000 bytes/,
    ],
    [
      "lists in lists",
      () =>
        fileOf({
          pairs: [
            pair("k", 9, Buffer.concat(Array.from({ length: 8 }, () => Buffer.concat([u32(9), u64(1)])))),
          ],
        }),
      /k is a list in a list/,
    ],
    ["unknown type of a value", () => fileOf({ pairs: [pair("k", 77, u64(0))] }), /k has metadata type 77/],
    ["a truth value of 7", () => fileOf({ pairs: [pair("k", 7, Buffer.from([7]))] }), /truth value is 7/],
    ["key twice", () => fileOf({ pairs: [number("k", 1), number("k", 2)] }), /has "k" twice/],
    [
      "tensor twice",
      () => fileOf({ tensors: [tensor("t", [4], 0, 0), tensor("t", [4], 0, 32)], data: 64 }),
      /"t" is there twice/,
    ],
    [
      "five dimensions",
      () => fileOf({ tensors: [tensor("t", [1, 1, 1, 1, 1], 0, 0)], data: 32 }),
      /"t" has 5 dimensions/,
    ],
    [
      "dimension no file has",
      () => fileOf({ tensors: [tensor("t", [HUGE], 0, 0)], data: 32 }),
      /a dimension of tensor t is 4611686018427387904/,
    ],
    [
      "dimensions that overflow",
      () => fileOf({ tensors: [tensor("t", [2 ** 40, 2 ** 40], 0, 0)], data: 32 }),
      /"t": cut short/,
    ],
    [
      "cut short",
      () => fileOf({ tensors: [tensor("t", [16], 0, 0)], data: 60 }),
      /"t": cut short: f32 \[16\] ends at byte \d+, the file has \d+/,
    ],
    [
      "overlap",
      () => fileOf({ tensors: [tensor("t", [16], 0, 0), tensor("u", [16], 0, 32)], data: 128 }),
      /"u" begins at byte \d+, within "t" that ends at/,
    ],
    [
      "offset astride",
      () => fileOf({ tensors: [tensor("t", [4], 0, 4)], data: 64 }),
      /offset 4 is no multiple of the alignment 32/,
    ],
    [
      "alignment of 3",
      () => fileOf({ pairs: [number("general.alignment", 3)] }),
      /general.alignment is 3; expected a power of two/,
    ],
    [
      "part of a block",
      () => fileOf({ tensors: [tensor("t", [33], 2, 0)], data: 64 }),
      /rows of 33 numbers; q4_0 stores 32 together/,
    ],
  ];
  it.each(cases)("%s", async (_, make, message) => {
    await expect(readGgufHeader(make())).rejects.toThrow(message);
  });
});

describe("files that are GGUF, but no model here, say so", () => {
  const llama = [
    word("general.architecture", "llama"),
    number("llama.block_count", 1),
    number("llama.context_length", 8),
    number("llama.embedding_length", 8),
    number("llama.feed_forward_length", 8),
    number("llama.attention.head_count", 2),
    pair("llama.attention.layer_norm_rms_epsilon", 6, Buffer.from(Float32Array.of(1e-5).buffer)),
    word("tokenizer.ggml.model", "gpt2"),
  ];
  const embedding = tensor("token_embd.weight", [8, 4], 0, 0);
  const cases: [string, () => string, RegExp][] = [
    [
      "architecture",
      () => fileOf({ pairs: [word("general.architecture", "mamba")] }),
      /general\.architecture is "mamba"; expected one of llama, qwen2/,
    ],
    ["no architecture", () => fileOf({}), /general\.architecture is missing/],
    ["missing number", () => fileOf({ pairs: [llama[0]!] }), /llama\.embedding_length is missing/],
    ["no embedding", () => fileOf({ pairs: llama }), /has no tensor token_embd\.weight/],
    [
      "no tensors",
      () => fileOf({ pairs: llama, tensors: [embedding], data: 128 }),
      /has no tensor model\.layers\.0\.input_layernorm\.weight \[8\], and \d+ more/,
    ],
    [
      "a type that is not read",
      () =>
        fileOf({
          pairs: llama,
          tensors: [embedding, tensor("blk.0.attn_norm.weight", [8], 10, 128)],
          data: 192,
        }),
      /tensor blk\.0\.attn_norm\.weight has type q2_k; read are f32, f16, bf16, q4_0/,
    ],
    [
      "a type of the future",
      () =>
        fileOf({
          pairs: llama,
          tensors: [embedding, tensor("blk.0.attn_norm.weight", [8], 99, 128)],
          data: 192,
        }),
      /has type 99; read are/,
    ],
    [
      "experts",
      () => fileOf({ pairs: [...llama, number("llama.expert_count", 8)], tensors: [embedding], data: 128 }),
      /llama\.expert_count is 8; expected none/,
    ],
    [
      "yarn",
      () =>
        fileOf({
          pairs: [...llama, word("llama.rope.scaling.type", "yarn")],
          tensors: [embedding],
          data: 128,
        }),
      /rope\.scaling\.type is "yarn"; expected none or linear/,
    ],
    [
      "one of several files",
      () => fileOf({ pairs: [...llama, pair("split.count", 2, Buffer.from([3, 0]))] }),
      /is one of 3 parts; join them: llama-gguf-split --merge .*hostile\.gguf .*hostile-joined\.gguf/,
    ],
    [
      "a million million layers",
      () =>
        fileOf({
          pairs: [llama[0]!, pair("llama.block_count", 10, u64(1e12)), ...llama.slice(2)],
          tensors: [embedding],
          data: 128,
        }),
      /llama\.block_count is 1000000000000; expected a whole number from 1 to 4096/,
    ],
  ];
  it.each(cases)("%s", async (_, make, message) => {
    await expect(openWeights(make())).rejects.toThrow(message);
  });
});

describe("Llama 3.1's scaling is read back from its factors", () => {
  const factors = (base: number, dims: number, factor: number, high: number, context: number) =>
    Float32Array.from({ length: dims / 2 }, (_, i) => {
      const smooth = (context / (2 * Math.PI * base ** ((2 * i) / dims)) - 1) / (high - 1);
      return smooth >= 1 ? 1 : smooth <= 0 ? factor : 1 / ((1 - smooth) / factor + smooth);
    });
  it.each([
    [5e5, 128, 8, 4, 8192],
    [5e5, 64, 32, 4, 8192],
    [1e4, 64, 16, 4, 2048],
    [1e4, 128, 8, 8, 4096],
  ])("base %d, %d dimensions, by %d up to %d of %d tokens", (base, dims, factor, high, context) => {
    const found = scalingOfFactors(factors(base, dims, factor, high, context), base, dims, "file");
    expect(found).toMatchObject({ type: "llama3", factor, lowFrequencyFactor: 1, originalContext: context });
    expect(found.highFrequencyFactor).toBeCloseTo(high, 3);
  });
  it("other factors are refused", () => {
    const odd = Float32Array.from({ length: 32 }, (_, i) => 1 + i);
    expect(() => scalingOfFactors(odd, 1e4, 64, "file")).toThrow(
      /rope_freqs\.weight\[\d+\] is \d+; Llama 3\.1's scaling by 32 gives/,
    );
    expect(() => scalingOfFactors(odd, 1e4, 128, "file")).toThrow(/has 32 numbers; expected 64/);
  });
});
