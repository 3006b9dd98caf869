import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../../src/evaluate/ask.js";
import { scoreRun } from "../../src/evaluate/scoreRun.js";
import { type MetricAnswer, type MetricValue, metric } from "../../src/evaluate/statistics/metric.js";
import { type LanguageModel, TEXT_ONLY } from "../../src/providers/Model.js";
import { smallSet } from "./set.js";

const root = mkdtempSync(join(tmpdir(), "tracebook-metric-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const SCOPE = {
  n: 10,
  clusters: 3,
  right: 7,
  wrong: 2,
  unparsed: 1,
  refused: 0,
  error: 0,
  accuracy: 0.7,
  chance: 0.5,
};

const ANSWERS: MetricAnswer[] = [
  { score: 1, right: 1, wrong: 0, prefix: 1, latencyMs: 12.5, outputTokens: 10, sample: 0 },
  { score: 0, right: 0, wrong: 1, prefix: 0.5, latencyMs: 20, outputTokens: 30, sample: 1 },
  { score: 1, right: 1, wrong: 0, latencyMs: 40, outputTokens: 20, sample: 0 },
  { score: 0, right: 0, wrong: 0, prefix: 0.25, latencyMs: 10, sample: 1 },
];

async function valued(expression: string): Promise<MetricValue | undefined> {
  return (await metric(expression))(SCOPE, ANSWERS);
}

/** Value, and as a fraction where it is one. */
async function text(expression: string): Promise<string> {
  const { value, exact } = (await valued(expression)) ?? { value: undefined };
  return exact === undefined ? String(value) : `${exact.numerator}/${exact.denominator}`;
}

async function refusal(expression: string): Promise<string> {
  return metric(expression).then(
    () => "let through",
    error => (error as Error).message,
  );
}

describe("metric", () => {
  it.each([
    ["right / n", "7/10"],
    ["right / (n - unparsed) - 0.1", "61/90"],
    ["unparsed > 0 ? max(right, 8) : 0", "8/1"],
    ["1 / 3 + 1 / 3 + 1 / 3", "1/1"],
    ["mean(score)", "1/2"],
    ["sum(right * outputTokens) / sum(outputTokens)", "1/2"],
    ["countIf(latencyMs >= 20) / count(latencyMs)", "0.5"],
    ["count(prefix)", "3"],
    ["countIf(sample == 0 and right == 1)", "2/1"],
    ["mean(outputTokens > 15)", "2/3"],
    ["median(outputTokens)", "20/1"],
    ["quantile(latencyMs, 0.5)", "16.25"],
    ["quantile(outputTokens, 1)", "30/1"],
    ["sqrt(right + 2)", "3"],
    ["2 ^ 3", "8"],
    ["(accuracy - chance) / (1 - 0.5)", String((0.7 - 0.5) / 0.5)],
  ])("%s is %s: a fraction where only whole numbers went in", async (expression, expected) => {
    expect(await text(expression)).toBe(expected);
  });

  it("is undefined where a name or column has no value, or the value is not finite", async () => {
    expect(await valued("edgeF1 * 2")).toBeUndefined();
    expect(await valued("right / refused")).toBeUndefined();
    expect(await valued("mean(inputTokens)")).toBeUndefined();
    expect(await valued("sum(inputTokens) + right")).toBeUndefined();
    expect(await valued("log(-right)")).toBeUndefined();
    expect((await metric("mean(score)"))(SCOPE, [])).toBeUndefined();
  });

  it.each([
    ["x + 1", "x", 1],
    ["right + constructor", "constructor", 9],
    ["right.constructor", "right.constructor", 1],
    ['evaluate("1")', "evaluate", 1],
    ["1 + parse(2)", "parse", 5],
    ["import({})", "import", 1],
    ['createUnit("knot")', "createUnit", 1],
    ["f(x) = 2", "f(x) = 2", 0],
    ["f(n) = f(n - 1) + f(n - 2)", "f(n) = f(n - 1) + f(n - 2)", 0],
    ["right = 3", "right = 3", 0],
    ["sum(1:1000000000)", "1:1e+9", 0],
    ["1:1e9", "1:1e+9", 0],
    ["ones(100000, 100000)", "ones", 1],
    ["range(0, 1e9)", "range", 1],
    ["[1, 2]", "[1, 2]", 0],
    ["{a: 1}", "{", 0],
    ['"a"', '"a"', 0],
    ["n; right", "n;", 0],
    ["n!", "!", 2],
    ["3 cm", "cm", 3],
    ["n | right", "|", 3],
    ["latencyMs / n", "latencyMs", 1],
    ["mean(accuracy)", "accuracy", 6],
    ["mean(mean(score))", "mean", 6],
    ["mean(score, prefix)", "mean of 2 arguments, expected 1", 1],
    ["quantile(score, n)", "quantile at n, expected a number from 0 to 1", 0],
    ["quantile(score, 7)", "quantile at 7, expected a number from 0 to 1", 17],
    ["max()", "max()", 1],
    ["__proto__", "__proto__", 1],
  ])("refuses %s", async (expression, what, at) => {
    const said = await refusal(expression);
    expect(said).toContain("--metric: not allowed in a metric");
    expect(said).toContain(`: ${what}`);
    expect(said).toMatch(/\((?:names: n, clusters, right|columns of an answer: score, right)/);
    if (at > 0) expect(said).toContain(` at character ${at}: `);
  });

  it("says where the syntax is wrong, and refuses what is too long to be meant", async () => {
    expect(await refusal("right /")).toMatch(/^--metric: not an expression at character \d+: right \/ \(/);
    expect(await refusal("(right")).toMatch(/^--metric: not an expression at character 7: \(right \(/);
    expect(await refusal("1+".repeat(600))).toBe("--metric: longer than 1000 characters: 1200");
  });

  it("ends at once for numbers that would fill the memory as fractions", async () => {
    expect(await text("9 ^ 9 ^ 9")).toBe("undefined");
    expect(await text("pow(pow(right, 99), pow(right, 9))")).toBe("undefined");
    expect(await text("1e308 * 1e308")).toBe("undefined");
    expect(await text(`${"right * ".repeat(100)}1`)).toMatch(/^\d{85}\/1$/);
  });
});

describe("a metric over a run", () => {
  const model: LanguageModel = {
    kind: "language model",
    name: "test:tokens",
    can: TEXT_ONLY,
    generate: async ({ sample }) => ({
      text: "Answer: 7",
      inputTokens: 100,
      outputTokens: 10 * (sample + 1),
    }),
  };

  it("sees the tokens of the model's answers; baselines have none", async () => {
    const out = join(root, "tokens");
    await ask(smallSet(), model, { out, samples: 2 });
    const report = await scoreRun(out, { metric: "sum(outputTokens * right) / sum(outputTokens)" });
    const state = report.scores.filter(
      ({ task, family, part }) => task === "state" && family === "all" && !part,
    );
    const own = state.find(({ role }) => role === "model");
    expect([own?.metric, own?.metricExact]).toEqual([1, { numerator: "1", denominator: "1", value: 1 }]);
    expect(state.filter(({ role }) => role === "baseline").map(row => row.metric)).toEqual(
      report.baselines.map(() => undefined),
    );
    const samples = await scoreRun(out, { metric: "countIf(sample == 1) + mean(outputTokens) / 10" });
    expect(samples.scores[0].metricExact).toMatchObject({ numerator: "43", denominator: "2" });
  });
});
