import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { poseDataset } from "../../src/datasets/poseDataset.js";
import { ask } from "../../src/evaluate/ask.js";
import { scoreRun } from "../../src/evaluate/scoreRun.js";
import { answerText, parsedText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import { programsOf, type QuestionSet } from "../../src/questions/QuestionSet.js";
import { TASKS } from "../../src/questions/Task.js";
import { closePool } from "../../src/trace/trace.js";
import { WRAPPINGS } from "./wrappings.js";

const root = mkdtempSync(join(tmpdir(), "tracebook-py-"));
let set: QuestionSet;

beforeAll(async () => {
  const whole = loadDataset("tracebook-py");
  // One program in eight: `tracebook ask tracebook-py --model baseline:oracle` asks all.
  const programs = whole.programs
    .filter((_, i) => i % 8 === 0)
    .map(one => ({ ...one, calls: one.calls.slice(0, 2) }));
  set = await poseDataset({ ...whole, programs }, { python: "cpython" });
}, 120_000);

afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await closePool();
});

describe("Python programs, through prompt, text, parser and score", () => {
  it("give questions of every task", () => {
    for (const task of TASKS)
      expect(set.questions.filter(one => one.task === task).length, task).toBeGreaterThan(3);
  });

  it("are answered rightly by the oracle in both styles and orders, and by nobody else above 60 %", async () => {
    for (const [style, order] of [
      ["direct", "code-first"],
      ["cot", "call-first"],
    ] as const) {
      const out = join(root, `${style}-${order}`);
      const { manifest, rows } = await ask(set, "baseline:oracle", { out, style, order, python: "cpython" });
      expect(rows.filter(({ verdict }) => verdict !== "right")).toEqual([]);
      expect(manifest.python).toBe("cpython");
    }
    const { scores } = await scoreRun(join(root, "direct-code-first"));
    const balanced = scores.filter(one => ["coverage", "branch"].includes(one.task) && one.family === "all");
    for (const { model, task, mean, part } of balanced) {
      if (part !== undefined) continue;
      if (model === "baseline:oracle") expect(mean).toBe(1);
      else expect(mean, `${model} ${task}`).toBeLessThan(0.65);
    }
  }, 120_000);

  it.each(Object.keys(WRAPPINGS))("are read alike when wrapped: %s", name => {
    const programs = programsOf(set);
    const wrong: unknown[] = [];
    for (const question of set.questions) {
      const program = programs.get(question.program);
      if (program === undefined) throw new Error(question.program);
      const right = answerText(question.truth);
      const read = (text: string): string | undefined =>
        parsedText(parseAnswer(text, question, program).parsed, "python");
      const given = WRAPPINGS[name](right, prompt(question, program).text);
      if (read(given) !== read(`Answer: ${right}`) || read(given) === undefined)
        wrong.push([question.task, given]);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it("are asked about in Python's words", () => {
    const programs = programsOf(set);
    for (const question of set.questions) {
      const program = programs.get(question.program);
      if (program === undefined) throw new Error(question.program);
      const { text } = prompt(question, program);
      expect(text).toContain("```python\n");
      expect(text).not.toMatch(/JavaScript|undefined|promise|`throws`|Map\(/);
    }
  });
});
