import { afterAll, describe, expect, it } from "vitest";
import { closePool } from "../../../src/trace/trace.js";
import { results } from "./rules.js";

afterAll(() => closePool());

const JS = "function f(x) {\n  return [x + 1, String(x)];\n}\n";
const TS = "function f(x: number): [number, string] {\n  return [x + 1, String(x)];\n}\n";
const PY = "def f(x: int):\n    return [x + 1, str(x)]\n\n";

type Case = readonly [answer: string, reason: string];

const OUTPUT: readonly Case[] = [
  ['[17, "16"]', "equal"],
  ["[17, '16']", "equal"],
  ['["17", "16"]', "other type"],
  ['[17, "15"]', "not equal"],
  ["candidate(16)", "call of the function"],
  ["f( 16)", "call of the function"],
  ['[17, "16"], "message"', "not one expression"],
  ["process.exit(0)", "not a literal"],
  ["the answer is 17", "not one expression"],
  ['[17, "16"', "not one expression"],
  ["", "empty"],
];

const INPUT: readonly Case[] = [
  ["candidate(16)", "equal"],
  ["f(16)", "equal"],
  ["candidate(15)", "not equal"],
  ["candidate('16')", "not equal"],
  ["candidate(process.exit(0))", "argument not allowed"],
  ["[17, '16']", "not a call"],
  ["g(16)", "other function"],
  ["candidate(16) || 1", "not a call"],
  ["", "empty"],
];

const PYTHON_OUTPUT: readonly Case[] = [
  ["[17, '16']", "equal"],
  ["[17.0, '16']", "other type"],
  ["[17, '15']", "not equal"],
  ["candidate(16)", "call of the function"],
  ["exit(0)", "not a literal"],
  ["[17, '16'] # done", "comment"],
  ["", "empty"],
];

const PYTHON_INPUT: readonly Case[] = [
  ["candidate(16)", "equal"],
  ["f(x=16)", "equal"],
  ["candidate(15)", "not equal"],
  ["candidate(exit(0))", "argument not allowed"],
  ["candidate(16) or 1", "not a call"],
  ["candidate('16')", "raises"],
  ["", "empty"],
];

describe.each([
  ["js", JS, "output", OUTPUT],
  ["js", JS, "input", INPUT],
  ["ts", TS, "output", OUTPUT],
  ["ts", TS, "input", INPUT],
  ["py", PY, "output", PYTHON_OUTPUT],
  ["py", PY, "input", PYTHON_INPUT],
] as const)("strict: %s", (language, base, mode, cases) => {
  it(`${mode}: the value is compared with its type, and nothing but an answer is taken`, async () => {
    const reference = language === "py" ? "[17, '16']" : '[17, "16"]';
    const rows = await results(
      language,
      mode,
      "strict",
      cases.map(([answer]) => [base, "16", reference, answer] as const),
    );
    expect(rows.map(({ answer, reason }) => [answer, reason])).toEqual(cases);
    expect(rows.map(({ res }) => res)).toEqual(cases.map(([, reason]) => reason === "equal"));
  });
});
