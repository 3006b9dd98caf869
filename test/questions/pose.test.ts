import { afterAll, describe, expect, it } from "vitest";
import { validateAnswer } from "../../src/questions/AnswerSchema.js";
import { answerText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { canonicalJson } from "../../src/questions/canonicalJson.js";
import { validatePrompt } from "../../src/questions/PromptSchema.js";
import { type Posed, type PoseOptions, pose } from "../../src/questions/pose/pose.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import type { Question, Task } from "../../src/questions/Question.js";
import { validateQuestion } from "../../src/questions/QuestionSchema.js";
import { checkAnswer } from "../../src/questions/score/runCalls.js";
import { score } from "../../src/questions/score/score.js";
import { TASKS } from "../../src/questions/Task.js";
import { validateVerdict } from "../../src/questions/VerdictSchema.js";
import type { TraceOptions } from "../../src/trace/TraceOptions.js";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(() => closePool());

async function posed(
  source: string,
  call: string,
  options: PoseOptions & { run?: TraceOptions } = {},
): Promise<Posed> {
  const { run, ...rest } = options;
  return pose(await trace(source, { call, ...run }), rest);
}

/** Reasons of a task with their counts. */
function reasons({ skipped }: Posed, task: Task): Record<string, number> {
  return Object.fromEntries(
    skipped.filter(skip => skip.task === task).map(({ reason, count }) => [reason, count]),
  );
}

/** `line 3, call 1, time 2: returns` and the like. */
function say({ line, occurrence, truth, variable, when }: Question): string {
  const answer =
    truth.task === "path" ? String(truth.end ?? truth.line) : truth.task === "state" ? truth.literal : "";
  const what = variable === undefined ? "" : `${variable} ${when} `;
  return `${what}line ${line}, call ${occurrence?.call}, time ${occurrence?.k}: ${answer}`;
}

const LOOP = `function total(list) {
  let sum = 0;
  for (const item of list) {
    if (item > 2) {
      sum += item;
    }
  }
  return sum;
}
`;

const MANY = { limits: { output: 1, coverage: 100, path: 100, state: 100, lines: 1 } };

describe("pose", () => {
  it("asks for the value of the call and the lines it runs", async () => {
    const { questions } = await posed(LOOP, "total([1, 3])", { tasks: ["output", "lines"] });
    expect(questions.map(q => q.truth)).toEqual([
      { task: "output", value: { type: "number", value: 3 }, literal: "3" },
      { task: "lines", lines: [2, 3, 4, 3, 4, 5, 3, 8] },
    ]);
  });

  it("asks for what follows every occurrence, and about moments that never come", async () => {
    const { questions } = await posed(LOOP, "total([1, 3])", { ...MANY, tasks: ["path"] });
    // By hand. The third arrival at line 3 is the one that finds no item; a fourth never comes.
    const right: Record<string, string> = {
      "line 2, call 1, time 1": "3",
      "line 3, call 1, time 1": "4",
      "line 3, call 1, time 2": "4",
      "line 3, call 1, time 3": "8",
      "line 3, call 1, time 4": "not executed",
      "line 4, call 1, time 1": "3",
      "line 4, call 1, time 2": "5",
      "line 4, call 1, time 3": "not executed",
      "line 5, call 1, time 1": "3",
      "line 8, call 1, time 1": "returns",
    };
    for (const question of questions) {
      const [moment, answer] = say(question).split(": ");
      expect(answer, moment).toBe(right[moment]);
    }
    expect(new Set(questions.map(q => q.line))).toEqual(new Set([2, 3, 4, 5, 8]));
    expect(questions.filter(q => q.truth.task === "path" && q.truth.end === "not executed")).toHaveLength(2);
  });

  it("asks for values before and after stated occurrences", async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const { questions } = await posed(LOOP, "total([1, 3])", { ...MANY, tasks: ["state"], seed });
      for (const question of questions) seen.add(say(question));
    }
    const right = [
      "sum after line 2, call 1, time 1: 0",
      "list before line 2, call 1, time 1: [1, 3]",
      "item after line 3, call 1, time 1: 1",
      "item after line 3, call 1, time 2: 3",
      "sum after line 5, call 1, time 1: 3",
      "sum before line 5, call 1, time 1: 0",
      "item before line 4, call 1, time 2: 3",
      "sum before line 8, call 1, time 1: 3",
    ];
    for (const one of right) expect(seen).toContain(one);
    // Nothing about a variable before it has a value, nor after a statement that leaves the call.
    for (const one of seen)
      expect(one).not.toMatch(/^sum before line 2|after line 8|^item before line [23].*time 1/);
    const wrong = [...seen].filter(
      one => /^sum (before|after) line [34].*time 1/.test(one) && !one.endsWith(": 0"),
    );
    expect(wrong).toEqual([]);
  });

  it("numbers calls of a function in the order they begin", async () => {
    const source = "function fact(n) {\n  if (n === 0) {\n    return 1;\n  }\n  return n * fact(n - 1);\n}\n";
    const { questions } = await posed(source, "fact(2)", { ...MANY, tasks: ["path", "state"] });
    const right: Record<string, string> = {
      "line 2, call 1, time 1": "5",
      "line 2, call 2, time 1": "5",
      "line 2, call 3, time 1": "3",
      "line 3, call 3, time 1": "returns",
      "line 5, call 1, time 1": "returns",
      "line 5, call 2, time 1": "returns",
    };
    for (const question of questions) {
      const [moment, answer] = say(question)
        .replace(/^n before /, "")
        .split(": ");
      if (question.task === "path") expect(answer, moment).toBe(right[moment]);
      else expect(answer, moment).toBe(String(3 - (question.occurrence?.call ?? 0)));
    }
  });

  it("asks as many executed as unexecuted statements, functions before the top level", async () => {
    const source = `${LOOP}function never() {\n  let a = 1;\n  a++;\n  return a;\n}\nconst top = 1;\n`;
    const all = await posed(source, "total([])", { ...MANY, tasks: ["coverage"] });
    const answers = all.questions.map(
      q => [q.line, q.truth.task === "coverage" && q.truth.executed] as const,
    );
    const executed = answers.filter(([, yes]) => yes).map(([line]) => line);
    const not = answers.filter(([, yes]) => !yes).map(([line]) => line);
    expect(executed.every(line => [2, 3, 8, 15].includes(line as number))).toBe(true);
    expect(not.every(line => [4, 5, 11, 12, 13].includes(line as number))).toBe(true);
    expect(executed).toHaveLength(4);
    expect(not).toHaveLength(4);
    expect(reasons(all, "coverage")).toEqual({ "nothing to balance with": 1 });
    const none = await posed("function f() {\n  return 1;\n}\n", "f()", { tasks: ["coverage"] });
    expect(none.questions).toEqual([]);
    expect(reasons(none, "coverage")).toEqual({ "every statement executed": 1 });
  });

  it("asks for the error that leaves the call, the promise's value, the printed text", async () => {
    const truth = async (source: string, call: string): Promise<string> => {
      const { questions, skipped } = await posed(source, call, { tasks: ["output"] });
      const [question] = questions;
      if (question === undefined) return `not asked: ${skipped.map(s => s.reason).join()}`;
      return question.truth.task === "output" ? `${question.of}: ${question.truth.literal}` : "";
    };
    expect(await truth("function f(x) { return x.y.z; }", "f({})")).toBe("value: throws TypeError");
    expect(
      await truth("class Missing extends Error {}\nfunction f() { throw new Missing('x'); }", "f()"),
    ).toBe("value: throws Missing");
    expect(await truth("async function f() { await null; return [-0, 2n]; }", "f()")).toBe("value: [-0, 2n]");
    expect(await truth("async function f() { throw new RangeError('x'); }", "f()")).toBe(
      "value: throws RangeError",
    );
    expect(
      await truth("function f() { console.log('a', 1); setTimeout(() => console.log('b')); }", "f()"),
    ).toBe('printed: "a 1\\nb"');
    expect(await truth("console.log('top');", "")).toBe('printed: "top"');
    expect(await truth("function f() {}", "f()")).toBe("not asked: nothing to predict");
    expect(await truth("function f() { throw 'text'; }", "f()")).toBe(
      "not asked: throws something that is not an error",
    );
    expect(await truth("function f() { return () => 1; }", "f()")).toBe("not asked: value has no literal");
    expect(await truth("function f() { const a = []; a.push(a); return a; }", "f()")).toBe(
      "not asked: value has no literal",
    );
    expect(await truth("function f() { return 'x'.repeat(300); }", "f()")).toBe(
      "not asked: literal too long",
    );
    expect(await truth("function f() { return new Promise(() => {}); }", "f()")).toBe(
      "not asked: never settles",
    );
  });

  it("asks nothing about a run a limit stopped, and not for long lists of lines", async () => {
    const endless = await posed("function f() {\n  for (;;) {}\n}\n", "f()", {
      run: { limits: { steps: 1000 } },
    });
    expect(endless.questions).toEqual([]);
    expect(endless.skipped.map(({ reason, count }) => [reason, count])).toEqual(
      Array(TASKS.length).fill(["stopped by a limit", 1]),
    );
    const long = await posed(LOOP, "total(Array(80).fill(1))", { tasks: ["lines"] });
    expect(reasons(long, "lines")).toEqual({ "too many lines": 1 });
  });

  it("asks about nothing beyond the largest k", async () => {
    const { questions } = await posed(LOOP, "total(Array(50).fill(3))", { ...MANY, maxOccurrence: 4 });
    for (const { occurrence } of questions) expect(occurrence?.k ?? 1).toBeLessThanOrEqual(4);
  });

  it("gives the same questions for the same seed, others for another, and ids that do not depend on it", async () => {
    const run = (seed: number): Promise<Posed> => posed(LOOP, "total([1, 3, 5])", { seed });
    const [one, same, other] = [await run(1), await run(1), await run(2)];
    expect(same).toEqual(one);
    expect(other.questions.map(q => q.id)).not.toEqual(one.questions.map(q => q.id));
    const moments = new Map(
      one.questions.map(q => [q.id, JSON.stringify([q.task, q.node, q.variable, q.when, q.occurrence])]),
    );
    for (const q of other.questions)
      if (moments.has(q.id))
        expect(JSON.stringify([q.task, q.node, q.variable, q.when, q.occurrence])).toBe(moments.get(q.id));
    expect(one.questions.find(q => q.task === "output")?.id).toBe(
      other.questions.find(q => q.task === "output")?.id,
    );
  });

  it("gives records the schemas accept, and prompts that name line and occurrence", async () => {
    const recorded = await trace(LOOP, { call: "total([1, 3])" });
    const { questions } = pose(recorded, MANY);
    for (const question of questions) {
      expect(validateQuestion(JSON.parse(canonicalJson(question)), "test")).toEqual(question);
      const program = recorded.programs[0];
      const asked = prompt(question, program);
      const answer = parseAnswer(`Answer: ${answerText(question.truth)}`, question, program);
      const verdict = score(await checkAnswer(answer, question, program), question);
      expect(validatePrompt(JSON.parse(canonicalJson(asked)), "test")).toEqual(asked);
      expect(validateAnswer(JSON.parse(canonicalJson(answer)), "test")).toEqual(answer);
      expect(validateVerdict(JSON.parse(canonicalJson(verdict)), "test")).toEqual(verdict);
      expect(verdict.reason).toBe("match");
      const { text } = asked;
      if (question.line !== undefined)
        expect(text).toContain(`line ${question.line} ${question.task === "branch" ? "hold" : "("}`);
      const verb = { branch: "evaluated", iterations: "entered" }[question.task as string] ?? "reached";
      if (question.occurrence !== undefined)
        expect(text).toContain(`is ${verb} in the 1st call of \`total\` (line 1)`);
    }
  });
});
