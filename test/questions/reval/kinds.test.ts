import { afterAll, describe, expect, it } from "vitest";
import { parse } from "../../../src/program/parse.js";
import { pose } from "../../../src/questions/pose/pose.js";
import type { Question, Task } from "../../../src/questions/Question.js";
import { occurrences } from "../../../src/trace/derive/occurrences.js";
import { valueAt } from "../../../src/trace/derive/valueAt.js";
import { closePython } from "../../../src/trace/python/runPython.js";
import { trace } from "../../../src/trace/trace.js";

afterAll(closePython);

const SOURCE = `class Stack:
    def __init__(self):
        self.items = []
        self.spare = self.items

    def push(self, item):
        self.items.append(item)
        if len(self.items) > 2:
            self.items[0] = item
            self.spare = [item]
        return self


def f(n):
    stack = Stack()
    rows = [[0], [1]]
    a, b = n, n + 1
    for i in range(n):
        stack.push(i * a)
        rows[0][0] = i
        rows[1] = rows[0] if i % 2 else [b]
    while a < 0:
        a += 1
    if a == 99:
        b = 0
    return (b, rows, stack.items)
`;

async function posed(options: { readonly tasks?: readonly Task[]; readonly linked?: boolean }) {
  const program = parse(SOURCE, { language: "python", file: "stack.py" });
  const made = await trace(program, { call: "f(4)", python: "cpython" });
  const limits = { coverage: 40, state: 60, path: 40, alias: 40 };
  return { made, questions: pose(made, { ...options, limits }).questions };
}

const NAME = /^[A-Za-z_]\w*$/;

describe("our sampler and the kinds of REval's probes, on a Python program", () => {
  it("asks coverage, state, path and output, of lines that are executed and of lines that are not", async () => {
    const { questions } = await posed({ linked: true });
    const of = (task: Task): Question[] => questions.filter(question => question.task === task);
    expect(new Set(questions.map(({ task }) => task))).toEqual(
      new Set(["coverage", "state", "path", "output"]),
    );
    expect(new Set(of("coverage").map(({ truth }) => "executed" in truth && truth.executed))).toEqual(
      new Set([true, false]),
    );
    // The two lines that are never reached.
    expect(of("coverage").map(({ line }) => line)).toEqual(expect.arrayContaining([23, 25]));
    expect(of("state").some(({ truth }) => "end" in truth && truth.end === "not executed")).toBe(true);
    expect(of("output").map(({ truth }) => "literal" in truth && truth.literal)).toEqual([
      "(5, [[3], [3]], [12, 4, 8, 12])",
    ]);
  });

  it("asks states of plain names only, of those that hold what a literal says: not self, not stack", async () => {
    const { questions } = await posed({ tasks: ["state"] });
    expect(questions.length).toBeGreaterThan(10);
    for (const { variable } of questions) expect(variable).toMatch(NAME);
    expect([...new Set(questions.map(({ variable }) => variable))].sort()).toEqual([
      "a",
      "b",
      "i",
      "item",
      "n",
      "rows",
    ]);
  });

  it("asks alias of attributes and items: self.x, a[i]", async () => {
    const { questions } = await posed({ tasks: ["alias"] });
    const said = new Set(questions.flatMap(({ variable, other }) => [variable, other]));
    expect([...said]).toEqual(expect.arrayContaining(["self.items", "self.spare", "rows[0]", "rows[1]"]));
  });

  it("knows the value of every kind REval probes, so that a question about one can be made", async () => {
    const { made } = await posed({ tasks: ["coverage"] });
    const all = occurrences(made);
    const site = made.tables.sites.find(({ line }) => line === 21)?.id as number;
    const second = all.of(site)[1];
    const texts = [
      "i",
      "rows[1]",
      "rows[1][0]",
      "rows[-1]",
      "stack.items",
      "stack.items[i]",
      "(a, b)",
      "(i, rows[0])",
    ];
    const values = texts.map(text => valueAt(made, second, "after", text)?.type);
    expect(values).toEqual(["int", "array", "int", "array", "array", "int", "array", "array"]);
  });
});
