import { describe, expect, it } from "vitest";
import { parse } from "../../src/program/parse.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { predictedCall } from "../../src/questions/score/runCalls.js";
import { number, question } from "./question.js";

const PROGRAM = parse(
  `const LIMITS = { low: 1, high: 9 };
class Point { constructor(x) { this.x = x; } }
function f(a, b, c) { return a; }
function apply(fn, x) { return fn(x); }
`,
  { file: "f.js" },
);
const TYPED = parse("function f(a: number[]): number[] { return a; }\n", { file: "f.ts" });

function asked(call: string, name = "f") {
  return question({ task: "input", function: name, value: number(3), literal: "3", call }, { call });
}

/** The call that was read, or why none was. */
function read(completion: string, call = "f([1, 2], 3)", name = "f", program = PROGRAM): string {
  const answer = parseAnswer(completion, asked(call, name), program);
  return predictedCall(answer)?.call ?? `failure: ${answer.failure}`;
}

describe("parseAnswer reads calls", () => {
  it.each([
    ["bare", "f(1)", "f(1)"],
    ["with a label", "Answer: f([1, 2], 3)", "f([1, 2], 3)"],
    ["with blanks, other quotes and a semicolon", "Answer:  f( [1,2],'a' ) ;", 'f([1, 2], "a")'],
    ["in a code span", "Answer: `f(1)`", "f(1)"],
    ["in a code span followed by prose", "Answer: `f(1)` because `f` returns its argument.", "f(1)"],
    ["in a fence", "Here it is:\n```js\nf({a: 1})\n```", "f({a: 1})"],
    ["behind reasoning with other calls", "f(1) gives 1, too small.\nf(2) is 2.\n\nAnswer: f(3)", "f(3)"],
    ["as an assertion of Python's sort", "Answer: assert f(1) == 3", "f(1)"],
    ["as an assertion of Node's", "Answer: assert.strictEqual(f(1), 3)", "f(1)"],
    ["inside assert()", "Answer: assert(f(1) === 3);", "f(1)"],
    ["compared with the value", "Answer: f(1, 2) === 3", "f(1, 2)"],
    ["behind the value", "Answer: 3 === f(1, 2)", "f(1, 2)"],
    ["with await", "Answer: await f(1)", "f(1)"],
    ["given to a variable", "Answer: const result = await f(1);", "f(1)"],
    ["with an arrow to the value", "Answer: f('a -> b') → 3", 'f("a -> b")'],
    ["with a comment", "Answer: f(1) // 3", "f(1)"],
    ["with prose behind", "Answer: f(1), which returns 3.", "f(1)"],
    ["with prose before", "Answer: The call is f(1).", "f(1)"],
    ["over several lines", "Answer: f(\n  [1,\n   2],\n  3,\n)\n\nHope that helps!", "f([1, 2], 3)"],
    ["arguments alone", "Answer: [1,2], 3", "f([1, 2], 3)"],
    ["arguments alone, in parentheses", "Answer: ([1,2], 3)", "f([1, 2], 3)"],
    ["one object alone", "Answer: {a: 1}", "f({a: 1})"],
    ["no arguments", "Answer: f()", "f()"],
    ["no arguments, alone", "Answer: ()", "f()"],
    ["an argument with its name", "Answer: a = 5", "f(5)"],
    ["in tags", "[ANSWER]f(-1)[/ANSWER]", "f(-1)"],
    ["numbers in any form", "Answer: f(0x10, 1e3, -0, 10n)", "f(16, 1000, -0, 10n)"],
    [
      "collections",
      "Answer: f(new Map([[1,2]]), new Set(), new Date(0))",
      "f(new Map([[1, 2]]), new Set(), new Date(0))",
    ],
    [
      "names and classes of the program",
      "Answer: f(LIMITS.high, new Point(1), f)",
      "f(LIMITS.high, new Point(1), f)",
    ],
    ["arithmetic", "Answer: f(2 ** 10 + 1, -Infinity)", "f(2 ** 10 + 1, -Infinity)"],
    ["spread arguments", "Answer: f(...[1, 2])", "f(...[1, 2])"],
  ])("%s", (_title, completion, expected) => {
    expect(read(completion)).toBe(expected);
  });

  it.each([
    ["another function", "Answer: g(1)", "other function"],
    ["another function of the program", "Answer: apply(f, 1)", "other function"],
    ["a method", "Answer: x.f(1)", "other function"],
    ["an expression around the call", "Answer: f(1) || 3", "not a call"],
    ["a chain of comparisons", "Answer: f(1) == 3 == 3", "not a call"],
    ["an optional call", "Answer: f?.(1)", "not a call"],
    ["construction", "Answer: new f(1)", "not a call"],
    ["two calls", "Answer: f(1), f(2)", "not a call"],
    ["two calls in words", "Answer: f(1) or f(2)", "not one expression"],
    ["prose", "Answer: impossible", "not a call"],
    ["a call within an argument", "Answer: f(f(1))", "argument not allowed"],
    ["a method call within one", 'Answer: f("a".repeat(3))', "argument not allowed"],
    ["an assignment", "Answer: f(x = 1)", "argument not allowed"],
    ["a global", "Answer: f(process)", "argument not allowed"],
    ["a way to the intrinsics", "Answer: f(f.constructor)", "argument not allowed"],
    ["a prototype", "Answer: f({__proto__: null})", "argument not allowed"],
    ["a getter", "Answer: f({get a() { return 1; }})", "argument not allowed"],
    ["a template with code", `Answer: f(\`$\{1}\`)`, "argument not allowed"],
    ["a function, where none is passed", "Answer: f(() => 1)", "argument not allowed"],
    ["import()", 'Answer: f(import("fs"))', "argument not allowed"],
    ["a cut-off list", "Answer: f([1, 2", "truncated"],
    ["nothing", "Answer:", "not one expression"],
    ["a statement", "Answer: while (true) {}", "not one expression"],
  ])("not %s", (_title, completion, expected) => {
    expect(read(completion)).toBe(`failure: ${expected}`);
  });

  it("refuses as any other reader does", () => {
    expect(read("I'm sorry, but I can't execute code.")).toBe("failure: refused");
  });

  it.each([
    ["apply(x => x + 1, 2)", true],
    ["apply((a, [b]) => a.map(v => v * b).join(`-`), [1])", true],
    ["apply(x => Math.max(x, 3), 2)", true],
    ["apply(x => ({ y: x?.z ?? 0 }), 2)", true],
    ["apply(x => { return x; }, 2)", false],
    ["apply(function (x) { return x; }, 2)", false],
    ["apply(x => (LIMITS.low = x), 2)", false],
    ["apply(x => x.constructor, 2)", false],
    ['apply(x => x["__proto__"], 2)', false],
    ["apply(x => globalThis, 2)", false],
    ['apply(x => eval("1"), 2)', false],
    ["apply((x = eval) => x, 2)", false],
    ["apply(async x => x, 2)", false],
    ["apply(x => new Point(x), 2)", false],
    ["apply(x => new Function(x), 2)", false],
    ["apply(x => delete LIMITS.low, 2)", false],
    ["apply(x => x++, 2)", false],
    ["apply(x => import('fs'), 2)", false],
    ["apply(x => this, 2)", false],
  ])(
    "takes arrow functions with one plain expression where the recorded call passes one: %s",
    (call, plain) => {
      const found = read(`Answer: ${call}`, "apply(n => n * 2, 4)", "apply");
      if (plain) expect(found).toBe(call);
      else expect(found).toBe("failure: argument not allowed");
    },
  );

  it("reads types of TypeScript away", () => {
    expect(read("Answer: f([1, 2] as number[])", "f([1])", "f", TYPED)).toBe("f([1, 2])");
    expect(read("Answer: f([1, 2] as number[])")).toBe("failure: not one expression");
  });

  it("says where the call and its arguments stand in the completion", () => {
    const completion = "Größe! Answer: `f([1, 2], 'ä')` ✓";
    const { elements } = parseAnswer(completion, asked("f([1, 2], 3)"), PROGRAM);
    const bytes = Buffer.from(completion);
    expect(elements.map(({ text }) => text)).toEqual(["f([1, 2], 'ä')", "[1, 2]", "'ä'"]);
    for (const { byteStart, byteEnd, text } of elements)
      expect(bytes.subarray(byteStart, byteEnd).toString()).toBe(text);
  });
});
