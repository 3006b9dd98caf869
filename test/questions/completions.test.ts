import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsedText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { readLiteral } from "../../src/questions/answer/readLiteral.js";
import type { PathEnd, Question, Task, Truth } from "../../src/questions/Question.js";
import { score } from "../../src/questions/score/score.js";
import { nodeOf, PROGRAM, question } from "./question.js";

/** A raw completion with what is to be read from it. */
interface Row {
  readonly id: string;
  readonly task: Task;
  /** Whose manner it is in. */
  readonly style: string;
  readonly of?: "value" | "printed";
  readonly completion: string;
  /** The answer as {@link parsedText} writes it, or the failure. */
  readonly parsed?: string;
  readonly failure?: string;
  /** Without it the verdict is not asked for. */
  readonly truth?: string;
  readonly verdict: string;
  /** UTF-8 byte spans of the first elements. */
  readonly spans?: readonly (readonly [number, number])[];
}

const folder = new URL("completions/", import.meta.url);
const rows = readdirSync(folder)
  .filter(name => name.endsWith(".jsonl"))
  .flatMap(name =>
    readFileSync(new URL(name, folder), "utf8")
      .split("\n")
      .filter(line => line !== "")
      .map(line => JSON.parse(line) as Row),
  );

function truthOf(task: Task, text: string): Truth {
  switch (task) {
    case "output":
    case "state": {
      const error = /^throws (\w+)$/.exec(text)?.[1];
      if (error !== undefined)
        return {
          task,
          value: { type: "error", id: 1, class: error, name: error, message: "", properties: [] },
          literal: text,
        } as Truth;
      const read = readLiteral(text);
      if ("failure" in read) throw new Error(`${text}: ${read.failure}`);
      return { task, value: read.value, literal: text } as Truth;
    }
    case "coverage":
      return { task, executed: text === "YES" };
    case "branch":
      return { task, holds: text === "YES" };
    case "alias":
      return { task, same: text === "YES" };
    case "iterations":
      return { task, rounds: Number(text) };
    case "path":
      return /^\d/.test(text) ? { task, line: Number(text) } : { task, end: text as PathEnd };
    case "lines":
      return { task, lines: JSON.parse(text) as number[] };
    case "definition": {
      const [line, k] = text.split(", ").map(Number);
      return text === "parameter" ? { task, parameter: true } : { task, line, k };
    }
    default:
      throw new Error(`no truth of ${task} is written as a text`);
  }
}

function questionOf(row: Row): Question {
  const { task, of, truth } = row;
  const one: Truth = { task: "output", value: { type: "number", value: 3 }, literal: "3" };
  const about = {
    ...(task === "output" || task === "lines" || task === "input"
      ? {}
      : { node: nodeOf("IfStatement"), line: 4 }),
    ...(task === "state" || task === "definition" || task === "alias" ? { variable: "sum" } : {}),
    ...(of === undefined ? {} : { of }),
    ...(task === "input" ? { entry: "total" } : {}),
  };
  return { ...question(truth === undefined ? one : truthOf(task, truth), about), task };
}

/** Whatever could run model text is replaced by something that tells. */
const evaluated: string[] = [];
const { eval: realEval, Function: RealFunction } = globalThis;
beforeAll(() => {
  globalThis.eval = (text: string) => void evaluated.push(text);
  globalThis.Function = new Proxy(RealFunction, {
    construct: (_target, parts) => ({ told: evaluated.push(parts.join()) }),
    apply: (_target, _this, parts) => void evaluated.push(parts.join()),
  });
});
afterAll(() => {
  globalThis.eval = realEval;
  globalThis.Function = RealFunction;
});

describe("the corpus of raw completions", () => {
  it("has at least 240, of every task, with ids of their own", () => {
    expect(rows.length).toBeGreaterThanOrEqual(240);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const failure of FAILURES_OF_OLD_TASKS) expect(rows.map(row => row.failure)).toContain(failure);
  });

  it.each(rows.map(row => [`${row.id} ${row.style}`, row] as const))("%s", (_title, row) => {
    const asked = questionOf(row);
    const answer = parseAnswer(row.completion, asked, PROGRAM);
    expect(answer.failure ?? parsedText(answer.parsed)).toBe(row.failure ?? row.parsed);
    const bytes = Buffer.from(row.completion);
    for (const { byteStart, byteEnd, text } of answer.elements)
      expect(bytes.subarray(byteStart, byteEnd).toString()).toBe(text);
    const spans = answer.elements.map(({ byteStart, byteEnd }) => [byteStart, byteEnd]);
    if (row.spans !== undefined) expect(spans.slice(0, row.spans.length)).toEqual(row.spans);
    if (row.truth !== undefined) expect(score(answer, asked).verdict).toBe(row.verdict);
  });

  it("is read without evaluating any of it", () => {
    expect(evaluated).toEqual([]);
    expect("__evaluated" in globalThis).toBe(false);
  });
});

const FAILURES_OF_OLD_TASKS = [
  "empty",
  "no answer found",
  "not one expression",
  "not a literal",
  "unknown word",
  "not a list of lines",
  "truncated",
  "refused",
];
