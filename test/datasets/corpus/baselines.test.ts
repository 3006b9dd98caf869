import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lastLiteral } from "../../../src/datasets/corpus/lastLiteral.js";
import { ngramAnswers } from "../../../src/datasets/corpus/ngramAnswers.js";
import { outcomeSpread } from "../../../src/datasets/corpus/outcomeSpread.js";
import { skeleton } from "../../../src/datasets/generate/skeleton.js";
import { splitOf } from "../../../src/datasets/generate/split.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { packagedFolder } from "../../../src/datasets/packaged.js";
import { poseDataset } from "../../../src/datasets/poseDataset.js";
import { parse } from "../../../src/program/parse.js";
import { answerText } from "../../../src/questions/answer/answerText.js";
import { closePool } from "../../../src/trace/trace.js";

afterAll(closePool);

interface Baselines {
  readonly parts: Readonly<
    Record<
      string,
      {
        readonly spread: { readonly outcomes: number; readonly normalisedEntropy: number };
        readonly tasks: Readonly<Record<string, Readonly<Record<string, number>>>>;
      }
    >
  >;
}

const folder = join(packagedFolder(), "embedded");
const measured = JSON.parse(readFileSync(join(folder, "baselines.json"), "utf8")) as Baselines;
const dataset = loadDataset("embedded");

describe("what can be had without running anything, on the data set embedded", () => {
  it("keeps under the bars: output below 35 %, next line below 60 %, at least 12 outcomes evenly spread", () => {
    for (const [part, { spread, tasks }] of Object.entries(measured.parts)) {
      const best = (task: string): number => {
        const { questions, ...shares } = tasks[task];
        expect(questions, `${part} ${task}`).toBeGreaterThan(100);
        return Math.max(...Object.values(shares));
      };
      expect(best("output"), part).toBeLessThan(0.35);
      expect(best("path"), part).toBeLessThan(0.6);
      expect(spread.outcomes, part).toBeGreaterThanOrEqual(12);
      expect(spread.normalisedEntropy, part).toBeGreaterThanOrEqual(0.8);
    }
    expect(Object.keys(measured.parts)).toEqual(["test", "longer", "deeper", "unseen"]);
  });

  it("is what the file says, worked out again for a part of the programs", { timeout: 120_000 }, async () => {
    const programs = dataset.programs.filter(({ family }) => family === "test").slice(0, 100);
    const set = await poseDataset({ ...dataset, programs }, { tasks: ["output"] });
    const truths = set.questions.map(({ truth }) => answerText(truth));
    expect(truths.length).toBeGreaterThan(190);
    const spread = outcomeSpread(truths);
    expect(spread.outcomes).toBeGreaterThanOrEqual(12);
    expect(spread.normalisedEntropy).toBeGreaterThanOrEqual(0.8);
    const sources = new Map(programs.map(({ file, source }) => [file, source]));
    const right = (answer: (question: (typeof set.questions)[number]) => string | undefined): number =>
      set.questions.filter(question => answer(question) === answerText(question.truth)).length /
      truths.length;
    const file = measured.parts.test.tasks.output;
    const last = right(question => lastLiteral(parse(sources.get(question.file) ?? "")));
    const first = right(question => /\(([^,)]*)/.exec(question.call)?.[1]);
    // 200 of the 1,000 calls: four standard errors.
    expect(Math.abs(last - file["last literal"])).toBeLessThan(0.11);
    expect(Math.abs(first - file["argument 1"])).toBeLessThan(0.11);
  });
});

describe("the data set embedded", () => {
  it("has 500 programs of test skeletons and 150 of each harder part, no skeleton twice", () => {
    const count = (part: string): number => dataset.programs.filter(({ family }) => family === part).length;
    expect([count("test"), count("longer"), count("deeper"), count("unseen")]).toEqual([500, 150, 150, 150]);
    const hashes = dataset.programs.map(({ source }) => skeleton(parse(source)));
    expect(new Set(hashes.slice(0, 500)).size).toBe(500);
    for (const hash of hashes.slice(0, 500)) expect(splitOf(hash)).toBe("test");
  });
});

describe("n-gram answers", () => {
  it("say what came most often behind the longest context met twice", () => {
    const documents = [
      "#ask path\n@2 k=1\nAnswer: 3",
      "#ask path\n@2 k=1\nAnswer: 3\n#ask path\n@4 k=1\nAnswer: 9",
    ];
    const model = ngramAnswers([...documents, "#ask path\n@5 k=1\nAnswer: 9\n#ask output\nAnswer: 9"], 3);
    expect(model.answer("#ask path\n@2 k=1\nAnswer:")).toBe("3");
    expect(model.answer("#ask path\n@4 k=1\nAnswer:")).toBe("3");
    expect(model.answer("#ask path\n@4 k=9\nAnswer:")).toBe("9");
    expect(outcomeSpread(["1", "2", "1", "2"])).toEqual({ outcomes: 2, normalisedEntropy: 1 });
    expect(outcomeSpread(["1", "1"]).normalisedEntropy).toBe(0);
  });
});
