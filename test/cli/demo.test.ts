import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn, folder, tracebook } from "./tracebook.js";

// That it takes less than a minute is checked by .ci/run, when no other test runs beside it.
describe("tracebook demo", () => {
  it("does the main job, and the same bytes twice", async () => {
    const cwd = folder();
    const first = await tracebook(["demo", "--out", "one"], { cwd });
    expect(first.stderr).toBe("");
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^Look at {2}one\/report\.html/m);

    const { code, stdout } = await tracebook(["demo", "--out", "two", "--json"], { cwd });
    expect(code).toBe(0);
    const summary = JSON.parse(stdout);
    expect(summary.programs).toBeGreaterThanOrEqual(40);
    expect(summary.families).toBeGreaterThanOrEqual(6);
    expect(summary.questions).toBeGreaterThan(1000);
    const oracle = summary.scores.filter((score: { model: string }) => score.model === "baseline:oracle");
    expect(oracle.map((score: { task: string }) => score.task)).toEqual([
      "all",
      "output",
      "input",
      "coverage",
      "path",
      "state",
      "lines",
      "definition",
      "branch",
      "iterations",
      "alias",
    ]);
    for (const { mean, n } of oracle) expect({ mean, some: n > 0 }).toEqual({ mean: 1, some: true });
    expect(summary.embedded).toMatchObject({ model: "embedded", dataset: "embedded" });
    const constant = summary.scores.find((score: { model: string }) => score.model === "baseline:constant");
    expect(constant.mean).toBeLessThan(0.5);

    const files = filesIn(join(cwd, "two"));
    for (const name of [
      "report.html",
      "scores.html",
      "scores.svg",
      "scores.png",
      "questions.jsonl",
      "runs/oracle/answers.jsonl",
      "embedded.html",
      "runs/embedded/answers.jsonl",
    ]) {
      expect(files).toContain(name);
    }
    const pages = files.filter(file => /^traces\/.*\.html$/.test(file));
    expect(pages.length).toBeGreaterThanOrEqual(6);
    for (const name of [
      "report.html",
      "scores.html",
      "scores.svg",
      "scores.png",
      "questions.jsonl",
      "embedded.html",
      ...pages,
    ]) {
      expect(readFileSync(join(cwd, "one", name)).equals(readFileSync(join(cwd, "two", name))), name).toBe(
        true,
      );
    }
    expect(files.filter(file => file.includes(".part"))).toEqual([]);
  }, 480_000);
});
