import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ask } from "../../../src/evaluate/ask.js";
import { runView } from "../../../src/notebook/display/views/runView.js";
import { pose } from "../../../src/questions/pose/pose.js";
import { questionSet } from "../../../src/questions/QuestionSet.js";
import { closePool, trace } from "../../../src/trace/trace.js";

const root = mkdtempSync(join(tmpdir(), "tracebook-view-"));
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await closePool();
});

it("a run with predicted inputs shows their verdicts at once, and says where the baselines' are", async () => {
  const recorded = await trace("function f(x) { return x + 1; }", { call: "f(2)" });
  const posed = pose(recorded, { tasks: ["input", "output"] });
  const set = questionSet("one", 1, [{ program: recorded.programs[0], posed }]);
  const run = await ask(set, "baseline:oracle", { out: join(root, "run") });
  const text = runView(run).text();
  expect(text).toMatch(/input .*baseline:oracle\b.*100/);
  expect(text).not.toMatch(/input .*baseline:constant/);
  expect(text).toMatch(/output .*baseline:constant/);
  expect(text).not.toMatch(/all .*baseline:constant/);
  expect(text).toContain("await reportData(run)");
});
