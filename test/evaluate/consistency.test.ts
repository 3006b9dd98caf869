import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../../src/evaluate/ask.js";
import { consistency } from "../../src/evaluate/consistency.js";
import { linkedProbes } from "../../src/evaluate/linkedProbes.js";
import { reportText } from "../../src/evaluate/reportText.js";
import type { ScoredAnswer } from "../../src/evaluate/scoreRow.js";
import { scoreRun } from "../../src/evaluate/scoreRun.js";
import { answerText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { type Posed, pose } from "../../src/questions/pose/pose.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import type { Question, Truth } from "../../src/questions/Question.js";
import { programsOf, type QuestionSet, questionSet } from "../../src/questions/QuestionSet.js";
import { score } from "../../src/questions/score/score.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { number, question } from "../questions/question.js";

const root = mkdtempSync(join(tmpdir(), "tracebook-consistency-"));
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await closePool();
});

const AT = { node: 5, line: 2, frame: 1, function: 2, call: 1, k: 1, kRun: 1 };
const TRUTHS: readonly [Truth, Partial<Question>][] = [
  [
    { task: "coverage", executed: true },
    { node: 5, line: 2 },
  ],
  [
    { task: "state", value: number(1), literal: "1" },
    { node: 5, line: 2, occurrence: AT, variable: "x", when: "before" },
  ],
  [
    { task: "path", line: 3 },
    { node: 5, line: 2, occurrence: AT },
  ],
  [{ task: "output", value: number(1), literal: "1" }, { of: "value" }],
];

/** Answers to the four questions of one moment, right where the pattern has a 1. */
function moment(pattern: string, name: string): ScoredAnswer[] {
  return TRUTHS.map(([truth, rest], i) => {
    const asked = question(truth, { ...rest, id: `${name}${truth.task}`, call: `f(${name})`, cluster: name });
    const right = pattern[i] === "1";
    return {
      question: asked,
      verdict: {
        schema: "tracebook/verdict@1",
        question: asked.id,
        verdict: right ? "right" : "wrong",
        score: Number(right),
        reason: right ? "match" : "different value",
        profile: "strict",
      },
    };
  });
}

const PATTERNS = Array.from({ length: 16 }, (_, i) => (15 - i).toString(2).padStart(4, "0"));

describe("consistency", () => {
  it("scores every one of the 16 patterns, and only answers right from the start count", async () => {
    const found = await consistency(PATTERNS.flatMap(pattern => moment(pattern, `m${pattern}`)));
    expect(found?.patterns.map(({ pattern }) => pattern)).toEqual(PATTERNS);
    expect(found?.patterns.map(({ count }) => count)).toEqual(PATTERNS.map(() => 1));
    const scores = Object.fromEntries(
      (found?.patterns ?? [])
        .filter(({ score: of }) => of > 0)
        .map(({ pattern, score: of }) => [pattern, of]),
    );
    expect(scores).toEqual({ 1111: 1, 1110: 1 / 2, 1100: 1 / 4, 1000: 1 / 8 });
    // All patterns but 1111, 1110, 1100, 1000 and 0000 have a right answer behind a wrong one.
    expect(found?.incoherent.mean).toBe(11 / 16);
    expect(found?.score).toMatchObject({ n: 16, clusters: 16, mean: (1 + 1 / 2 + 1 / 4 + 1 / 8) / 16 });
    // Each task is right in half of the patterns: independence is just what was counted.
    expect(found?.marginals).toEqual({ coverage: 0.5, state: 0.5, path: 0.5, output: 0.5 });
    expect(found?.independent.score).toBeCloseTo(1.875 / 16, 12);
    expect(found?.independent.incoherent).toBeCloseTo(11 / 16, 12);
  });

  it("computes chance exactly from the chance of each question", async () => {
    const answers = [...moment("1111", "a"), ...moment("0000", "b")];
    const parts = { coverage: [1, 2], state: [1, 3], path: [1, 5], output: [1, 7] } as const;
    const chance = new Map(
      answers.map(({ question: { id, task } }) => {
        const [numerator, denominator] = parts[task as keyof typeof parts];
        return [id, { numerator, denominator }];
      }),
    );
    // 1/2·1/3·1/5·1/7 + 1/2·(1/2·1/3·1/5·6/7) + 1/4·(1/2·1/3·4/5·6/7) + 1/8·(1/2·2/3·4/5·6/7) = 1/210·(1 + 3 + 6 + 6).
    const found = await consistency(answers, chance);
    expect(found?.chance?.score).toEqual({ numerator: "8", denominator: "105", value: 8 / 105 });
    // Coherent are 1 + 6 + 24 + 48 and 1/2·2/3·4/5·6/7 = 48 of 210: 1111, 1110, 1100, 1000 and 0000.
    expect(found?.chance?.incoherent.value).toBeCloseTo(1 - (1 + 6 + 24 + 48 + 48) / 210, 12);
  });

  it("is undefined without linked questions", async () => {
    expect(await consistency(moment("1111", "a").slice(0, 3))).toBeUndefined();
  });

  it("pairs the samples of the four questions in order", async () => {
    const twice = (first: string, second: string): ScoredAnswer[] =>
      moment(first, "a").flatMap((answer, i) => [answer, moment(second, "a")[i]]);
    const found = await consistency([...twice("1111", "0111"), ...moment("1000", "b")]);
    const counted = found?.patterns
      .filter(({ count }) => count > 0)
      .map(({ pattern, count }) => [pattern, count]);
    expect(counted).toEqual([
      ["1111", 1],
      ["1000", 1],
      ["0111", 1],
    ]);
    expect(found?.score).toMatchObject({ n: 2, mean: (1 / 2 + 1 / 8) / 2 });
  });
});

const SOURCE = `function scan(list) {
  let best = 0;
  for (const item of list) {
    if (item > best) {
      best = item;
    } else if (item < 0) {
      let low = item;
      best -= low;
    }
  }
  while (best > 100) {
    best -= 1;
  }
  return best;
}
`;

async function linkedSet(calls: readonly string[], seed = 1): Promise<QuestionSet> {
  const parts: Parameters<typeof questionSet>[2][number][] = [];
  for (const call of calls) {
    const recorded = await trace(SOURCE, { file: "scan.js", call });
    const posed: Posed = pose(recorded, {
      linked: true,
      seed,
      cluster: call,
      family: "loops",
      limits: { coverage: 4 },
    });
    parts.push({ program: recorded.programs[0], posed });
  }
  return questionSet("linked", seed, parts);
}

describe("linked questions", () => {
  it("ask all four about each moment, half of which are never reached", async () => {
    const { questions } = await linkedSet(["scan([3, 1, 4])", "scan([2, 7])"]);
    const probes = linkedProbes(questions);
    expect(probes).toHaveLength(8);
    const tasks = questions.map(({ task }) => task);
    expect(tasks.filter(task => task === "output")).toHaveLength(2);
    for (const task of ["coverage", "state", "path"]) expect(tasks.filter(t => t === task)).toHaveLength(8);
    for (const { coverage, state, path } of probes) {
      const executed = coverage.truth.task === "coverage" && coverage.truth.executed;
      expect(state.occurrence).toEqual(path.occurrence);
      expect([answerText(state.truth) === "not executed", answerText(path.truth) === "not executed"]).toEqual(
        [!executed, !executed],
      );
    }
    expect(probes.filter(({ state }) => answerText(state.truth) === "not executed")).toHaveLength(4);
  });

  it("are the same for the same seed, others for another", async () => {
    const [one, again, other] = [
      await linkedSet(["scan([3, 1])"]),
      await linkedSet(["scan([3, 1])"]),
      await linkedSet(["scan([3, 1])"], 2),
    ];
    expect(again.sha256).toBe(one.sha256);
    expect(other.sha256).not.toBe(one.sha256);
  });

  it("let `not executed` be the state of a moment that never comes, and say so in the prompt", async () => {
    const set = await linkedSet(["scan([3, 1, 4])"]);
    const programs = programsOf(set);
    const never = set.questions.find(q => q.truth.task === "state" && q.truth.end !== undefined) as Question;
    const there = set.questions.find(q => q.truth.task === "state" && q.truth.end === undefined) as Question;
    const program = programs.get(never.program)!;
    const reason = (text: string, asked: Question): string =>
      score(parseAnswer(text, asked, program), asked, { program }).reason;
    expect(prompt(never, program).text).toContain("If that moment never comes, answer `not executed`.");
    expect(reason("Answer: not executed", never)).toBe("match");
    expect(reason("Answer: `not executed`.", never)).toBe("match");
    expect(reason("Answer: 3", never)).toBe("value instead of an end");
    expect(reason('Answer: "not executed"', never)).toBe("value instead of an end");
    expect(reason("Answer: not executed", there)).toBe("end instead of a value");
    expect(reason(`Answer: ${answerText(there.truth)}`, there)).toBe("match");
  });

  it("are of four tasks: tasks cannot be chosen", async () => {
    const recorded = await trace(SOURCE, { file: "scan.js", call: "scan([1])" });
    expect(() => pose(recorded, { linked: true, tasks: ["path"] })).toThrow(
      "tasks: linked questions are of coverage, state, path, output: leave tasks out",
    );
  });

  it("put consistency into report and text, the oracle's at 100 %", async () => {
    const out = join(root, "run");
    await ask(await linkedSet(["scan([3, 1, 4])", "scan([2, 7])"]), "baseline:oracle", { out });
    const report = await scoreRun(out);
    const [own, ...others] = report.consistency ?? [];
    expect(own).toMatchObject({
      model: "baseline:oracle",
      role: "model",
      score: { n: 8, clusters: 2, mean: 1 },
    });
    expect(own.patterns[0]).toMatchObject({ pattern: "1111", count: 8, independent: 1 });
    expect(others.map(({ model }) => model)).toEqual(report.baselines);
    expect(own.chance?.score.value).toBeGreaterThan(0);
    const text = reportText(report);
    expect(text).toMatch(/^baseline:oracle +8 +2 +100\.0 %/m);
    expect(text).toMatch(/^1111 +1 +8 +100\.0 %/m);
    expect(text).toMatch(/^0111 +0 +0 +0\.0 % +0\.0 % +incoherent$/m);
  });
});
