import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSafetensors } from "../../../src/lens/weights/safetensors/readSafetensors.js";
import { readSafetensorsHeader } from "../../../src/lens/weights/safetensors/readSafetensorsHeader.js";
import { type TensorData, writeSafetensors } from "../../../src/lens/weights/safetensors/writeSafetensors.js";
import { temporaryFolder } from "./temporaryFolder.js";

const GOLDEN = join(import.meta.dirname, "golden");
const temporary = temporaryFolder();

/** A file of this header and so many bytes of data. */
function fileOf(header: string, data = 0, length = Buffer.byteLength(header)): string {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(length));
  const path = join(temporary, "hostile.safetensors");
  writeFileSync(path, Buffer.concat([head, Buffer.from(header), Buffer.alloc(data)]));
  return path;
}

describe("files of Python's safetensors", () => {
  it("every type is read, an empty tensor, a scalar, names and metadata beyond ASCII", async () => {
    const { tensors, metadata } = await readSafetensors(join(GOLDEN, "every-type.safetensors"));
    expect(metadata).toEqual({ note: "naïve ✓" });
    expect(tensors.get("scalar")).toMatchObject({ type: "F32", shape: [], data: new Float32Array([1.5]) });
    expect(tensors.get("empty")).toMatchObject({ type: "F32", shape: [0, 4], data: new Float32Array(0) });
    expect(tensors.get('näme "✓"\n')?.data).toEqual(new Float32Array([1]));
    const whole = [...(tensors.get("int64")!.data as BigInt64Array)].map(Number);
    expect([...(tensors.get("int32")!.data as Int32Array)]).toEqual(whole);
    expect([...(tensors.get("int8")!.data as Int8Array)]).toEqual(whole);
    const wide = tensors.get("float64")!.data as Float64Array;
    expect(tensors.get("float32")!.data).toEqual(Float32Array.from(wide));
    expect(tensors.get("float8_e4m3fn")).toMatchObject({ type: "F8_E4M3", shape: [3, 5] });
  });

  it.each(["every-type", "quantized"])("%s: what is written again is the same, byte for byte", async name => {
    const golden = join(GOLDEN, `${name}.safetensors`);
    const { tensors, metadata } = await readSafetensors(golden);
    const path = join(temporary, `${name}.safetensors`);
    const backwards = [...tensors].reverse();
    await writeSafetensors(backwards, path, metadata);
    expect(readFileSync(path).equals(readFileSync(golden))).toBe(true);
    const lazy = backwards.map(
      ([key, { data, ...rest }]) => [key, { ...rest, data: async () => data }] as const,
    );
    await writeSafetensors(lazy, path, metadata);
    expect(readFileSync(path).equals(readFileSync(golden))).toBe(true);
  });
});

describe("hostile headers are refused by name and number", () => {
  const f32 = (offsets: string, shape = "[1]") =>
    `{"dtype":"F32","shape":${shape},"data_offsets":${offsets}}`;
  const cases: [string, () => string, RegExp][] = [
    [
      "empty file",
      () => {
        writeFileSync(join(temporary, "e"), "");
        return join(temporary, "e");
      },
      /cut short: 0 bytes/,
    ],
    [
      "header beyond the file",
      () => fileOf("{}", 0, 99),
      /cut short: its header ends at byte 107, the file has 10/,
    ],
    [
      "header of 2^63 bytes",
      () => {
        const p = fileOf("{}");
        const b = readFileSync(p);
        b.writeBigUInt64LE(2n ** 63n);
        writeFileSync(p, b);
        return p;
      },
      /would be 9223372036854775808 bytes/,
    ],
    ["no JSON", () => fileOf("{oops}"), /no JSON/],
    ["a list", () => fileOf("[]"), /no JSON object/],
    [
      "not UTF-8",
      () => {
        const p = fileOf('{"aa":1}');
        const b = readFileSync(p);
        b[10] = 0xff;
        writeFileSync(p, b);
        return p;
      },
      /not UTF-8/,
    ],
    ["key twice", () => fileOf(`{"a":${f32("[0,4]")},"a":${f32("[4,8]")}}`, 8), /has "a" twice/],
    [
      "key twice, escaped",
      () => fileOf(`{"a":${f32("[0,4]")},"\\u0061":${f32("[4,8]")}}`, 8),
      /has "a" twice/,
    ],
    [
      "inner key twice",
      () => fileOf(`{"a":{"dtype":"F32","dtype":"I8","shape":[1],"data_offsets":[0,4]}}`, 4),
      /has "dtype" twice/,
    ],
    [
      "overlap",
      () => fileOf(`{"a":${f32("[0,8]", "[2]")},"b":${f32("[4,12]", "[2]")}}`, 12),
      /"b" begins at byte \d+, within another/,
    ],
    ["gap", () => fileOf(`{"a":${f32("[0,4]")},"b":${f32("[8,12]")}}`, 12), /nothing says what bytes/],
    ["bytes at the end", () => fileOf(`{"a":${f32("[0,4]")}}`, 5), /1 bytes after its last tensor/],
    [
      "cut short",
      () => fileOf(`{"a":${f32("[0,4]")},"b":${f32("[4,8]")}}`, 6),
      /cut short: tensor "b" ends at byte \d+, the file has \d+/,
    ],
    ["negative shape", () => fileOf(`{"a":${f32("[0,4]", "[-1]")}}`, 4), /"a": shape \[-1\]/],
    ["fractional shape", () => fileOf(`{"a":${f32("[0,4]", "[0.5]")}}`, 4), /"a": shape \[0.5\]/],
    [
      "huge shape",
      () => fileOf(`{"a":${f32("[0,4]", "[9007199254740991,9007199254740991]")}}`, 4),
      /"a": has 4 bytes; F32 of shape/,
    ],
    ["offsets backwards", () => fileOf(`{"a":${f32("[4,0]")}}`, 4), /"a": data_offsets \[4,0\]/],
    [
      "unknown dtype",
      () => fileOf(`{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}`, 4),
      /"a": dtype "Q4"/,
    ],
    [
      "dtype of every object",
      () => fileOf(`{"a":{"dtype":"constructor","shape":[1],"data_offsets":[0,4]}}`, 4),
      /dtype "constructor"/,
    ],
    ["no entry", () => fileOf(`{"a":null}`), /"a": dtype/],
    ["metadata of numbers", () => fileOf(`{"__metadata__":{"a":1}}`), /__metadata__/],
  ];
  it.each(cases)("%s", async (_, make, message) => {
    await expect(readSafetensorsHeader(make())).rejects.toThrow(message);
  });

  it("a tensor named __proto__ is a tensor", async () => {
    const path = fileOf(`{"__proto__":${f32("[0,4]")}}`, 4);
    expect([...(await readSafetensorsHeader(path)).tensors.keys()]).toEqual(["__proto__"]);
  });
});

describe("what cannot be written is refused before anything is", () => {
  const cases: [string, [string, TensorData][], RegExp][] = [
    [
      "wrong size",
      [["a", { shape: [3], data: new Float32Array(2) }]],
      /"a" has 8 bytes; shape \[3\] takes 12/,
    ],
    [
      "name twice",
      [
        ["a", { shape: [1], data: new Int8Array(1) }],
        ["a", { shape: [1], data: new Int8Array(1) }],
      ],
      /"a" may not be there/,
    ],
    [
      "name of metadata",
      [["__metadata__", { shape: [1], data: new Int8Array(1) }]],
      /"__metadata__" may not/,
    ],
    ["no type", [["a", { shape: [1], data: () => new Float32Array(1) }]], /"a" has no type/],
    ["negative shape", [["a", { shape: [-1], data: new Float32Array(1) }]], /shape \[-1\]/],
  ];
  it.each(cases)("%s", async (_, tensors, message) => {
    const path = join(temporary, "none.safetensors");
    await expect(writeSafetensors(tensors, path)).rejects.toThrow(message);
    expect(() => readFileSync(path)).toThrow();
  });
});
