import { afterAll, describe, expect, it } from "vitest";
import { closePool } from "../../../src/trace/trace.js";
import { results } from "./rules.js";

afterAll(() => closePool());

const JS = "function f(x) {\n  return x + 1;\n}\n";
const TS = "function f(x: number): number {\n  return x + 1;\n}\n";
const LIST = "function f(x: string[]): string[] {\n  return x.slice(1);\n}\n";
const MAYBE = "function f(x: number): number | undefined {\n  return x > 0 ? x : undefined;\n}\n";
const SPIN = "function f(x: number): number {\n  while (x != 17) {}\n  return x;\n}\n";
const PY = "def f(x: int) -> int:\n    return x + 1\n\n";
const PYLIST = "from typing import List\n\ndef f(x: List[str]) -> List[str]:\n    return x[1:]\n\n";
const PYSPIN = "def f(x: int) -> int:\n    while x != 17:\n        pass\n    return x\n\n";

/** Base, input, output, answer, label; `OK` is right. */
type Case = readonly [string, string, string, string, string];

const JS_OUTPUT: readonly Case[] = [
  [JS, "16", "17", "17", "OK"],
  [JS, "16", "17", "'17'", "OK"],
  [JS, "16", "17", "18", "AssertionError"],
  [JS, "16", "17", "candidate(16)", "OK"],
  [JS, "16", "17", "17, 'message'", "OK"],
  [JS, "16", "17", "'$&$1$$'", "AssertionError"],
  [JS, "16", "17", "seventeen", "ReferenceError"],
  [JS, "16", "17", "the answer is 17", "SyntaxError"],
  [JS, "16", "17", "null.x", "Exception"],
  [JS, "16", "17", "process.exit(0)", "OK"],
  [JS, "16", "17", "process.exit(3)", "Exception"],
  [JS, "16", "17", "(() => { for (;;) {} })()", "Timeout"],
  ["function f() { return null; }\n", "", "undefined", "undefined", "OK"],
  ["function f() { return NaN; }\n", "", "NaN", "NaN", "OK"],
  ["function f(s) { return [...new TextEncoder().encode(s)]; }\n", "'é'", "[195, 169]", "[195, 169]", "OK"],
  ["function f() { Promise.reject(new TypeError('late')); return 1; }\n", "", "1", "1", "Exception"],
  ["function f(n) { return f(n + 1); }\n", "1", "1", "1", "Exception"],
];

const TS_OUTPUT: readonly Case[] = [
  [TS, "16", "17", "17", "OK"],
  [TS, "16", "17", "18", "AssertionError"],
  // `assert` is any, so a text where a number is expected is the test's business, which is loose.
  [TS, "16", "17", '"17"', "OK"],
  [TS, "16", "17", "17 as string", "SyntaxError"],
  [TS, "16", "17", "candidate('16')", "SyntaxError"],
  [TS, "16", "17", "candidate(16)", "OK"],
  [TS, "16", "17", "candidate(16, 17)", "SyntaxError"],
  [TS, "16", "17", "it is 17", "SyntaxError"],
  [TS, "16", "17", "seventeen", "SyntaxError"],
  [TS, "16", "17", "17 // done", "SyntaxError"],
  [TS, "16", "17", "process.exit(0)", "SyntaxError"],
  // A name of the DOM is known to the compiler, not to Node.
  [TS, "16", "17", "document", "ReferenceError"],
  [LIST, '["a", "b"]', '["b"]', '["b"]', "OK"],
  [LIST, '["a", "b"]', '["b"]', "[`b`]", "OK"],
  [LIST, '["a", "b"]', '["b"]', '["a"]', "AssertionError"],
  [LIST, '["a", "b"]', '["b"]', '{0: "b"}', "AssertionError"],
  [MAYBE, "-1", "undefined", "null", "OK"],
  [MAYBE, "-1", "undefined", "0", "AssertionError"],
  [MAYBE, "1", "1", "true", "OK"],
];

const TS_INPUT: readonly Case[] = [
  [TS, "16", "17", "candidate(16)", "OK"],
  [TS, "16", "17", "f(16)", "OK"],
  [TS, "16", "17", "candidate(15)", "AssertionError"],
  [TS, "16", "17", "candidate('16')", "SyntaxError"],
  [TS, "16", "17", "candidate()", "SyntaxError"],
  [TS, "16", "17", "candidate(16 as any)", "OK"],
  [TS, "16", "17", "candidate(NaN)", "AssertionError"],
  [TS, "16", "17", "candidate(undefined)", "AssertionError"],
  [TS, "16", "17", "candidate(x)", "SyntaxError"],
  [LIST, '["a", "b"]', '["b"]', "candidate([1, 2])", "SyntaxError"],
  [LIST, '["a", "b"]', '["b"]', 'candidate(["z", "b"])', "OK"],
  [LIST, '["a", "b"]', '["b"]', "candidate(null)", "Exception"],
  [LIST, '["a", "b"]', '["b"]', "candidate(JSON.parse('}'))", "SyntaxError"],
  [SPIN, "17", "17", "candidate(16)", "Timeout"],
  [SPIN, "17", "17", "candidate(17)", "OK"],
  [TS, "16", "17", "candidate(document as any)", "ReferenceError"],
];

const PY_OUTPUT: readonly Case[] = [
  [PY, "16", "17", "17", "OK"],
  [PY, "16", "17", "17.0", "OK"],
  [PY, "16", "17", "18", "Exception"],
  [PY, "16", "17", "'17'", "Exception"],
  [PY, "16", "17", "candidate(16)", "OK"],
  [PY, "16", "17", "17 or 1", "OK"],
  [PY, "16", "17", "18 or 1", "OK"],
  [PY, "16", "17", "17, 'message'", "OK"],
  [PY, "16", "17", "17 # done", "OK"],
  [PY, "16", "17", "seventeen", "Exception"],
  [PY, "16", "17", "the answer is 17", "SyntaxError"],
  [PY, "16", "17", "", "SyntaxError"],
  [PY, "16", "17", "exit(0)", "OK"],
  [PY, "16", "17", "exit(3)", "Exception"],
  [PY, "16", "17", "exit('SyntaxError')", "SyntaxError"],
  [PY, "16", "17", "1 // 0", "Exception"],
  // The line of the error is shown, with the word in it.
  [PY, "16", "17", "1 // 0 # SyntaxError", "SyntaxError"],
  [PY, "16", "17", "eval('1 +')", "SyntaxError"],
  [PYLIST, "['a', 'b']", "['b']", '["b"]', "OK"],
  [PYLIST, "['a', 'b']", "['b']", "('b',)", "Exception"],
];

const PY_INPUT: readonly Case[] = [
  [PY, "16", "17", "candidate(16)", "OK"],
  [PY, "16", "17", "candidate(x=16)", "OK"],
  [PY, "16", "17", "f(16)", "OK"],
  [PY, "16", "17", "candidate(15)", "Exception"],
  [PY, "16", "17", "candidate(15.0 + 1)", "OK"],
  [PY, "16", "17", "candidate()", "Exception"],
  [PY, "16", "17", "candidate('16')", "Exception"],
  [PY, "16", "17", "candidate(16", "SyntaxError"],
  [PYSPIN, "17", "17", "candidate(16)", "Timeout"],
  [PYSPIN, "17", "17", "candidate(17)", "OK"],
];

describe.each([
  ["js", "output", JS_OUTPUT],
  ["ts", "output", TS_OUTPUT],
  ["ts", "input", TS_INPUT],
  ["py", "output", PY_OUTPUT],
  ["py", "input", PY_INPUT],
] as const)("the published rules of %s, %s", (language, mode, cases) => {
  it("labels each answer as the original's evaluator does", async () => {
    const rows = await results(
      language,
      mode,
      "compat",
      cases.map(([base, input, output, answer]) => [base, input, output, answer] as const),
    );
    expect(rows.map(({ answer, res, error }) => [answer, res, error ?? "OK"])).toEqual(
      cases.map(([, , , answer, label]) => [answer, label === "OK", label]),
    );
  });
});
