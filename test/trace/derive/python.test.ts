import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeTones } from "../../../src/figures/viewer/codeTones.js";
import { countMarks } from "../../../src/figures/viewer/countMarks.js";
import { parse } from "../../../src/program/parse.js";
import { basicBlocks } from "../../../src/trace/derive/basicBlocks.js";
import { controllers } from "../../../src/trace/derive/controllers.js";
import { occurrences } from "../../../src/trace/derive/occurrences.js";
import { pythonLiteral } from "../../../src/trace/derive/pythonLiteral.js";
import { pythonString } from "../../../src/trace/derive/pythonString.js";
import { slice } from "../../../src/trace/derive/slice.js";
import { valueAt } from "../../../src/trace/derive/valueAt.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { toCoverage } from "../../../src/trace/project/toCoverage.js";
import { toCruxeval } from "../../../src/trace/project/toCruxeval.js";
import { toPythonTutor } from "../../../src/trace/project/toPythonTutor.js";
import { toSemcoder } from "../../../src/trace/project/toSemcoder.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { ONE } from "../python/engines.js";

const SOURCE = `class Box:
    def __init__(self, items):
        self.items = items

def f(n, table={"k": (1, 2), (0, 1): "pair", 1: "one"}):
    unused = 7
    total = 0
    word = "a🐍b"
    box = Box([10, 20, 30])
    for i in range(n):
        if i == 1:
            continue
        elif i > 2:
            break
        total += box.items[i]
    else:
        total = -1
    nothing = None
    return total
`;

let made: Trace;
beforeAll(async () => {
  made = await trace(SOURCE, { file: "x.py", call: "f(5)", python: ONE, record: { reads: true } });
});
afterAll(() => closePool());

/** Index of the last occurrence on a line. */
function lastOn(line: number): number {
  const all = occurrences(made);
  for (let i = all.count - 1; i >= 0; i--) if (made.tables.sites[all.site[i]].line === line) return i;
  throw new Error(`nothing ran on line ${line}`);
}

describe("a path in a Python trace", () => {
  test.each([
    ["n", "5"],
    ["box.items", "[10, 20, 30]"],
    ["box.items[-1]", "30"],
    ["box.items[i]", undefined],
    ["box.items[i - 1]", "throws"],
    ["table['k'][-2]", "1"],
    ['table["k"]', "(1, 2)"],
    ["table[0, 1]", "'pair'"],
    ["table[True]", "'one'"],
    ["table[1.0]", "'one'"],
    ["table['no']", undefined],
    ["word[1]", "'🐍'"],
    ["word[-1]", "'b'"],
    ["len(word)", "3"],
    ["len(table)", "3"],
    ["(total, box.items[0])", "(40, 10)"],
    ["total, n", "(40, 5)"],
    ["nothing", "None"],
    ["box.other", undefined],
    ["missing", undefined],
    ["-1", "-1"],
    ["f(1)", "throws"],
    ["box.items[1:]", "throws"],
    ["x = 1", "throws"],
  ])("%s is %s", (path, expected) => {
    const read = (): unknown => {
      const value = valueAt(made, lastOn(19), "before", path);
      return value === undefined ? undefined : pythonLiteral(value);
    };
    if (expected === "throws") expect(read).toThrow(/^expression/);
    else expect(read()).toBe(expected);
  });

  test("sees what a method sees", () => {
    const value = valueAt(made, lastOn(3), "after", "self.items[1]");
    expect(value).toEqual({ type: "int", value: "20" });
    expect(valueAt(made, lastOn(3), "after", "total")).toBeUndefined();
  });

  test("a name has no value before it is bound", () => {
    expect(valueAt(made, lastOn(8), "before", "word")).toBeUndefined();
    expect(valueAt(made, lastOn(8), "after", "len(word)")).toEqual({ type: "int", value: "3" });
  });
});

test.each([
  [`'a\\n\\x41\\u00e9\\101\\q'`, "a\nAéA\\q"],
  [`r"\\d"`, "\\d"],
  [`"""a\nb"""`, "a\nb"],
  [`'a\\\nb'`, "ab"],
  [`b'a'`, undefined],
  [`f'a'`, undefined],
])("the string %s is %j", (text, value) => {
  expect(pythonString(text)).toBe(value);
});

describe("of a Python program", () => {
  const siteOn = (line: number): number =>
    made.tables.sites.find(s => s.program === 0 && s.line === line && s.kind !== "function")!.id;

  test("blocks end where control may go elsewhere", () => {
    const { blocks } = basicBlocks(made);
    const lines = blocks
      .filter(b => b.sites.some(s => made.tables.sites[s].program === 0))
      .map(b => [b.line, b.endLine]);
    for (const block of [
      [6, 9],
      [10, 10],
      [11, 11],
      [12, 12],
      [13, 13],
      [14, 14],
      [15, 15],
      [17, 17],
      [18, 19],
    ]) {
      expect(lines).toContainEqual(block);
    }
  });

  test("continue and break decide what they skip", () => {
    const by = controllers(made);
    const heads = (line: number): number[] =>
      by[siteOn(line)].map(s => made.tables.sites[s].line).sort((a, b) => a - b);
    expect(heads(14)).toEqual([13]);
    expect(heads(15)).toEqual([10, 11, 13]);
    // The else of a loop runs only if no break skipped it.
    expect(heads(17)).toContain(13);
    expect(heads(18)).not.toContain(13);
  });

  test("a slice holds what made a value, also through +=, and nothing else", () => {
    const all = occurrences(made);
    const lines = (index: number): Set<number> =>
      new Set(
        [...slice(made, { occurrence: index }).occurrences].map(i => made.tables.sites[all.site[i]].line),
      );
    const found = lines(lastOn(19));
    expect([...found]).toEqual(expect.arrayContaining([7, 9, 10, 15]));
    expect(found.has(6)).toBe(false);
    expect(found.has(8)).toBe(false);
  });
});

describe("projections of a Python trace", () => {
  test("CRUXEval: the argument text and Python's repr", async () => {
    expect(toCruxeval(made)).toEqual({ code: SOURCE, input: "5", output: "40" });
    const other = await trace("def f(*a, **k):\n    return None, True, {1: 2.0}, 'x'\n", {
      file: "x.py",
      call: "f(1, [2, (3)], k={'a': ')'})",
      python: ONE,
    });
    expect(toCruxeval(other)).toMatchObject({
      input: "1, [2, (3)], k={'a': ')'}",
      output: "(None, True, {1: 2.0}, 'x')",
    });
    const method = await trace("class A:\n    def g(self): return 1\n", {
      file: "x.py",
      call: "A().g()",
      python: ONE,
    });
    expect(() => toCruxeval(method)).toThrow("a call of the form f(…) is needed");
  });

  test("SemCoder: comments of Python with Python's literals", () => {
    const lines = toSemcoder(made).split("\n");
    expect(lines[7]).toBe('    word = "a🐍b" # [STATE-2] {"word": \'a🐍b\'} [/STATE-2]');
    expect(lines[8]).toContain('{"box": Box {items: [10, 20, 30]}}');
    expect(lines[17]).toContain('{"nothing": None}');
    expect(lines[18]).toBe("    return total # [OUTPUT] 40 [/OUTPUT]");
  });

  test("coverage: functions by name, branches of if and elif with what runs instead", () => {
    const { fnMap, branchMap, b, l } = toCoverage(made);
    expect(Object.values(fnMap).map(fn => [fn.name, fn.decl.start.line, fn.decl.start.column])).toEqual([
      ["__init__", 2, 8],
      ["f", 5, 4],
    ]);
    const ifs = Object.keys(branchMap).filter(key => branchMap[key].type === "if");
    expect(
      ifs.map(key => [branchMap[key].line, ...branchMap[key].locations.map(at => at.start.line)]),
    ).toEqual([
      [11, 12, 13],
      [13, 14, 13],
    ]);
    expect(ifs.map(key => b[key])).toEqual([
      [1, 3],
      [1, 2],
    ]);
    expect(l[15]).toBe(2);
  });

  test("Python Tutor: Python's objects, and no name that is not bound", () => {
    const steps = toPythonTutor(made).trace;
    const last = steps.filter(step => step.line === 19 && step.event === "step_line").at(-1)!;
    const frame = last.stack_to_render.at(-1)!;
    expect(frame.ordered_varnames).toEqual(["n", "table", "unused", "total", "word", "box", "i", "nothing"]);
    expect(frame.encoded_locals).toMatchObject({ n: 5, total: 40, nothing: null, word: "a🐍b" });
    const heap = Object.values(last.heap) as unknown[][];
    expect(heap).toContainEqual(["TUPLE", 1, 2]);
    expect(heap).toContainEqual(["FUNCTION", "f(n, table)", null]);
    expect(heap.some(([kind, name]) => kind === "CLASS" && name === "Box")).toBe(true);
    expect(heap.some(([kind, name]) => kind === "INSTANCE" && name === "Box")).toBe(true);
    expect(steps.find(step => step.line === 7)!.stack_to_render.at(-1)!.ordered_varnames).not.toContain(
      "word",
    );
  });
});

describe("the viewer of a Python program", () => {
  test("colours keywords, strings and comments", () => {
    const tones = codeTones(parse("if x: y = f'a{z}'  # c\nn = None\n", { language: "python" }));
    expect(tones[1]).toEqual([0, 2, 0, 10, 12, 1, 12, 13, 1, 16, 17, 1, 19, 22, 2]);
    expect(tones[2]).toEqual([4, 8, 0]);
  });

  test("marks the heads of compound statements and definitions, not their bodies", () => {
    const { marks } = countMarks(made, 0, new Map());
    const spans = marks.map(([line, , endLine]) => [line, endLine]);
    for (const line of [1, 2, 5, 10, 11, 13]) expect(spans).toContainEqual([line, line]);
    for (const [line, endLine] of spans) expect(endLine).toBe(line);
  });
});
