import type { ReportData, ReportScore } from "../../../src/evaluate/ReportData.js";
import type { Question } from "../../../src/questions/Question.js";

const MODEL = "replay:made-up";
const MODELS = [MODEL, "baseline:constant", "baseline:oracle"];
const TASKS = ["output", "coverage"] as const;
const FAMILIES = ["loops", "recursion"];

function score(
  model: string,
  task: (typeof TASKS)[number],
  family: string,
  n: number,
  right: number,
  part?: string,
): ReportScore {
  const mean = right / n;
  return {
    model,
    role: model === MODEL ? "model" : "baseline",
    task,
    family,
    part,
    n,
    clusters: 4,
    mean,
    se: 0.041,
    df: 3,
    low: Math.max(0, mean - 0.13),
    high: Math.min(1, mean + 0.13),
    method: "CR2",
    exact: { numerator: String(right), denominator: String(n), value: mean },
    verdicts: { right, wrong: n - right, unparsed: 0, refused: 0, error: 0 },
    detail: task === "coverage" ? { prefix: 0.25 } : undefined,
  };
}

const question: Question = {
  schema: "tracebook/question@1",
  id: "q1",
  task: "output",
  dataset: "made-up",
  program: "p1",
  file: "loop.js",
  family: "loops",
  cluster: "loop",
  call: "sum(3)",
  line: 2,
  truth: { task: "output", value: { type: "number", value: 6 }, literal: "6" },
  provenance: { trace: "t1", tracebook: "0.1.0", seed: 0 },
};

/** A made-up run: one model, two baselines, two tasks, two families, two answers in full. */
export const reportData: ReportData = {
  schema: "tracebook/report@1",
  title: "Made-up run <b>",
  run: {
    model: MODEL,
    dataset: "made-up",
    datasetSha256: "d".repeat(64),
    promptsSha256: "e".repeat(64),
    style: "direct",
    order: "call-first",
    samples: 1,
    seed: 5,
    profile: "strict",
    tracebook: "0.1.0",
    asked: 80,
    answered: 80,
  },
  programs: 8,
  clusters: 4,
  tasks: TASKS,
  families: FAMILIES,
  baselines: MODELS.slice(1),
  scores: MODELS.flatMap((model, m) =>
    TASKS.flatMap(task => [
      score(model, task, "all", 40, [25, 10, 40][m]),
      ...(task === "coverage" ? [score(model, task, "all", 20, [12, 2, 20][m], "not executed")] : []),
      ...FAMILIES.map(family => score(model, task, family, 20, [12, 5, 20][m])),
    ]),
  ),
  chance: [{ task: "coverage", family: "all", share: { numerator: "1", denominator: "2", value: 0.5 } }],
  counts: [
    { kind: "verdict", model: MODEL, task: "output", reason: "different value", count: 13 },
    { kind: "skipped", reason: "call throws", count: 2 },
  ],
  examples: [
    {
      question,
      file: "loop.js",
      source: "function sum(n) {\n  return n < 1 ? 0 : n + sum(n - 1); // </script>\n}\n",
      prompt: "What does sum(3) return?\n<b>not bold</b>",
      completion: "It is ünlikely: 5</script>",
      verdict: "wrong",
      reason: "different value",
      expected: "6",
      answered: "5",
      spans: [[17, 18]],
    },
    {
      question: { ...question, id: "q2" },
      file: "loop.js",
      source: "sum",
      prompt: "?",
      completion: "",
      verdict: "unparsed",
      reason: "empty",
      expected: "6",
      spans: [],
    },
  ],
  notes: ["A line is executed when a statement on it begins."],
};
