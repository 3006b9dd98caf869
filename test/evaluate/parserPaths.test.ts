import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { poseDataset } from "../../src/datasets/poseDataset.js";
import type { Program } from "../../src/program/Program.js";
import { answerText, parsedText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import type { Question } from "../../src/questions/Question.js";
import { programsOf, type QuestionSet } from "../../src/questions/QuestionSet.js";
import { score } from "../../src/questions/score/score.js";
import { TASKS } from "../../src/questions/Task.js";
import { closePool } from "../../src/trace/trace.js";
import { WRAPPINGS } from "./wrappings.js";

let items: readonly Item[];

beforeAll(async () => {
  items = itemsOf(await poseDataset(await loadDataset("tracebook-js"), { seed: 1 }));
}, 300_000);
afterAll(closePool);

/** A value stands in JSON as it is, a string as its literal in quotes; every other answer as a text or as JSON has it. */
function asJson(text: string, { task }: Question): string {
  const value = task === "output" || task === "state";
  const own = value
    ? !/^(?:throws \w|not executed$|")/.test(text)
    : task === "lines" || task === "iterations";
  return `{"reasoning": "…", "answer": ${own ? text : JSON.stringify(text)}}`;
}

/** A question with its right answer, what is read of it as asked for, and its prompt. */
interface Item {
  readonly question: Question;
  readonly program: Program;
  readonly right: string;
  readonly read: string | undefined;
  readonly asked: string;
}

function itemsOf(set: QuestionSet): Item[] {
  const programs = programsOf(set);
  return set.questions.map(question => {
    const program = programs.get(question.program) as Program;
    const right = answerText(question.truth);
    const read = parsedText(parseAnswer(`Answer: ${right}`, question, program).parsed);
    return { question, program, right, read, asked: prompt(question, program).text };
  });
}

function wrong(wrap: (text: string, asked: string, question: Question) => string): string[] {
  return items.flatMap(({ question, program, right, read, asked }) => {
    const given = wrap(right, asked, question);
    const { parsed, failure, elements } = parseAnswer(given, question, program);
    const bytes = Buffer.from(given);
    const spans = elements.every(
      ({ byteStart, byteEnd, text }) => bytes.subarray(byteStart, byteEnd).toString() === text,
    );
    if (spans && failure === undefined && read !== undefined && parsedText(parsed) === read) return [];
    return [`${question.task} ${question.id}: ${right} → ${failure ?? parsedText(parsed)}`];
  });
}

describe("the right answer of every question of tracebook-js", () => {
  it("is there for every task, and is right as asked for", () => {
    for (const { question, program, right } of items) {
      // Whether a call gives the value is for the sandbox to say.
      if (question.task === "input") continue;
      const { reason } = score(parseAnswer(`Answer: ${right}`, question, program), question);
      expect(`${question.id} ${reason}`).toBe(`${question.id} match`);
    }
    expect(new Set(items.map(({ question }) => question.task))).toEqual(new Set(TASKS));
  });

  it.each(Object.entries(WRAPPINGS))("is read from: %s", { timeout: 120_000 }, (_title, wrap) => {
    expect(wrong(wrap)).toEqual([]);
  });

  it("is read from: JSON, in a fence or not", { timeout: 120_000 }, () => {
    expect(wrong((text, _asked, question) => asJson(text, question))).toEqual([]);
    expect(wrong((text, _asked, question) => `Here:\n\`\`\`json\n${asJson(text, question)}\n\`\`\``)).toEqual(
      [],
    );
  });
});
