import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { poseDataset } from "../../src/datasets/poseDataset.js";
import { ask } from "../../src/evaluate/ask.js";
import type { ReportData } from "../../src/evaluate/ReportData.js";
import { readRun } from "../../src/evaluate/RunFolder.js";
import { reportText } from "../../src/evaluate/reportText.js";
import { scoreRun } from "../../src/evaluate/scoreRun.js";
import type { Program } from "../../src/program/Program.js";
import { type LanguageModel, TEXT_ONLY } from "../../src/providers/Model.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import { programsOf, type QuestionSet, questionSet } from "../../src/questions/QuestionSet.js";
import { closePool } from "../../src/trace/trace.js";

const root = mkdtempSync(join(tmpdir(), "tracebook-input-"));
let set: QuestionSet;

beforeAll(async () => {
  set = await poseDataset(loadDataset("tracebook-js"), { tasks: ["input"], seed: 1 });
}, 300_000);

afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await closePool();
});

/** Without blanks and with one sort of quotes. */
function squeezed(text: string): string {
  return text.replace(/[\s;]+/g, "").replace(/['`]/g, '"');
}

function mean(report: ReportData, model: string): number | undefined {
  return report.scores.find(s => s.model === model && s.task === "input" && s.family === "all")?.mean;
}

describe("input questions on our own programs", () => {
  it("never show the call that was recorded, in any style and order", () => {
    const programs = programsOf(set);
    expect(set.questions.length).toBeGreaterThan(400);
    for (const question of set.questions) {
      const { truth, call } = question;
      if (truth.task !== "input") throw new Error(truth.task);
      for (const style of ["direct", "cot"] as const) {
        for (const order of ["code-first", "call-first"] as const) {
          const { text, programs: shown } = prompt(question, programs.get(question.program) as Program, {
            style,
            order,
          });
          // Line numbers stand between the lines of the program.
          const plain = squeezed(text.replace(/^ *\d+ \| /gm, ""));
          for (const one of [call, truth.call]) expect(plain, call).not.toContain(squeezed(one));
          expect(shown).toHaveLength(2);
        }
      }
    }
  });

  it("are answered rightly by the oracle, every one, and scored alike again; baselines stay below 60 %", async () => {
    const out = join(root, "oracle");
    const run = await ask(set, "baseline:oracle", { out });
    for (const { produced, verdict, question } of run.rows) {
      const truth = set.questions.find(({ id }) => id === question)?.truth;
      expect([verdict, produced]).toEqual(["right", truth?.task === "input" ? truth.literal : ""]);
    }
    const report = await scoreRun(out, { passK: [1, 5] });
    expect(mean(report, "baseline:oracle")).toBe(1);
    for (const name of report.baselines) {
      expect(mean(report, name), name).toBeGreaterThanOrEqual(0);
      expect(mean(report, name), name).toBeLessThan(0.6);
    }
    expect(report.passAtK?.map(({ task, k, mean: value, short }) => [task, k, value, short])).toEqual([
      ["input", 1, 1, 0],
      ["input", 5, undefined, set.questions.length],
      ["all", 1, 1, 0],
      ["all", 5, undefined, set.questions.length],
    ]);
    const [own] = report.inputs ?? [];
    expect(own).toMatchObject({ calls: set.questions.length, recorded: set.questions.length, distinct: 1 });
    // What the random baseline may draw is known, so its chance is exact.
    const chance = report.chance.find(row => row.task === "input" && row.family === "all");
    expect(chance?.share.value).toBeLessThan(0.2);
    expect(JSON.stringify(await scoreRun(out, { passK: [1, 5] }))).toBe(JSON.stringify(report));
    const text = reportText(report);
    expect(text).toMatch(/^input\s+\d+\s+\d+\s+100\.0 %/m);
    expect(text).toMatch(/^input pass@5\s+\d+\s+\d+\s+undefined\s+\d+ with fewer samples$/m);
    expect(text).toMatch(/^baseline:copy-input\s+\d+\s+100\.0 %\s+–\s+\d+\.\d %\s+100\.0 %/m);
  }, 300_000);

  it("keep what each sample's call came to, and count all that is not right", async () => {
    const programs = programsOf(set);
    const asked = set.questions
      .filter(({ truth }) => truth.task === "input" && /^-?\d+$/.test(truth.literal))
      .slice(0, 4);
    const texts = ["RIGHT", "RIGHT", "process.exit(0)", "", "I cannot answer that."];
    const model: LanguageModel = {
      kind: "language model",
      name: "test:mixed",
      can: TEXT_ONLY,
      generate: async ({ prompt: shown, sample }) => {
        const question = asked.find(one => prompt(one, programs.get(one.program) as Program).text === shown);
        const call = question?.truth.task === "input" ? question.truth.call : "";
        return { text: texts[sample].replace("RIGHT", `Answer: ${call}`) };
      },
    };
    const out = join(root, "mixed");
    const small = questionSet(
      set.dataset,
      1,
      asked.map(question => ({
        program: programs.get(question.program) as Program,
        posed: { questions: [question], skipped: [] },
      })),
    );
    const run = await ask(small, model, { out, samples: 5 });
    expect(run.rows.map(({ verdict, reason }) => `${verdict}: ${reason}`).sort()).toEqual(
      [
        ["right: match", 8],
        ["unparsed: other function", 4],
        ["unparsed: empty", 4],
        ["refused: refused", 4],
      ]
        .flatMap(([text, count]) => Array<string>(count as number).fill(text as string))
        .sort(),
    );
    const report = await scoreRun(out, { passK: [1, 3] });
    // Two of five: 1 - C(3,3)/C(5,3) = 9/10.
    expect(report.passAtK?.filter(({ task }) => task === "input").map(({ exact }) => exact)).toEqual([
      { numerator: "2", denominator: "5", value: 0.4 },
      { numerator: "9", denominator: "10", value: 0.9 },
    ]);
    const compat = await scoreRun(out, { passK: [1], profile: "compat" });
    // Published rule: the three samples without a call of the function are not counted.
    expect(compat.passAtK?.[0].exact).toMatchObject({ numerator: "1", denominator: "1" });
    expect(report.inputs?.[0]).toMatchObject({ answers: 20, calls: 8, right: 8, distinct: 0.5, distance: 0 });
    expect((await readRun(out)).rows.filter(({ produced }) => produced !== undefined)).toHaveLength(8);
    await expect(scoreRun(out, { passK: [0] })).rejects.toThrow("expected whole numbers from 1, got 0");
  }, 60_000);
});
