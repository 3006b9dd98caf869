import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { npzFile } from "../../../src/lens/dictionary/formats/npz/npzFile.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { temporaryFolder } from "../weights/temporaryFolder.js";
import { DATA } from "./data.js";

const temporary = temporaryFolder();
let count = 0;

describe("archives of numpy", () => {
  const npy = (descr: string, shape: string, data: Uint8Array, version = 1) => {
    const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`;
    const head = Buffer.from([
      0x93,
      ...Buffer.from("NUMPY"),
      version,
      0,
      header.length & 255,
      header.length >> 8,
    ]);
    return new Uint8Array(Buffer.concat([head, Buffer.from(header), data]));
  };
  const four = npy("'<f4'", "(4,)", new Uint8Array(new Float32Array([1, 2, 3, 4]).buffer));
  const file = (bytes: Uint8Array) => {
    const path = join(temporary, `${count++}.npz`);
    writeFileSync(path, bytes);
    return path;
  };
  const open = async (entries: Record<string, Uint8Array>, level: 0 | 9 = 0) =>
    await npzFile(file(zipSync(entries, { level })));

  it("zip64 as NumPy's archives beyond 4 GiB have it; stored and deflated; whatever their names", async () => {
    const wide = await npzFile(join(DATA, "npz/zip64.npz"));
    expect(wide.tensors.get("a")).toMatchObject({ type: "I32", shape: [2, 3] });
    expect([...(await wide.numbers("a"))]).toEqual([0, 1, 2, 3, 4, 5]);
    for (const level of [0, 9] as const) {
      const read = await open({ "../../etc/passwd.npy": four, "__proto__.npy": four }, level);
      expect([...read.tensors.keys()]).toEqual(["../../etc/passwd", "__proto__"]);
      expect([...(await read.numbers("__proto__"))]).toEqual([1, 2, 3, 4]);
    }
  });

  it.each<[string, Uint8Array, RegExp]>([
    [
      "Python objects",
      npy("'|O'", "(1,)", new Uint8Array(8)),
      /array "a": has type "\|O" \(Python objects, which only running a pickle/,
    ],
    [
      "records",
      npy("[('x', '<f4')]", "(1,)", new Uint8Array(4)),
      /array "a": its header is .*expected descr/,
    ],
    [
      "another size",
      npy("'<f4'", "(5,)", new Uint8Array(16)),
      /has 16 bytes of numbers; <f4 of shape \[5\] takes 20/,
    ],
    [
      "a huge shape",
      npy("'<f4'", "(9999999999, 9999999999)", new Uint8Array(16)),
      /has 16 bytes of numbers; <f4 of shape/,
    ],
    ["no array", new Uint8Array(20), /array "a": is no \.npy array/],
    ["format 9", npy("'<f4'", "(4,)", new Uint8Array(16), 9), /\.npy format 9\.0; expected 1\.0 to 3\.0/],
  ])("%s", async (_, bytes, message) => {
    await expect(open({ "a.npy": bytes })).rejects.toThrow(message);
  });

  it("entries that are damaged, twice there, bombs, or no arrays", async () => {
    await expect(open({ "readme.txt": four })).rejects.toThrow(
      /has "readme\.txt" in it; expected \.npy arrays only/,
    );
    const stored = Buffer.from(zipSync({ "a.npy": four }, { level: 0 }));
    const damaged = Buffer.from(stored);
    damaged[stored.indexOf(Buffer.from(new Float32Array([3]).buffer))]! ^= 1;
    await expect((await npzFile(file(damaged))).numbers("a")).rejects.toThrow(
      /zip entry "a\.npy": damaged \(CRC-32 differs\)/,
    );
    await expect(npzFile(file(stored.subarray(0, stored.length - 9)))).rejects.toThrow(
      /no zip file, or cut short/,
    );
    const twice = Buffer.from(zipSync({ "a.npy": four, "b.npy": four }, { level: 0 }));
    const central = twice.lastIndexOf("b.npy");
    twice[central] = 0x61;
    await expect(npzFile(file(twice))).rejects.toThrow(/has the zip entry "a\.npy" twice/);
  });

  describe("that unfold to 2 MiB of zeros", () => {
    /** Bytes of the array's head, and what the directory says of an array whose head says another shape. */
    const head = (shape: string) => npy("'<f4'", shape, new Uint8Array(0)).length;
    const bomb = (shape: string, size: number) => {
      const packed = Buffer.from(
        zipSync({ "a.npy": npy("'<f4'", shape, new Uint8Array(2 ** 21)) }, { level: 9 }),
      );
      packed.writeUInt32LE(size, packed.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
      return npzFile(file(packed));
    };

    it("are read where this is what they say", async () => {
      const read = await bomb("(524288,)", head("(524288,)") + 2 ** 21);
      const numbers = await read.numbers("a");
      expect([numbers.length, numbers.every(value => value === 0)]).toEqual([2 ** 19, true]);
    });

    it("are refused by their head where the directory says another size, before they are unfolded", async () => {
      const says = (size: number) => bomb("(524288,)", size);
      await expect(says(1000)).rejects.toThrow(/of numbers; <f4 of shape \[524288\] takes 2097152/);
      await expect(says(2 ** 21 + 1000)).rejects.toThrow(/of shape \[524288\] takes 2097152/);
      await expect(says(2 ** 31)).rejects.toThrow(/promises 2147483648 bytes of \d+; 1032 to 1 is the most/);
    });

    it("are stopped where both say another one", async () => {
      const few = head("(100,)") + 400;
      await expect((await bomb("(100,)", few)).numbers("a")).rejects.toThrow(
        `zip entry "a.npy": unfolds to more than the ${few} bytes it says`,
      );
      const many = head("(524290,)") + 2 ** 21 + 8;
      await expect((await bomb("(524290,)", many)).numbers("a")).rejects.toThrow(
        `bytes unfolded; it says ${many}`,
      );
    });
  });

  it("entries that share bytes", async () => {
    const other = npy("'<f4'", "(4,)", new Uint8Array(16));
    const both = Buffer.from(zipSync({ "a.npy": four, "b.npy": other }, { level: 0 }));
    const second = both.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    // The second begins within the first's data.
    both.writeUInt32LE(60, second + 42);
    await expect(npzFile(file(both))).rejects.toThrow(
      /zip entries "a\.npy" and "b\.npy" share bytes: the second begins at 60, the first ends at \d+/,
    );
  });

  it("an SAE without its arrays is refused by name", async () => {
    const folder = join(temporary, "gemma-scope-2b-pt-res/layer_1");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "params.npz"), zipSync({ "../W_enc.npy": four }, { level: 0 }));
    await expect(readDictionary(folder)).rejects.toThrow(
      /params\.npz: has no tensor "W_enc"; it has "\.\.\/W_enc"/,
    );
  });
});
