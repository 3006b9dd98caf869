import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSections } from "../../../src/lens/features/container/createSections.js";
import { openSections } from "../../../src/lens/features/container/openSections.js";
import { buildFiringIndex } from "../../../src/lens/features/index/buildFiringIndex.js";
import { codeFirings, rankedCodes } from "../../../src/lens/features/index/codeFirings.js";
import type { FiringIndex } from "../../../src/lens/features/index/FiringIndex.js";
import { joinBlocks } from "../../../src/lens/features/index/joinBlocks.js";
import { neuronFirings } from "../../../src/lens/features/index/neuronFirings.js";
import { openFiringIndex } from "../../../src/lens/features/index/openFiringIndex.js";
import { about, block, indexOf, randomFirings, type TokenFirings, withFolder } from "./firings.js";

/** Unit by unit, by going over everything. */
function slow(firings: TokenFirings, units: number): [position: number, value: number][][] {
  return Array.from({ length: units }, (_, unit) =>
    firings.flatMap((own, t) =>
      own.filter(one => one[0] === unit).map(([, value]): [number, number] => [t, value]),
    ),
  );
}

async function read(index: FiringIndex): Promise<[number, number][][]> {
  const found: [number, number][][] = [];
  for await (const { positions, values } of index.each())
    found.push([...positions].map((position, i) => [position, values[i]]));
  return found;
}

describe("a firing index", () => {
  it("has every firing of every unit in the order of tokens, whatever the blocks and however little is held", async () => {
    await withFolder(async folder => {
      let n = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            key: fc.string(),
            tokens: fc.integer({ min: 0, max: 400 }),
            units: fc.integer({ min: 1, max: 40 }),
            size: fc.integer({ min: 1, max: 60 }),
          }),
          async ({ key, tokens, units, size }) => {
            const firings = randomFirings(key, tokens, units);
            const index = await indexOf(join(folder, `${n++}`), firings, about(tokens, units), size);
            const expected = slow(firings, units);
            expect(await read(index)).toEqual(expected);
            expected.forEach((own, unit) => {
              expect(index.maxima[unit]).toBe(Math.max(0, ...own.map(([, value]) => value)));
              expect(index.offsets[unit + 1] - index.offsets[unit]).toBe(own.length);
            });
            const one = await index.unit(units - 1);
            expect([...one.positions]).toEqual(expected[units - 1].map(([position]) => position));
            await index.close();
          },
        ),
        { numRuns: 10 },
      );
      expect(readdirSync(folder)).toHaveLength(n);
    });
  });

  it("holds a unit that fires more often than is held at a time, in several runs", async () => {
    await withFolder(async folder => {
      const firings = Array.from({ length: 5000 }, (_, t): [number, number][] => [
        ...(t % 3 === 0 ? [[0, 1 + t] as [number, number]] : []),
        [1, t % 2 === 0 ? -1 : 2],
      ]);
      const index = await indexOf(join(folder, "i"), firings, about(5000, 3), 100);
      expect(await read(index)).toEqual(slow(firings, 3));
      expect([...index.maxima]).toEqual([4999, 2, 0]);
      await index.close();
    });
  });

  it("is opened by its header and offsets, and read again from the file alone with the same hashes", async () => {
    await withFolder(async folder => {
      const path = join(folder, "i");
      const firings = randomFirings("round", 300, 9);
      await (await indexOf(path, firings, about(300, 9))).close();
      const bytes = readFileSync(path);
      const again = await openFiringIndex(path);
      expect(again.about).toEqual(about(300, 9));
      expect(await read(again)).toEqual(slow(firings, 9));
      await again.close();
      await (await indexOf(path, firings, about(300, 9), 50)).close();
      expect(readFileSync(path).equals(bytes)).toBe(true);
    });
  });

  it("goes on after SIGKILL where its last whole run of tokens ends, with the same bytes", async () => {
    await withFolder(async folder => {
      const path = join(folder, "i");
      const tokens = 4000;
      const firings = randomFirings("kill", tokens, 20);
      writeFileSync(join(folder, "firings.json"), JSON.stringify(firings));
      const outfile = join(folder, "child.mjs");
      await build({
        stdin: {
          contents: `
            import { readFileSync } from "node:fs";
            import { buildFiringIndex } from "./src/lens/features/index/buildFiringIndex.ts";
            import { block } from "./test/lens/features/firings.ts";
            const firings = JSON.parse(readFileSync(${JSON.stringify(join(folder, "firings.json"))}, "utf8"));
            await buildFiringIndex(${JSON.stringify(path)}, ${JSON.stringify(about(tokens, 20))}, async function* (from) {
              for (let t = from; t < firings.length; t += 100) {
                if (t === 3000) { console.log("there"); await new Promise(() => setInterval(() => {}, 1000)); }
                yield block(firings.slice(t, t + 100));
              }
            }, { held: 1024 });`,
          resolveDir: join(import.meta.dirname, "../../.."),
        },
        bundle: true,
        platform: "node",
        format: "esm",
        outfile,
        logLevel: "error",
      });
      const child = spawn(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
      await new Promise(resolve => child.stdout.once("data", resolve));
      const ended = new Promise(resolve => child.once("exit", (_, signal) => resolve(signal)));
      child.kill("SIGKILL");
      expect(await ended).toBe("SIGKILL");
      expect(existsSync(path)).toBe(false);
      const froms: number[] = [];
      const index = await buildFiringIndex(
        path,
        about(tokens, 20),
        async function* (from) {
          froms.push(from);
          for (let t = from; t < tokens; t += 100) yield block(firings.slice(t, t + 100));
        },
        { held: 1024 },
      );
      expect(froms[0]).toBeGreaterThan(1000);
      expect(froms[0]).toBeLessThanOrEqual(3000);
      expect(await read(index)).toEqual(slow(firings, 20));
      await index.close();
      const whole = await indexOf(join(folder, "whole"), firings, about(tokens, 20), 100);
      await whole.close();
      expect(readFileSync(path).equals(readFileSync(whole.path))).toBe(true);
      expect(readdirSync(folder).sort()).toEqual(["child.mjs", "firings.json", "i", "whole"]);
    });
  });

  it("takes up no run that was cut off, and none of another model", async () => {
    await withFolder(async folder => {
      const path = join(folder, "i");
      const firings = randomFirings("cut", 3000, 12);
      const stop = async (made = about(3000, 12)): Promise<number> => {
        let first = -1;
        await buildFiringIndex(
          path,
          made,
          async function* (from) {
            first = from;
            for (let t = from; t < 2500; t += 50) yield block(firings.slice(t, t + 50));
            throw new Error("cut");
          },
          { held: 1024 },
        ).catch(error => expect(error.message).toBe("cut"));
        return first;
      };
      expect(await stop()).toBe(0);
      const parts = readdirSync(`${path}.parts`).sort();
      expect(parts.length).toBeGreaterThan(2);
      const whole = await stop();
      truncateSync(join(`${path}.parts`, parts.at(-1)!), 100);
      expect(await stop()).toBeLessThan(whole);
      expect(await stop(about(3000, 12, { model: "another" }))).toBe(0);
    });
  });

  it("takes up no run that was being written when the build was killed, and removes it", async () => {
    await withFolder(async folder => {
      const path = join(folder, "i");
      const firings = randomFirings("half", 3000, 12);
      const froms: number[] = [];
      const build = (end: number) =>
        buildFiringIndex(
          path,
          about(3000, 12),
          async function* (from) {
            froms.push(from);
            for (let t = from; t < end; t += 50) yield block(firings.slice(t, t + 50));
            if (end < 3000) throw new Error("cut");
          },
          { held: 1024 },
        );
      await expect(build(2500)).rejects.toThrow("cut");
      const last = join(`${path}.parts`, readdirSync(`${path}.parts`).sort().at(-1)!);
      const bytes = readFileSync(last);
      // As a kill leaves it: header and full size, and nothing of the numbers.
      const data = 64 * Math.ceil((16 + bytes.readUInt32LE(12)) / 64);
      writeFileSync(last, bytes.fill(0, data));
      renameSync(last, `${last}.part`);
      await expect(build(1)).rejects.toThrow("cut");
      expect(existsSync(`${last}.part`)).toBe(false);
      const index = await build(3000);
      expect(await read(index)).toEqual(slow(firings, 12));
      await index.close();
    });
  });

  it("is no file of arrays before it is whole", async () => {
    await withFolder(async folder => {
      const path = join(folder, "f");
      const sizes = { numbers: { type: "u32", count: 4 } } as const;
      const draft = await createSections(path, { schema: "test@1", about: {} }, sizes);
      await draft.write("numbers", 0, Uint32Array.of(1, 2));
      await expect(openSections(`${path}.part`, "test@1")).rejects.toThrow("is no file of arrays");
      await draft.write("numbers", 2, Uint32Array.of(3, 4));
      await draft.finish();
      const file = await openSections(path, "test@1");
      expect([...(await file.read("numbers"))]).toEqual([1, 2, 3, 4]);
      await file.close();
    });
  });

  it("names what is wrong with blocks and files", async () => {
    await withFolder(async folder => {
      const path = join(folder, "i");
      const firings = randomFirings("wrong", 20, 3);
      await expect(indexOf(path, firings, about(30, 3))).rejects.toThrow("the blocks end at token 20 of 30");
      await expect(indexOf(path, firings, about(10, 3))).rejects.toThrow("more than the 10 tokens");
      await expect(indexOf(path, [[[5, 1]]], about(1, 3))).rejects.toThrow("there is no unit 5 (token 0)");
      await expect(indexOf(path, [[], [[2, Number.NaN]]], about(2, 3))).rejects.toThrow(
        "unit 2 is NaN on token 1",
      );
      await expect(openFiringIndex(join(folder, "none"))).rejects.toThrow("there is no such file");
      const index = await indexOf(path, firings, about(20, 3));
      await expect(index.unit(3)).rejects.toThrow("there is no unit 3; there are 0 to 2");
      await index.close();
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.subarray(0, bytes.length - 64));
      await expect(openFiringIndex(path)).rejects.toThrow("is cut off");
      writeFileSync(path, "something else altogether");
      await expect(openFiringIndex(path)).rejects.toThrow("is no file of arrays");
    });
  });
});

describe("blocks", () => {
  it("of codes have rank r of k at (k - r) / k, a code that is there twice its better rank, and none below 0", () => {
    const { offsets, indices, values } = codeFirings([4, 2, 4, -1, 1, 0], 2, 3);
    expect([...offsets]).toEqual([0, 2, 4]);
    expect([...indices]).toEqual([4, 2, 1, 0]);
    expect([...values].map(value => Math.round(3 * value))).toEqual([3, 2, 2, 1]);
    const ranked = rankedCodes(
      {
        offsets: Uint32Array.of(0, 4),
        indices: Uint32Array.of(3, 1, 9, 8),
        values: Float32Array.of(1, 1, 1, 1),
      },
      2,
    );
    expect([...ranked.values]).toEqual([1, 0.5, 1, 0.5]);
  });

  it("of neurons are those further from 0 than asked, with their sign", () => {
    const { offsets, indices, values } = neuronFirings(Float32Array.of(1, -2, 0, 0.5, 3, -0.5), 2, 0.5);
    expect([...offsets]).toEqual([0, 2, 3]);
    expect([...indices]).toEqual([0, 1, 1]);
    expect([...values]).toEqual([1, -2, 3]);
  });

  it("of several groups are joined token by token, units counting on", () => {
    const joined = joinBlocks([
      { units: 10, block: block([[[1, 1]], [[2, 2]]]) },
      {
        units: 5,
        block: block([
          [],
          [
            [4, 3],
            [0, 4],
          ],
        ]),
      },
    ]);
    expect(joined).toEqual(
      block([
        [[1, 1]],
        [
          [2, 2],
          [14, 3],
          [10, 4],
        ],
      ]),
    );
  });
});
