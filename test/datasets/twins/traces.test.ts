import { afterAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { readTwins } from "../../../src/datasets/twins/readTwins.js";
import type { Twin, TwinValue } from "../../../src/datasets/twins/Twin.js";
import { twinCall } from "../../../src/datasets/twins/twinCall.js";
import { twinInputs } from "../../../src/datasets/twins/twinInputs.js";
import { twinOutcome } from "../../../src/datasets/twins/twinOutcome.js";
import { twinSteps } from "../../../src/datasets/twins/twinSteps.js";
import type { Language } from "../../../src/program/Program.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { closePool, trace } from "../../../src/trace/trace.js";

// A sample of what `node scripts/twins.mjs` compares on all inputs; that writes `lines`.
const INPUTS = 2;
const LANGUAGES: readonly Language[] = ["python", "javascript", "typescript"];
const { twins, errors } = readTwins();
const sources = new Map(loadDataset("twins").programs.map(program => [program.file, program.source]));
afterAll(() => closePool());

function record(twin: Twin, values: readonly TwinValue[], language: Language): Promise<Trace> {
  const file = twin.files[language];
  return trace(sources.get(file)!, { file, language, call: twinCall(twin, values, language) });
}

describe("recorded twins", () => {
  it("run the same statements in the same order in at least 40 of them", () => {
    const stepped = twins.filter(twin => twin.lines !== undefined);
    expect(stepped.length).toBeGreaterThanOrEqual(40);
    for (const { id, files, lines } of stepped) {
      for (const language of LANGUAGES) {
        const numbers = lines![language];
        const text = sources.get(files[language])!.split("\n");
        expect(
          [...numbers].sort((a, b) => a - b),
          id,
        ).toEqual(numbers);
        expect(
          numbers.every(line => text[line - 1]?.trim().length > 1),
          id,
        ).toBe(true);
      }
    }
  });

  it.each(twins)("$id: equal outcomes in three languages, and equal steps where it says so", async twin => {
    for (const values of twinInputs(twin, INPUTS)) {
      const traces = await Promise.all(LANGUAGES.map(language => record(twin, values, language)));
      const [python, ...others] = traces.map(each => twinOutcome(each, errors));
      expect(["return", "throw"]).toContain(python.outcome);
      for (const other of others) expect(other).toEqual(python);
      const { lines } = twin;
      if (lines === undefined) continue;
      const [steps, ...same] = traces.map((each, i) => twinSteps(each, lines[LANGUAGES[i]]));
      expect(steps.length).toBeGreaterThan(0);
      expect(steps).not.toContain(-1);
      for (const each of same) expect(each).toEqual(steps);
    }
  });

  it("have outcomes of which one that differs is told", async () => {
    const twin = twins.find(({ id }) => id === "exceptions/ladder-slips")!;
    const outcomes = [];
    for (const values of [
      [[1, 1, 0], 3],
      [[1, 1, 1], 2],
      [[1, 0, 1], 3],
    ]) {
      outcomes.push(twinOutcome(await record(twin, values, "python"), errors));
    }
    expect(outcomes).toEqual([
      { outcome: "return", value: [1, ["slip 0", "slip 1"]], output: "" },
      { outcome: "throw", error: "RangeError", message: "gave up after 2", output: "" },
      { outcome: "return", value: [1, ["slip 0"]], output: "" },
    ]);
  });
});
