import { existsSync, rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { Program } from "../../src/program/Program.js";
import { validateAnswer } from "../../src/questions/AnswerSchema.js";
import { answerText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { canonicalJson } from "../../src/questions/canonicalJson.js";
import { type PoseOptions, pose } from "../../src/questions/pose/pose.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import type { Question } from "../../src/questions/Question.js";
import { validateQuestion } from "../../src/questions/QuestionSchema.js";
import { checkAnswer, predictedCall, runCalls } from "../../src/questions/score/runCalls.js";
import { score } from "../../src/questions/score/score.js";
import type { TraceOptions } from "../../src/trace/TraceOptions.js";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(() => closePool());

const SOURCE = `const LIMITS = { low: 1 };
function total(list) {
  let sum = 0;
  for (const item of list) sum += item;
  return sum;
}
function spin(n) {
  while (n > 3) n += 1;
  return n;
}
function pick(record, name) {
  return record[name];
}
function apply(fn, x) {
  return fn(x);
}
async function later(x) {
  await null;
  if (x === 0) return new Promise(() => {});
  return [x, -0];
}
function repeat(text, times) {
  let all = "";
  for (let i = 0; i < times; i++) all += text.repeat(times);
  return all.length;
}
`;

async function posed(
  source: string,
  call: string,
  options: TraceOptions & PoseOptions = {},
): Promise<{ question: Question | undefined; program: Program; why: string | undefined }> {
  const recorded = await trace(source, { call, ...options });
  const { questions, skipped } = pose(recorded, { tasks: ["input"], ...options });
  return { question: questions[0], program: recorded.programs[0], why: skipped[0]?.reason };
}

/** Verdict and reason of completions to the question a call of {@link SOURCE} gives. */
async function verdicts(
  call: string,
  completions: readonly string[],
  profile: "strict" | "compat" = "strict",
): Promise<string[]> {
  const { question, program } = await posed(SOURCE, call);
  if (question === undefined) throw new Error("not asked");
  const found: string[] = [];
  for (const completion of completions) {
    const answer = await checkAnswer(parseAnswer(completion, question, program), question, program);
    expect(validateAnswer(JSON.parse(canonicalJson(answer)), "test")).toEqual(answer);
    const { verdict, reason } = score(answer, question, { profile });
    found.push(`${verdict}: ${reason}`);
  }
  return found;
}

describe("input questions", () => {
  it("show the value and ask for a call that gives it, without the recorded call", async () => {
    const { question, program } = await posed(SOURCE, "total( [1,2] ) ");
    expect(question).toMatchObject({
      task: "input",
      call: "total( [1,2] )",
      truth: { function: "total", literal: "3", call: "total([1, 2])", value: { value: 3 } },
    });
    const asked = question as Question;
    expect(validateQuestion(JSON.parse(canonicalJson(asked)), "test")).toEqual(asked);
    expect(answerText(asked.truth)).toBe("total([1, 2])");
    for (const style of ["direct", "cot"] as const) {
      for (const order of ["code-first", "call-first"] as const) {
        const { text, programs } = prompt(asked, program, { style, order });
        const bytes = Buffer.from(text);
        const shown = programs.map(({ byteStart, byteEnd }) => bytes.subarray(byteStart, byteEnd).toString());
        expect(shown.indexOf("3")).toBe(order === "code-first" ? 1 : 0);
        expect(text.replace(/\s/g, "")).not.toContain("[1,2]");
        expect(text).toContain("Any call that gives the value is right");
        expect(text.trim().split("\n").at(-1)).toBe("Answer: total(<arguments>)");
      }
    }
  });

  it("are about the value of the promise, and one for calls with the same value", async () => {
    const one = (await posed(SOURCE, "await later(1)")).question;
    expect(one?.truth).toMatchObject({ literal: "[1, -0]", call: "later(1)" });
    const id = async (call: string): Promise<string | undefined> => (await posed(SOURCE, call)).question?.id;
    expect(await id("total([2, 1])")).toBe(await id("total([3])"));
    expect(await id("total([2, 2])")).not.toBe(await id("total([3])"));
  });

  it.each([
    ["total(7)", SOURCE, "throws"],
    ["later(0)", SOURCE, "never settles"],
    ["", SOURCE, "nothing to predict"],
    ["pick({}, 'a')", SOURCE, "nothing to predict"],
    ["f()", "function f() { return 1; }", "nothing to predict"],
    ["f.g(1)", "const f = { g: x => x };", "not a plain call of a top-level function"],
    ["Math.max(1, 2)", SOURCE, "not a plain call of a top-level function"],
    ["total(Array.from([1]))", SOURCE, "not a plain call of a top-level function"],
    ["apply(function (x) { return x; }, 1)", SOURCE, "not a plain call of a top-level function"],
    ["f(1)", "function f(x) { return () => x; }", "value has no literal"],
    ["f(999)", "function f(x) { return 'y'.repeat(x); }", "literal too long"],
    ["f('a', 1)", '// f("a",1) gives 2\nfunction f(a, b) { return b + 1; }', "call stands in the prompt"],
    ["f(1)", "function f(x) { return 'f(1)'; }", "call stands in the prompt"],
    ["spin(-30000)", "function spin(n) { while (n < 0) n += 1; return n + 1; }", "runs too long"],
  ])("are not asked about %j", async (call, source, reason) => {
    const { question, why } = await posed(source, call);
    expect(question).toBeUndefined();
    expect(why).toBe(reason);
  });

  it("are not asked where the run cannot be repeated from one file at the default time", async () => {
    const files = { "b.mjs": "export const two = 2;" };
    const source = 'import { two } from "./b.mjs";\nexport function f(x) { return x * two; }\n';
    expect((await posed(source, "f(4)", { file: "a.mjs", files })).why).toBe("spans several files");
    const now = "function f(x) { return Date.now() + x; }";
    expect((await posed(now, "f(4)", { epoch: 5 })).why).toBe("clock was set");
    expect((await posed(now, "f(4)")).question?.truth).toMatchObject({ literal: "946684800004" });
  });
});

describe("answered calls are run", () => {
  it("and right whenever they give the value", async () => {
    expect(
      await verdicts("total([1, 2])", [
        "Answer: total([1, 2])",
        "Answer: total([3])",
        "Answer: [0.5, 2.5]",
        "Answer: total(new Set([1, 2]))",
        "total([1, LIMITS.low, 1]) === 3",
        "Answer: total([1, 2n])",
        'Answer: total("12")',
        "Answer: total([])",
        "Answer: total(3)",
      ]),
    ).toEqual([
      "right: match",
      "right: match",
      "right: match",
      "right: match",
      "right: match",
      "wrong: throws",
      "wrong: different type",
      "wrong: different value",
      "wrong: throws",
    ]);
    expect(await verdicts("later(1)", ["later(1)", "await later(1)", "later(2)", "later(0)"])).toEqual([
      "right: match",
      "right: match",
      "wrong: different value",
      "wrong: never settles",
    ]);
    expect(await verdicts("apply(n => n + 1, 1)", ["apply(() => 2)", "apply(n => n / 0, 1)"])).toEqual([
      "right: match",
      "wrong: different value",
    ]);
  });

  it("and compared as the profile says", async () => {
    const loose = ['pick(["3"], 0)', "pick([-0], 0)"];
    expect(await verdicts("pick([3], 0)", loose)).toEqual([
      "wrong: different type",
      "wrong: different value",
    ]);
    expect(await verdicts("pick([3], 0)", loose.slice(0, 1), "compat")).toEqual(["right: match"]);
    expect(await verdicts("pick([0], 0)", ["pick([-0], 0)"])).toEqual(["wrong: different value"]);
    expect(await verdicts("pick([0], 0)", ["pick([-0], 0)"], "compat")).toEqual(["right: match"]);
  });

  it("and stopped where they would not end, eat memory or fall", async () => {
    expect(await verdicts("spin(2)", ["spin(4)", "spin(Infinity)", "spin({ valueOf: 1 })"])).toEqual([
      "wrong: limit reached",
      "wrong: limit reached",
      "wrong: different type",
    ]);
    const [large] = await verdicts("repeat('ab', 2)", ["repeat('abcdefgh', 40000)"]);
    expect(large).toMatch(/^wrong: (?:limit reached|throws|different value)$/);
    // Afterwards the sandbox still works.
    expect(await verdicts("repeat('ab', 2)", ["repeat('a', 2)", "repeat('abcdefgh', 1)"])).toEqual([
      "wrong: different value",
      "right: match",
    ]);
  }, 60_000);

  it("but hostile ones never are", async () => {
    const file = "/tmp/tracebook-hostile-answer";
    rmSync(file, { force: true });
    const before = [Object.keys(Object.prototype).length, Array.prototype.push, process.exitCode];
    const hostile = [
      "process.exit(0)",
      "total(process.exit(0))",
      `total(import("node:fs").then(fs => fs.writeFileSync("${file}", "")))`,
      'total(eval("[3]"))',
      'total(new Function("return [3]")())',
      "total([].constructor.constructor('return process')())",
      "total(Object.prototype.sum = [3])",
      "total((Array.prototype.map = () => 3, [3]))",
      "total([3]); total = () => 3",
      "(total = () => 3)(1)",
      "total(globalThis)",
      "total`3`",
      "total({ [Symbol.iterator]: function* () { yield 3; } })",
      'total(require("child_process").execSync("id"))',
      "total(await import('node:fs'))",
      "total((() => { while (true); })())",
    ];
    const { question, program } = await posed(SOURCE, "total([1, 2])");
    for (const completion of hostile) {
      const answer = parseAnswer(`Answer: ${completion}`, question as Question, program);
      expect(predictedCall(answer), completion).toBeUndefined();
      expect(["not a call", "other function", "argument not allowed", "not one expression"]).toContain(
        answer.failure,
      );
      expect(score(answer, question as Question).verdict).toBe("unparsed");
    }
    expect(existsSync(file)).toBe(false);
    expect([Object.keys(Object.prototype).length, Array.prototype.push, process.exitCode]).toEqual(before);
  });

  it("in the sandbox, where what a program does with them stays", async () => {
    const attacks = `function f(code, data) {
  if (code === 1) Array.prototype.push = () => 7;
  if (code === 2) Object.defineProperty(Object.prototype, "toJSON", { value: () => 7 });
  if (code === 3) return [].constructor.constructor(data)();
  if (code === 4) return new Array(data).fill({}).map(x => ({ ...x }));
  if (code === 5) return f(code, data);
  return 7;
}
`;
    const { question, program } = await posed(attacks, "f(0, 0)");
    const ask = async (completion: string): Promise<string> => {
      const asked = question as Question;
      return score(await checkAnswer(parseAnswer(completion, asked, program), asked, program), asked).reason;
    };
    expect(await ask("f(1, 0)")).toBe("match");
    expect(await ask("f(2, 0)")).toBe("match");
    expect(await ask('f(3, "return process.exit(0)")')).toBe("throws");
    expect(await ask("f(4, 1e8)")).toMatch(/limit reached|throws/);
    expect(await ask("f(5, 0)")).toMatch(/limit reached|throws/);
    expect(await ask("f(0, 0)")).toBe("match");
    expect([[].push, JSON.stringify({ a: 1 })]).toEqual([Array.prototype.push, '{"a":1}']);
  }, 60_000);

  it("each different one once, many at a time", async () => {
    const { question, program } = await posed(SOURCE, "total([1, 2])");
    const asked = question as Question;
    const answered = Array.from({ length: 1000 }, (_, i) => ({
      answer: parseAnswer(`Answer: total([${i % 50}, ${i < 500 ? "1" : " 1 "}])`, asked, program),
      question: asked,
      program,
    }));
    const ran = await runCalls(answered);
    expect(ran.size).toBe(50);
    expect([...ran.values()].every(({ outcome }) => outcome === "returns")).toBe(true);
  });

  it("or score says that they have not been", async () => {
    const { question, program } = await posed(SOURCE, "total([1, 2])");
    const answer = parseAnswer("total([3])", question as Question, program);
    expect(() => score(answer, question as Question)).toThrow("the call total([3]) has not been run");
  });
});
