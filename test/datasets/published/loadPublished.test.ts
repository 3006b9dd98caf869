import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { poseDataset } from "../../../src/datasets/poseDataset.js";
import { publishedSets } from "../../../src/datasets/published/publishedSets.js";
import { readCruxevalFolder } from "../../../src/questions/cruxeval/readCruxevalFolder.js";
import { DATA } from "../../program/published.js";

afterEach(() => vi.unstubAllEnvs());

function fromData(context: { skip(note?: string): never }): void {
  vi.stubEnv("TRACEBOOK_DATA", DATA);
  if (existsSync(DATA)) return;
  console.warn(`skipped: no published data at ${DATA} (set TRACEBOOK_DATA)`);
  context.skip(`no published data at ${DATA}`);
}

describe("published data sets, loaded by name", () => {
  it("have the programs and calls that were published", context => {
    fromData(context);
    const counts = publishedSets().map(({ name }) => {
      const { programs } = loadDataset(name);
      return [name, programs.length, programs.reduce((sum, { calls }) => sum + calls.length, 0)];
    });
    expect(counts).toEqual([
      ["coconut-concurrency", 100, 100],
      // Rows that repeat a call are one.
      ["coconut-humaneval", 161, 1040],
      ["coconut-oop", 200, 200],
      ["cruxeval", 800, 800],
      ["cruxeval-x-js", 743, 743],
      ["cruxeval-x-py", 799, 799],
      ["cruxeval-x-ts", 726, 726],
      ["reval", 85, 649],
    ]);
  });

  it("are posed as any other: the values of CRUXEval are the published ones", async context => {
    fromData(context);
    const whole = loadDataset("cruxeval");
    const some = { ...whole, programs: whole.programs.slice(0, 3) };
    const set = await poseDataset(some, { python: "cpython", tasks: ["output"] });
    const published = new Map(
      readCruxevalFolder(join(DATA, "cruxeval")).map(({ id, output }) => [id, output]),
    );
    const literals = set.questions.map(({ truth }) => (truth.task === "output" ? truth.literal : ""));
    expect(literals).toEqual(some.programs.map(({ id }) => published.get(id)));
    expect(set.dataset).toBe("cruxeval");
  });
});
