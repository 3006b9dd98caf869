import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  annotateFunction,
  annotateProgram,
  humanevalSource,
  plainFunction,
  plainProgram,
} from "../../../../src/questions/coconut/data/annotate.js";
import { callText } from "../../../../src/questions/coconut/data/callText.js";
import { coconutDefects, countDefects } from "../../../../src/questions/coconut/data/defects.js";
import { mainLine } from "../../../../src/questions/coconut/data/mainLine.js";
import { parseSteps } from "../../../../src/questions/coconut/data/parseSteps.js";
import { readCoconut } from "../../../../src/questions/coconut/data/readCoconut.js";
import { symbolText } from "../../../../src/questions/coconut/data/symbols.js";
import { csvFile, publishedFile } from "../published.js";

const FUNCTIONS = ["HumanEval_ID", "Name", "FunctionCall", "ExecutedLines", "Code_Indices"];
const PROGRAMS = ["", "Filename", "Category", "ExecutedLines", "Code_Indices"];
const F = annotateFunction("def f(n):\n\n    return n");

describe("readCoconut: functions", () => {
  test("reads rows and keeps those that stand twice", () => {
    const row = ["HumanEval/0", "f", "(8,)", "[3]", F];
    const data = readCoconut(csvFile("HumanEval_trace.csv", FUNCTIONS, [row, row]));
    expect(data.kind).toBe("humaneval");
    expect(data.items.map(({ id, steps, source }) => [id, steps, source])).toEqual([
      ["HumanEval/0:1", [3], "def f(n):\n\n    return n"],
      ["HumanEval/0:2", [3], "def f(n):\n\n    return n"],
    ]);
    expect(countDefects(coconutDefects(data))).toMatchObject({ duplicate: 1, contaminated: 0 });
  });

  test("a row that cannot be read is a fault with row, line and reason, and the others are read", () => {
    const rows = [
      ["HumanEval/0", "f", "1", "[3", F],
      ["HumanEval/1", "f", "1", "[3]", "def f(n):  # 1\n    return n"],
      ["HumanEval/2", "f", "1", "[3]"],
      ["HumanEval/3", "f", " ", "[3]", F],
      ["HumanEval/4", "f", "1", "[3, x]", F],
      ["HumanEval/5", "f", "1", "[3]", F],
    ];
    const data = readCoconut(csvFile("a.csv", FUNCTIONS, rows));
    expect(data.items.map(({ id }) => id)).toEqual(["HumanEval/5:1"]);
    expect(data.faults.map(({ row, line, fault, detail }) => [row, line, fault, detail])).toEqual([
      [1, 2, "broken list of lines", "the list is not closed"],
      [2, 5, "source cannot be rebuilt", 'line 2 of Code_Indices does not end with "  # 2"'],
      [3, 7, "wrong number of fields", "4 instead of 5"],
      [4, 8, "no call", "FunctionCall is empty"],
      [5, 11, "broken list of lines", 'no line number at character 4: " x]"'],
    ]);
    expect(data.rows).toBe(6);
  });

  test.each([
    [
      "missing columns are named",
      [FUNCTIONS.slice(0, 3), ["a", "b", "c"]],
      /:1: columns ExecutedLines, Code_Indices missing/,
    ],
    [
      "a column that stands twice",
      [["HumanEval_ID", "HumanEval_ID"]],
      /:1: column "HumanEval_ID" stands twice/,
    ],
    ["another category", [PROGRAMS, ["0", "a", "Java", "[1]", "# 1"]], /Category "Java" is not known/],
    ["an empty file", [], /the file is empty/],
  ] as [string, string[][], RegExp][])("refuses %s", (_, [columns = [], ...rows], message) => {
    expect(() => readCoconut(csvFile("a.csv", columns, rows))).toThrow(message);
  });

  test("a quote that is never closed ends the reading, with the row", () => {
    const path = join(mkdtempSync(join(tmpdir(), "coconut-")), "a.csv");
    writeFileSync(path, `${FUNCTIONS.join(",")}\na,f,1,[1],x  # 1\nb,f,1,"[1],x\n`);
    expect(() => readCoconut(path)).toThrow(/broken CSV \(data row 2\): Quote Not Closed/);
    expect(() => readCoconut(`${path}.not`)).toThrow(/cannot be read/);
  });
});

describe("readCoconut: programs", () => {
  const source = 'def f():\n    return 1  # one\n\nif __name__ == "__main__":\n    f()\n';
  const annotated = 'def f(): # 1\nreturn 1 # 2\n# 3\nif __name__ == "__main__": # 4\nf() # 5';

  test("the trace number is the row index modulo five, and the source is found beside the file", () => {
    const row = (index: number): string[] => [String(index), "A", "OOP_prepared", "[5, 2]", annotated];
    const path = csvFile("t.csv", PROGRAMS, [row(0), row(1), row(6)]);
    const sources = { "A_trace_1.py": source, "A_trace_2.py": `${source}f()` };
    writeFileSync(join(dirname(path), "oop_sources.json"), JSON.stringify(sources));
    const data = readCoconut(path);
    expect(data.items.map(({ id, runnable }) => [id, runnable])).toEqual([["oop/A:1", true]]);
    expect(data.items[0].source).toBe(source);
    expect(data.faults.map(({ row, fault, detail }) => [row, fault, detail])).toEqual([
      [2, "source differs from the annotated text", "A_trace_2.py"],
      [3, "source differs from the annotated text", "A_trace_2.py"],
    ]);
  });

  test("without sources a row can be read but not run", () => {
    const path = csvFile("t.csv", PROGRAMS, [["0", "A", "OOP_prepared", "['(', 5, ')', 2]", annotated]]);
    const data = readCoconut(path);
    expect(data.items[0]).toMatchObject({ runnable: false, steps: ["(", 5, ")", 2] });
    expect(data.faults[0]).toMatchObject({ row: 1, fault: "no source for the row", detail: "A_trace_1.py" });
    expect(() => readCoconut(path, { sources: "/nowhere" })).toThrow(/no such file or folder/);
  });

  test("annotated text and back: indentation, comments and the last line end are lost", () => {
    expect(annotateProgram(source)).toBe(annotated);
    expect(plainProgram(annotated)).toBe('def f():\nreturn 1\n\nif __name__ == "__main__":\nf()');
    expect(plainProgram("a # 1\nb # 3")).toBe(2);
    expect(mainLine(source)).toBe(4);
    expect(mainLine("if __name__ == '__main__': f()")).toBe(0);
  });
});

describe("texts", () => {
  test("what is annotated can be taken apart again", () => {
    const text = fc.array(
      fc.string().filter(line => !line.includes("\n")),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(text, lines => {
        expect(plainFunction(annotateFunction(lines.join("\n")))).toBe(lines.join("\n"));
      }),
      { seed: 1 },
    );
  });

  test("the text of a HumanEval task has an empty line behind each signature outside of a docstring", () => {
    const prompt = 'def f(x):\n    """ def g\n    def h\n    """\n';
    expect(humanevalSource(prompt, "    return x\n")).toBe(
      'def f(x):\n\n    """ def g\n    def h\n    """\n\n    return x\n',
    );
  });

  test("symbols begin with letters and end with the grave accent at line 81", () => {
    expect(symbolText([1, 26, 27, 52, 53, 81])).toBe("azAZ!`");
    expect(symbolText([82, "(", 2])).toBe("b");
  });

  test("lists of steps", () => {
    expect(parseSteps("[24, '(', 5, \")\", 6]")).toEqual({ steps: [24, "(", 5, ")", 6] });
    expect(parseSteps(" [ ] ")).toEqual({ steps: [] });
    for (const text of ["", "1, 2", "[1,, 2]", "[1, 2", "[1] 2", "[-1]", "['(\"]", "[[1]]", "[1 2]"])
      expect(parseSteps(text).fault, text).toBeDefined();
  });

  test("calls mean what Python makes of the published rule", () => {
    const written = [
      "5",
      "(8,)",
      "('a', 'b,)')",
      "[1, 2], 0.3",
      "(1)",
      "((1, 2))",
      "()",
      "(1, 2), (3, 4)",
      '")("',
      "{'a': (1,)}",
      "((1, 2), 3)",
    ];
    const program = `import json,sys
f = lambda *a: repr(a)
out = []
for s, c in json.load(sys.stdin):
    v = eval(s)
    out.append([f(*(v if isinstance(v, tuple) else (v,))), eval(c)])
print(json.dumps(out))`;
    const input = JSON.stringify(written.map(text => [text, callText("f", text)]));
    const pairs = JSON.parse(
      spawnSync("python3", ["-c", program], { input, encoding: "utf8" }).stdout,
    ) as string[][];
    expect(pairs).toHaveLength(written.length);
    for (const [expected, got] of pairs) expect(got).toBe(expected);
  });
});

describe("published files", () => {
  test("all rows are read; the known-bad ones are those of the review", context => {
    const functions = readCoconut(publishedFile("HumanEval_trace.csv", context));
    expect([functions.items.length, functions.faults]).toEqual([1083, []]);
    expect(countDefects(coconutDefects(functions))).toMatchObject({
      contaminated: 3,
      "impossible line": 3,
      "corrupted input": 4,
      duplicate: 43,
      "symbols disagree": 3,
    });
    const oop = readCoconut(publishedFile("program_traces_Python_OOP_Lines.csv", context));
    expect([oop.items.length, oop.faults]).toEqual([200, []]);
    expect(countDefects(coconutDefects(oop))).toMatchObject({ "no indentation": 200, "impossible line": 0 });
    const threads = readCoconut(publishedFile("program_traces_Python_Concurrency_Lines.csv", context));
    expect([threads.items.length, threads.faults]).toEqual([100, []]);
    expect(countDefects(coconutDefects(threads))).toMatchObject({ contaminated: 5, "over 4096 lines": 5 });
    expect(threads.items.filter(({ steps }) => steps.includes("(")).length).toBe(96);
  });
});
