import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openTorchFile } from "../../../src/lens/dictionary/formats/pickle/openTorchFile.js";
import { torchTensors } from "../../../src/lens/dictionary/formats/pickle/torchTensors.js";
import { unpickle } from "../../../src/lens/dictionary/formats/pickle/unpickle.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { DATA } from "./data.js";

const temporary = temporaryFolder();

/** Bytes of a pickle: texts are its letters, numbers its bytes. */
function pickle(...parts: (string | number)[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.flatMap(part => (typeof part === "number" ? [part] : [...Buffer.from(part, "latin1")]));
  return Uint8Array.from([0x80, 2, ...bytes]);
}

const text = (value: string) => `X${String.fromCharCode(value.length)}\0\0\0${value}`;
const run = (bytes: Uint8Array<ArrayBuffer>, records = false) => unpickle(bytes, "f.pkl", { records });

describe("a pickle that would run something is refused with what it names and where", () => {
  const cases: [string, Uint8Array<ArrayBuffer>, RegExp][] = [
    [
      "os.system",
      pickle("cos\nsystem\n", text("id"), 0x85, "R."),
      /^f\.pkl: pickle, byte 21: calls os\.system$/,
    ],
    [
      "builtins.eval by STACK_GLOBAL",
      pickle(text("builtins"), text("eval"), 0x93, text("1"), 0x85, "R."),
      /calls builtins\.eval/,
    ],
    ["getattr", pickle("cbuiltins\ngetattr\n", ")R."), /calls builtins\.getattr/],
    [
      "an OrderedDict with values",
      pickle("ccollections\nOrderedDict\n", "]", 0x85, "R."),
      /calls collections\.OrderedDict with values/,
    ],
    [
      "an object, where none may be",
      pickle("csubprocess\nPopen\n", ")", 0x81, "."),
      /makes an object of subprocess\.Popen/,
    ],
    ["a call of a call", pickle("cos\nsystem\n)R)R."), /calls os\.system/],
    ["INST", pickle("(ios\nsystem\n."), /byte 3: the instruction 0x69, which is not read here/],
    ["OBJ", pickle("(cos\nsystem\no."), /the instruction 0x6f/],
    ["EXT1", pickle(0x82, 1, "."), /the instruction 0x82/],
    ["NEWOBJ_EX", pickle(")", 0x92, "."), /the instruction 0x92/],
    ["a text of protocol 0", pickle("S'x'\n."), /the instruction 0x53/],
    ["an old protocol", Uint8Array.from([0x80, 1, 0x2e]), /protocol 1; expected 2 to 5/],
    ["a persistent id", pickle(")Q."), /byte 3: a persistent id where none may be/],
    ["attributes of a list", pickle("]}b."), /gives attributes to what is no record/],
    [
      "a storage within the pickle, from torch.storage",
      pickle("ctorch.storage\n_load_from_bytes\n", "C\0", 0x85, "R."),
      /calls torch\.storage\._load_from_bytes/,
    ],
  ];
  it.each(cases)("%s", (_, bytes, message) => {
    expect(() => run(bytes)).toThrow(message);
  });

  it("records keep a class's name and its attributes; they take no arguments and run nothing", () => {
    const { value } = run(pickle("cos\nsystem\n)", 0x81, "}", text("a"), "K\x07sb."), true);
    expect(value).toMatchObject({ class: "os.system", attributes: new Map([["a", 7]]) });
    expect(() => run(pickle("cos\nsystem\n", text("id"), 0x85, 0x81, "."), true)).toThrow(
      /makes an object of os\.system/,
    );
    expect(() => run(pickle("cos\nsystem\n", text("id"), 0x85, "R."), true)).toThrow(/calls os\.system/);
  });

  it("attributes called __proto__ are attributes", () => {
    const { value } = run(pickle("}", text("__proto__"), "}", text("x"), "K\x01ss."));
    expect(value).toEqual(new Map([["__proto__", new Map([["x", 1]])]]));
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe("a pickle made to fill memory or the stack ends in an error", () => {
  const cases: [string, Uint8Array<ArrayBuffer>, RegExp][] = [
    ["nested lists", pickle("]".repeat(100), "a".repeat(99), "."), /nested deeper than 32/],
    ["a list within itself", pickle("]q\0h\0a."), /value within itself|within themselves/],
    ["tuples of tuples", pickle("N", String.fromCharCode(0x85).repeat(60), "."), /nested deeper than 32/],
    ["open marks", pickle("(".repeat(100)), /marks are open: too many/],
    ["a text beyond its end", pickle("X\xff\0\0\0abc"), /cut short: 255 bytes were to come, 3 are left/],
    ["a text of gigabytes", pickle("X\0\0\0\x7fabc"), /2130706432 bytes in one piece; at most 1048576/],
    ["bytes of 2^60", pickle(0x8e, 0, 0, 0, 0, 0, 0, 0, 16), /a length of 1152921504606846976 bytes/],
    ["a number of 200 bytes", pickle(0x8a, 200, "x".repeat(200), "."), /a whole number of 200 bytes/],
    ["nothing on the stack", pickle("a."), /takes a value where there is none/],
    ["nothing kept", pickle("h\x05."), /recalls 5, which was not kept/],
    ["no mark", pickle("t."), /takes a mark where there is none/],
    ["no end", pickle("N"), /cut short: 1 bytes were to come, 0 are left/],
    ["no UTF-8", pickle("X\x02\0\0\0\xff\xfe."), /a text that is not UTF-8/],
  ];
  it.each(cases)("%s", (_, bytes, message) => {
    expect(() => run(bytes)).toThrow(message);
  });

  it("2^30 paths to one value take no time", () => {
    // Each list holds the one before it twice.
    let body = "]q\0";
    for (let i = 1; i < 28; i++)
      body += `]q${String.fromCharCode(i)}(h${String.fromCharCode(i - 1)}h${String.fromCharCode(i - 1)}e`;
    expect(Array.isArray(run(pickle(body, ".")).value)).toBe(true);
  });

  it("gzip that unfolds to more than weights do", async () => {
    const file = join(temporary, "bomb.pkl.gz");
    writeFileSync(file, gzipSync(Buffer.alloc(17 * 2 ** 20)));
    await expect(readDictionary(file)).rejects.toThrow(/bomb\.pkl\.gz: unfolds to more than 16777216 bytes/);
  });
});

describe("tensors that do not fit their storage", () => {
  const number = (value: number) =>
    `J${String.fromCharCode(...new Uint8Array(new Int32Array([value]).buffer))}`;
  /** A dictionary of one tensor of a storage of 6 float32. */
  const tensor = (offset: number, shape: number[], strides: number[], storage = "FloatStorage", count = 6) =>
    pickle(
      "}",
      text("a"),
      "ctorch._utils\n_rebuild_tensor_v2\n((",
      text("storage"),
      `ctorch\n${storage}\n`,
      text("0"),
      text("cpu"),
      number(count),
      "tQ",
      number(offset),
      "(",
      ...shape.map(number),
      "t(",
      ...strides.map(number),
      "t",
      String.fromCharCode(0x89),
      "NtRs.",
    );
  const open = async (
    bytes: Uint8Array,
    data = new Uint8Array(new Float32Array([1, 2, 3, 4, 5, 6]).buffer),
    level: 0 | 9 = 0,
  ) => {
    const file = join(temporary, "t.pt");
    writeFileSync(file, zipSync({ "t/data.pkl": bytes, "t/data/0": data }, { level }));
    const torch = await openTorchFile(file);
    return torchTensors(torch, torch.value, "it");
  };

  it("strides and offsets are followed", async () => {
    expect([...(await (await open(tensor(0, [2, 3], [3, 1]))).numbers("a"))]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...(await (await open(tensor(0, [3, 2], [1, 3]))).numbers("a"))]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...(await (await open(tensor(1, [2], [2]))).numbers("a"))]).toEqual([2, 4]);
  });

  it.each([
    ["beyond the storage", tensor(1, [2, 3], [3, 1])],
    ["a negative stride", tensor(5, [2, 3], [-3, -1])],
    ["more numbers than the storage has", tensor(0, [2147483647, 100], [0, 0])],
    ["strides for other axes", tensor(0, [2, 3], [1])],
  ])("%s", async (_, bytes) => {
    await expect(open(bytes)).rejects.toThrow(/pickle, byte \d+: a tensor (of shape|whose offset)/);
  });

  it("storages of unknown classes, and too short ones, are refused", async () => {
    await expect(open(tensor(0, [2], [1], "QInt8Storage"))).rejects.toThrow(
      /a storage of torch\.QInt8Storage; expected/,
    );
    const short = await open(tensor(0, [2, 3], [3, 1]), new Uint8Array(20));
    await expect(short.numbers("a")).rejects.toThrow(
      /storage "t\/data\/0" has 20 bytes; 6 numbers of F32 take 24/,
    );
    const bomb = await open(tensor(0, [2, 3], [3, 1]), new Uint8Array(2 ** 21), 9);
    await expect(bomb.numbers("a")).rejects.toThrow(
      /zip entry "t\/data\/0": 2097152 bytes; at most 24 are read/,
    );
    const deflated = await open(tensor(1, [2], [2]), undefined, 9);
    expect([...(await deflated.numbers("a"))]).toEqual([2, 4]);
    const wrong = await open(tensor(0, [600], [1], "FloatStorage", 600));
    await expect(wrong.numbers("a")).rejects.toThrow(/has 24 bytes; 600 numbers of F32 take 2400/);
  });
});

describe("files of torch.save that are damaged", () => {
  const cut = (name: string, part: number) => {
    const file = join(temporary, name);
    const bytes = readFileSync(join(DATA, "dunefsky", name));
    writeFileSync(file, bytes.subarray(0, Math.round(bytes.length * part)));
    return file;
  };

  it("cut short", async () => {
    await expect(readDictionary(cut("transcoder.pt", 0.8))).rejects.toThrow(/no zip file, or cut short/);
    await expect(readDictionary(cut("legacy.pt", 0.9))).rejects.toThrow(
      /cut short: storage \d+ takes \d+ bytes/,
    );
    await expect(readDictionary(cut("legacy.pt", 0.2))).rejects.toThrow(/pickle, byte \d+: cut short/);
    await expect(readDictionary(cut("dumped.pkl.gz", 0.8))).rejects.toThrow(/gzip: unexpected end of file/);
  });

  it("neither zip nor pickle; no cfg; a checkpoint that holds objects", async () => {
    const file = join(temporary, "x.pt");
    writeFileSync(file, "hello");
    await expect(readDictionary(file)).rejects.toThrow(
      /begins with byte 0x68; expected a zip archive or a pickle/,
    );
    writeFileSync(file, pickle("}."));
    await expect(readDictionary(file)).rejects.toThrow(/has no cfg and state_dict/);
    await expect(openTorchFile(join(DATA, "dunefsky/transcoder.pt"))).rejects.toThrow(
      /makes an object of sae_training\.config\.LanguageModelSAERunnerConfig/,
    );
  });
});
