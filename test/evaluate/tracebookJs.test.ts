import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { poseDataset } from "../../src/datasets/poseDataset.js";
import { ask } from "../../src/evaluate/ask.js";
import type { ReportData } from "../../src/evaluate/ReportData.js";
import { reportText } from "../../src/evaluate/reportText.js";
import { scoreRun } from "../../src/evaluate/scoreRun.js";
import { parse } from "../../src/program/parse.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { canonicalJson } from "../../src/questions/canonicalJson.js";
import { SKIP_REASONS } from "../../src/questions/pose/SkipReason.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import type { Question } from "../../src/questions/Question.js";
import { programsOf, type QuestionSet } from "../../src/questions/QuestionSet.js";
import { score } from "../../src/questions/score/score.js";
import { TASKS } from "../../src/questions/Task.js";
import { closePool } from "../../src/trace/trace.js";

const root = mkdtempSync(join(tmpdir(), "tracebook-js-"));
let set: QuestionSet;
let report: ReportData;

beforeAll(async () => {
  set = await poseDataset(await loadDataset("tracebook-js"), { seed: 1 });
  await ask(set, "baseline:oracle", { out: join(root, "oracle") });
  report = await scoreRun(join(root, "oracle"));
}, 300_000);

afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await closePool();
});

function mean(model: string, task: string, part?: string): number | undefined {
  return report.scores.find(
    s => s.model === model && s.task === task && s.family === "all" && s.part === part,
  )?.mean;
}

describe("our own programs, through prompt, text, parser and score", () => {
  it("give questions of every task on at least 40 programs in six families", () => {
    expect(set.programs.length).toBeGreaterThanOrEqual(40);
    expect(report.families.length).toBeGreaterThanOrEqual(6);
    for (const task of TASKS) {
      const programs = new Set(set.questions.filter(q => q.task === task).map(q => q.program));
      // Few programs hold one object in two places in reach.
      expect(programs.size, task).toBeGreaterThanOrEqual(task === "alias" ? 30 : 40);
    }
  });

  it("are answered rightly by the oracle, every one", () => {
    for (const score of report.scores.filter(({ model }) => model === "baseline:oracle"))
      expect(`${score.task} ${score.family} ${score.mean}`).toBe(`${score.task} ${score.family} 1`);
    const wrong = report.examples.filter(({ verdict }) => verdict !== "right");
    expect(wrong.map(({ question, reason, expected }) => [question.id, reason, expected])).toEqual([]);
  });

  it("have the outcomes plain Node gives, for every call that has a literal there", () => {
    const file = new URL("../../datasets/tracebook-js/expected.json", import.meta.url);
    const expected = JSON.parse(readFileSync(file, "utf8")) as Record<
      string,
      { call: string; outcome: string; value: string; literal?: string }[]
    >;
    let compared = 0;
    for (const { call, cluster, truth, of } of set.questions) {
      if (truth.task !== "output" || of !== "value") continue;
      const node = expected[cluster]?.find(one => one.call === call);
      if (node === undefined || (node.literal === undefined && node.outcome !== "throw")) continue;
      const text = node.outcome === "throw" ? `throws ${/^\w+/.exec(node.value)?.[0]}` : node.literal;
      const asked = { ...set.questions[0], task: "output", of: "value", truth } as Question;
      const answer = parseAnswer(`Answer: ${text}`, asked, parse(""));
      expect(score(answer, asked).reason, `${cluster} ${call}: ${text} against ${truth.literal}`).toBe(
        "match",
      );
      compared++;
    }
    expect(compared).toBeGreaterThan(250);
  });

  it("are not answered by baselines: no task is above its bar", () => {
    // A constant answers half of what is YES or NO, since there is as much of both; nothing does much better.
    for (const task of ["coverage", "branch", "alias"]) {
      expect(mean("baseline:constant", task), task).toBe(0.5);
      for (const name of ["baseline:copy-input", "baseline:random"])
        expect(mean(name, task), `${name} ${task}`).toBeLessThan(0.6);
    }
    expect(mean("baseline:copy-input", "coverage", "not executed")).toBe(0);
    for (const name of ["baseline:constant", "baseline:copy-input", "baseline:random"]) {
      for (const task of ["output", "path", "state", "lines", "definition", "iterations"])
        expect(mean(name, task), `${name} ${task}`).toBeLessThan(0.5);
    }
  });

  it("leave out only what a closed reason says", () => {
    for (const { reason, count } of set.skipped) {
      expect(SKIP_REASONS).toContain(reason);
      expect(count).toBeGreaterThan(0);
    }
  });

  it("have ids and prompts of their own", () => {
    const programs = programsOf(set);
    expect(new Set(set.questions.map(({ id }) => id)).size).toBe(set.questions.length);
    const prompts = set.questions.map(question => {
      const program = programs.get(question.program);
      if (program === undefined) throw new Error(question.program);
      return prompt(question, program).sha256;
    });
    expect(new Set(prompts).size).toBe(prompts.length);
  });

  it("are the same questions when posed again, one call at a time", async () => {
    const again = await poseDataset(await loadDataset("tracebook-js"), { seed: 1, concurrency: 1 });
    const rows = (one: QuestionSet): string[] =>
      one.questions.map(q => `${q.file} ${q.call} ${canonicalJson(q)}`);
    const first = new Set(rows(set));
    expect(rows(again).filter(row => !first.has(row))).toEqual([]);
    expect(again.sha256).toBe(set.sha256);
  });

  it("print a table", () => {
    const text = reportText(report);
    for (const task of TASKS) expect(text).toMatch(new RegExp(`^${task}\\s+\\d+\\s+\\d+\\s+100\\.0 %`, "m"));
  });
});
