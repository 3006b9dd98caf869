import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readReval } from "../../../src/questions/reval/data/readReval.js";
import { revalFlags } from "../../../src/questions/reval/flags/revalFlags.js";
import { revalRowText } from "../../../src/questions/reval/truth/RevalTruthRow.js";
import { revalCompatTruth, revalStrictTruth } from "../../../src/questions/reval/truth/revalTruth.js";
import { closePython } from "../../../src/trace/python/runPython.js";
import { DATA } from "../../program/published.js";
import { revalFolder } from "./data.js";

afterAll(closePython);

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

describe("truth of REval", () => {
  it("takes values from the next state, whatever activation it is in", async () => {
    const rows = await all(revalCompatTruth({ data: revalFolder(), force: true }));
    expect(rows.map(row => ("k" in row ? [row.next, row.val, row.times] : row.op_check))).toEqual([
      [
        [3],
        [
          ["builtins.int", "1"],
          ["builtins.int", "3"],
        ],
        2,
      ],
      [[-1], [["builtins.int", "3"]], 1],
      true,
      // The test goes on with the next method, whose state is the one after.
      [[6], [["builtins.int", "0"]], 1],
      [
        [9, 10],
        [
          ["builtins.int", "2"],
          ["builtins.int", "5"],
        ],
        2,
      ],
      [[6], [["builtins.int", "3"]], 1],
      null,
    ]);
  });

  it("tells activations apart in strict: value after the statement, into and over, and why nothing follows", async () => {
    const rows = await all(revalStrictTruth({ data: revalFolder() }));
    const [, , init, add, twice] = rows;
    expect(init.occurrences).toMatchObject([
      { into: "returns-to-test", over: "returns-to-test", value: ["builtins.int", "0"] },
    ]);
    expect(add.occurrences).toMatchObject([
      { call: 1, into: "returns-to-test", value: ["builtins.int", "2"] },
      { call: 2, into: 10, over: "returns", value: ["builtins.int", "5"] },
    ]);
    expect(twice.occurrences).toMatchObject([{ into: 6, over: 10 }]);
  });

  it("gives a pair that cannot run a status and goes on", async () => {
    const folder = revalFolder(lines => {
      lines.data[0] = lines.data[0]
        .replace("total = 0", "import no_such_module")
        .replace("def add", "import no_such\\ndef add");
    });
    const rows = await all(revalCompatTruth({ data: folder, force: true }));
    expect(rows.map(({ status }) => status)).toEqual([
      ...Array(3).fill("missing module"),
      ...Array(4).fill("ok"),
    ]);
    expect(rows[0].why).toBe("no_such");
  });

  it("ends a program that never ends, and no other with it", async () => {
    const folder = revalFolder(lines => {
      lines.data[0] = lines.data[0].replace("total = 0", "total = 0\\n    while True: pass");
    });
    const rows = await all(revalCompatTruth({ data: folder, force: true, wallMs: 1500 }));
    expect(rows.map(({ status }) => status)).toEqual([...Array(3).fill("limit"), ...Array(4).fill("ok")]);
  });

  it("equals the published sample on some of its programs, byte for byte, and its known-bad probes", async context => {
    const folder = join(DATA, "reval");
    const sample = join(folder, "compat-truth.sample.jsonl");
    if (!existsSync(sample)) {
      console.warn(`skipped: no published data at ${folder} (set TRACEBOOK_DATA)`);
      context.skip(`no published data at ${folder}`);
    }
    const read = readReval(folder);
    const data = { ...read, pairs: read.pairs.filter(({ idx }) => idx % 25 === 0) };
    const rows = await all(revalCompatTruth({ data }));
    const wanted = readFileSync(sample, "utf8").trim().split("\n");
    const chosen = wanted.filter(row => (JSON.parse(row) as { idx: number }).idx % 25 === 0);
    expect(rows.map(revalRowText)).toEqual(chosen);
    const flags = await revalFlags({ data });
    const bad = flags.probes
      .filter(probe => probe.flags.length > 0)
      .map(({ fault, remarks, times, next_into, ...row }) => row);
    const defects = JSON.parse(readFileSync(join(folder, "defects.sample.json"), "utf8")) as {
      idx: number;
    }[];
    expect(bad).toEqual(defects.filter(({ idx }) => idx % 25 === 0));
  });
});
