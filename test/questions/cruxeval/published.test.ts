import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCruxevalFolder } from "../../../src/questions/cruxeval/readCruxevalFolder.js";
import { readGenerations } from "../../../src/questions/cruxeval/readGenerations.js";
import { scoreCruxeval } from "../../../src/questions/cruxeval/scoreCruxeval.js";
import { closePython } from "../../../src/trace/python/runPython.js";
import { DATA } from "../../program/published.js";

afterAll(() => closePython());

const folder = join(DATA, "cruxeval");
const present = existsSync(join(folder, "cruxeval.jsonl"));
if (!present) console.warn(`skipped: no published data at ${folder} (set TRACEBOOK_DATA)`);

describe.skipIf(!present)("the published verdicts on CodeLlama-7b", () => {
  it.each(["output", "input"] as const)("all 1,000 of the sample agree: %s", async mode => {
    const data = readCruxevalFolder(folder);
    const file = join(folder, `codellama-7b_${mode}_generations.sample.json`);
    const generations = readGenerations(readFileSync(file, "utf8"), file, data);
    const scores = await scoreCruxeval({ mode, data, generations, profile: "compat", python: "cpython" });
    const published = JSON.parse(
      readFileSync(join(folder, `codellama-7b_${mode}_verdicts.sample.json`), "utf8"),
    );
    expect(scores.verdicts).toEqual(published);
    expect(scores).toMatchObject({ n: 100, generations: 1000, missing: 700 });
    // As the original computes them from these lists.
    expect([scores.pass_at_1, scores.pass_at_5]).toEqual(
      mode === "output" ? [37.49999999999999, 44.46825396825396] : [37.800000000000004, 47.72619047619048],
    );
  });

  it.each(["compat", "strict"] as const)("all 800 references are right: %s", async profile => {
    const data = readCruxevalFolder(folder);
    for (const mode of ["output", "input"] as const) {
      const generations = Object.fromEntries(
        data.map(({ id, input, output }) => [id, [mode === "input" ? `f(${input})` : output]]),
      );
      const scores = await scoreCruxeval({ mode, data, generations, profile, python: "cpython" });
      expect(scores.perGeneration.filter(({ verdict }) => verdict !== "right")).toEqual([]);
      expect(scores).toMatchObject({
        n: 800,
        missing: 0,
        pass_at_1: 100,
        pass_at_5: profile === "compat" ? 100 : null,
      });
    }
  });

  it("trivial answers to output questions score as counted before", async () => {
    const data = readCruxevalFolder(folder);
    const generations = Object.fromEntries(data.map(({ id }) => [id, ["None"]]));
    const { baselines } = await scoreCruxeval({
      mode: "output",
      data,
      generations,
      profile: "strict",
      python: "cpython",
      baselines: true,
    });
    expect(baselines?.map(({ name, right }) => [name, right])).toEqual([
      ["first argument", 139],
      ["any argument", 152],
      ["False", 29],
      ["[]", 28],
      ["True", 20],
    ]);
  });
});
