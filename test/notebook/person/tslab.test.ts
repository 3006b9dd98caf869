import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRun, scoreRun } from "../../../src/index.js";
import { type CellOutput, runCells, withoutTslab } from "../display/tslab.js";

const SOURCE = "function twice(n) {\\n  const m = n * 2;\\n  return m;\\n}\\n";

describe.skipIf(withoutTslab())("answer cells in plain tslab", () => {
  let folder = "";
  let before: CellOutput[] = [];
  let after: CellOutput[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-answers-"));
    const setup = [
      'import { trace, pose, askPerson, openModel, closePool } from "tracebook";',
      `const run = await trace("${SOURCE}", { file: "twice.js", call: "twice(21)" });
await closePool();
const sitting = await askPerson(pose(run), { out: ${JSON.stringify(join(folder, "run"))}, tasks: ["output", "lines"] });`,
      "sitting",
    ];
    before = await runCells([
      ...setup,
      "await sitting.answer(1, `42`)",
      "await sitting.answer(1, `42`)",
      "await openModel('person', { questions: [], seed: 1 })",
    ]);
    // Another process: the kernel was restarted, and all cells are run again.
    after = await runCells([
      ...setup,
      "await sitting.answer(1, `42`)",
      "await sitting.answer(2, `[3, 2]`)",
      "await sitting.scores()",
    ]);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const texts = (cell: CellOutput): (string | undefined)[] =>
    cell.displays.map(({ data }) => data["text/plain"]);

  it("the sitting shows the first question, an answer its verdict and the next question, each as one display", () => {
    expect(before.slice(0, 5).map(({ status }) => status)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    expect(texts(before[2])).toEqual([
      expect.stringMatching(
        /^person: 0 of 2 answered[\s\S]*2 \| {3}const m = n \* 2;[\s\S]*Call: twice\(21\)/,
      ),
    ]);
    expect(texts(before[3])).toEqual([
      expect.stringMatching(
        /^Question 1 of 2: right[\s\S]*Question 2 of 2: twice\.js[\s\S]*Which lines are executed/,
      ),
    ]);
  });

  it("an answer cell that runs again shows the same", () => {
    expect(before[4].displays).toEqual(before[3].displays);
    expect(after[3].displays).toEqual(before[3].displays);
  });

  it("after a restart the sitting stands where it stood, and ends with scores like any run's", async () => {
    expect(texts(after[2])).toEqual([expect.stringMatching(/^person: 1 of 2 answered\n\nQuestion 2 of 2/)]);
    expect(texts(after[4])).toEqual([
      expect.stringMatching(
        /^Question 2 of 2: wrong \(different lines\)[\s\S]*truth: \[2, 3\][\s\S]*All questions/,
      ),
    ]);
    expect(texts(after[5])).toEqual([
      expect.stringMatching(/output +person +100\.0 %[\s\S]*baseline:random/),
    ]);
    const { rows } = await readRun(join(folder, "run"));
    expect(rows.map(({ completion, verdict }) => [completion, verdict])).toEqual([
      ["42", "right"],
      ["[3, 2]", "wrong"],
    ]);
    const { scores } = await scoreRun(join(folder, "run"));
    expect(scores.find(({ task, model }) => task === "all" && model === "person")).toMatchObject({
      n: 2,
      mean: 0.5,
    });
  });

  it("the model string says that a notebook has answer cells instead", () => {
    expect(before[5].status).toBe("error");
    expect(before[5].streams).toContain("askPerson(questions)");
  });
});
