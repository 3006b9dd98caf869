import { isDeepStrictEqual } from "node:util";
import { createContext, Script } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { poseDataset } from "../../src/datasets/poseDataset.js";
import type { Program } from "../../src/program/Program.js";
import { tree } from "../../src/program/tree.js";
import { baselines } from "../../src/providers/openModel.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import type { Question } from "../../src/questions/Question.js";
import { programsOf } from "../../src/questions/QuestionSet.js";
import { predictedCall, runCalls, withProduced } from "../../src/questions/score/runCalls.js";
import { score } from "../../src/questions/score/score.js";
import { closePool } from "../../src/trace/trace.js";

afterAll(() => closePool());

/** Whether a call gives the value of a literal in plain V8, without the tracer: two fresh contexts, clones compared. */
function gives(program: Program, call: string, literal: string): boolean {
  const console = { log() {}, error() {}, warn() {}, info() {} };
  const wanted: unknown = new Script(`(${literal})`).runInContext(createContext({}));
  try {
    const script = new Script(`${tree(program).text}\n;(${call});`);
    const found: unknown = script.runInContext(createContext({ console, structuredClone }), {
      timeout: 1000,
    });
    return isDeepStrictEqual(structuredClone(found), structuredClone(wanted));
  } catch {
    return false;
  }
}

describe("verdicts on predicted inputs", () => {
  it("agree with plain V8 on answers of every baseline to our own programs", async () => {
    const set = await poseDataset(loadDataset("tracebook-js"), { tasks: ["input"] });
    const programs = programsOf(set);
    // Modules cannot be run by vm, and it cannot stop what waits; clock and chance are our own.
    const plain = ({ program }: Question): boolean =>
      !/^\s*(?:import|export)\b|\brequire\b|Math\.random|\bDate\b|performance|async|Promise|queueMicrotask|set(?:Timeout|Interval|Immediate)/m.test(
        (programs.get(program) as Program).source,
      );
    const asked = set.questions.filter(plain).filter((_, index) => index % 2 === 0);
    const answered = baselines({ questions: set.questions, seed: 1 }).flatMap(baseline =>
      asked.map(question => {
        const program = programs.get(question.program) as Program;
        const text = baseline.answer({ question, program, sample: 0 });
        return { question, program, answer: parseAnswer(text, question, program) };
      }),
    );
    const ran = await runCalls(answered);
    const counts = { right: 0, wrong: 0 };
    const differences: string[] = [];
    for (const { question, program, answer } of answered) {
      const call = predictedCall(answer)?.call;
      if (call === undefined || question.truth.task !== "input") throw new Error(answer.completion);
      const { verdict, reason } = score(withProduced(answer, question, ran), question);
      const right = gives(program, call, question.truth.literal);
      if ((verdict === "right") !== right)
        differences.push(`${question.file}: ${call} gives ${question.truth.literal}? ${verdict} (${reason})`);
      counts[right ? "right" : "wrong"]++;
    }
    expect(differences).toEqual([]);
    expect(counts.right).toBeGreaterThan(150);
    expect(counts.wrong).toBeGreaterThan(300);
  }, 300_000);
});
