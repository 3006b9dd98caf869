import { afterAll, describe, expect, it } from "vitest";
import type { CruxevalItem } from "../../../src/questions/cruxeval/CruxevalItem.js";
import { compatPassAtK, meanPassAtK } from "../../../src/questions/cruxeval/cruxevalPassAtK.js";
import { definesOnly } from "../../../src/questions/cruxeval/definesOnly.js";
import { postprocess } from "../../../src/questions/cruxeval/postprocess.js";
import { readCruxeval } from "../../../src/questions/cruxeval/readCruxeval.js";
import { readGenerations } from "../../../src/questions/cruxeval/readGenerations.js";
import { scoreCruxeval } from "../../../src/questions/cruxeval/scoreCruxeval.js";
import { splitArguments } from "../../../src/questions/cruxeval/splitArguments.js";
import { closePython } from "../../../src/trace/python/runPython.js";

afterAll(() => closePython());

const item = (id: string, code: string, input: string, output: string): CruxevalItem => ({
  id,
  code,
  input,
  output,
});
const inc = item("sample_0", "def f(x):\n    return x + 1", "16", "17");
const python = "cpython";

describe("the published rules, bug for bug", () => {
  it("skipped generations shrink n where another is right, and count as wrong where none is", async () => {
    const generations = { sample_0: ["17", "f(16)", "f(16)"], sample_1: ["16", "f(16)"] };
    const data = [inc, { ...inc, id: "sample_1" }];
    const compat = await scoreCruxeval({ mode: "output", data, generations, profile: "compat", python });
    expect(compat.verdicts).toEqual({ sample_0: [true], sample_1: [false, false] });
    expect(compat.pass_at_1).toBe(50);
    expect(compat.reasons).toEqual({ "call in the answer": 3, "assertion fails": 1, passes: 1 });
    const strict = await scoreCruxeval({ mode: "output", data, generations, profile: "strict", python });
    expect(strict.verdicts).toEqual({ sample_0: [true, false, false], sample_1: [false, false] });
    expect(strict.pass_at_1).toBeCloseTo(100 / 6, 12);
  });

  it("fewer generations than k are all right in compat, unknown in strict", async () => {
    const run = { mode: "output", data: [inc], generations: { sample_0: ["18"] }, python } as const;
    expect(await scoreCruxeval({ ...run, profile: "compat" })).toMatchObject({
      pass_at_1: 0,
      pass_at_5: 100,
    });
    expect(await scoreCruxeval({ ...run, profile: "strict" })).toMatchObject({
      pass_at_1: 0,
      pass_at_5: null,
    });
    expect(compatPassAtK(0, 0, 1)).toBe(1);
    expect(meanPassAtK([[]], 1, "strict")).toBeNull();
    expect(compatPassAtK(10, 3, 5)).toBeCloseTo(1 - 21 / 252, 12);
  });

  it("an empty text is run as it is: `assert 17 ==` is no Python", async () => {
    const { perGeneration } = await scoreCruxeval({
      mode: "output",
      data: [inc],
      generations: { sample_0: [""] },
      profile: "compat",
      python,
    });
    expect(perGeneration[0]).toMatchObject({
      verdict: "error",
      reason: "syntax error",
      error: "SyntaxError",
    });
  });

  it("literals are compared without Python as Python compares them", async () => {
    const pairs: readonly (readonly [output: string, answer: string, right: boolean])[] = [
      ["True", "1", true],
      ["1", "1.0", true],
      ["'a'", '"a"', true],
      ["'a'", "'''a'''", true],
      ["'ab'", "'a' 'b'", true],
      ["b'a'", "'a'", false],
      ["[1, 2]", "(1, 2)", false],
      ["(1, 2)", "1, 2", false],
      ["1", "1, 2", true],
      ["{'1': 'b'}", "{'1': 'a', '1': 'b'}", true],
      ["{1: 'a'}", "{'1': 'a'}", false],
      ["{1: 'a', 2: 'b'}", "{2: 'b', True: 'a'}", true],
      ["9007199254740993", "9007199254740992.0", false],
      ["'é'", "'e\\u0301'", false],
      ["'a\\nb'", "'a\\\nb'", false],
      ["1", "\n1", false],
      ["1", "1 \\\n", false],
      ["'•'", "'\\N{BULLET}'", true],
      ["'a123'", "'a' + str(123)", true],
    ];
    const data = pairs.map(([output], i) => item(`sample_${i}`, "def f():\n    pass", "", output));
    const generations = Object.fromEntries(pairs.map(([, answer], i) => [`sample_${i}`, [answer]]));
    const { perGeneration } = await scoreCruxeval({
      mode: "output",
      data,
      generations,
      profile: "compat",
      python,
    });
    expect(perGeneration.map(({ parsed, verdict }, i) => [pairs[i][0], parsed, verdict === "right"])).toEqual(
      pairs,
    );
  });

  it("a program that does not run makes every answer wrong, and nothing else", async () => {
    const broken = [
      "def f(x)\n    return x",
      "def f(x):\n    return x\nraise ValueError",
      "def f(x, x):\n    return x",
      "def f(x: y):\n    return x",
      "def f(x=y):\n    return x",
      "@g\ndef f(x):\n    return x",
      "def f(x):\n    return x\n    break",
    ];
    const data = [...broken.map((code, i) => item(`sample_${i}`, code, "17", "17")), { ...inc, id: "last" }];
    for (const mode of ["output", "input"] as const)
      for (const profile of ["compat", "strict"] as const) {
        const answer = mode === "output" ? "17" : "f(17)";
        const generations = Object.fromEntries(
          data.map(({ id }) => [id, [id === "last" && mode === "input" ? "f(16)" : answer]]),
        );
        const { verdicts } = await scoreCruxeval({ mode, data, generations, profile, python });
        // Strict output asks what was said, not whether the program runs.
        const lost = mode === "output" && profile === "strict";
        expect(Object.values(verdicts).flat()).toEqual([...broken.map(() => lost), true]);
      }
  });

  it.each([
    [
      "def f(a, b=1, c='x'):\n    def g(d):\n        return d\n    for i in a:\n        break\n    return g(b)",
      true,
    ],
    ["def f(a):\n    return a\nx = 1", false],
    ["def f(a) -> int:\n    return a", false],
    ["def f(*a):\n    return a", false],
    ["def f(a, b=[]):\n    return a", false],
    ["def f(a, a):\n    return a", false],
    ["def f(a):\n    global b\n    return b", false],
    ["def f(a):\n    while a:\n        def g():\n            break\n    return a", false],
  ])("knows what surely loads: %j is %s", (code, plain) => {
    expect(definesOnly(code)).toBe(plain);
  });
});

describe("strict input answers", () => {
  const two = item("sample_0", "G = [1]\ndef f(a, b=2):\n    return [a, b]", "1, 2", "[1, 2]");
  it.each([
    ["f(1, 2)", "equal"],
    ["f(1)", "equal"],
    ["f(a=1, b=2)", "equal"],
    ["f(*[1, 2])", "equal"],
    ["f(2 - 1, len('ab'))", "equal"],
    ["f(G[0], max([x for x in range(3) if x != 5]))", "equal"],
    ["(f(1, 2))", "equal"],
    [" f(1,\n  2) ", "equal"],
    ["f(True, 2)", "other type"],
    ["f(1.0, 2)", "other type"],
    ["f(2, 1)", "not equal"],
    ["f(G.append, 2)", "argument not allowed"],
    ["f(f(1), 2)", "argument not allowed"],
    ["f(1, 2 if True else 3)", "argument not allowed"],
    ["f(1, (y := 2))", "argument not allowed"],
    ["f(1, __import__('os'))", "argument not allowed"],
    ["f(1, ().__class__)", "argument not allowed"],
    ["f(1, eval('2'))", "argument not allowed"],
    ["f(1, 1 < 2)", "argument not allowed"],
    ["f(1, f'{2}')", "argument not allowed"],
    ["f(1, 2) # yes", "comment"],
    ["f(1, 2); 1", "not one expression"],
    ["f(1, 2", "not one expression"],
    ["assert f(1, 2) == [1, 2]", "not one expression"],
    ["f(1, 2) == [1, 2]", "not a call"],
    ["[1, 2]", "not a call"],
    ["g(1, 2)", "other function"],
    ["f.__call__(1, 2)", "not a call"],
    ["f(1, 2, 3)", "raises"],
    ["f(1 // 0)", "raises"],
    ["", "empty"],
    ["the input is f(1, 2)", "not one expression"],
  ] as const)("%j: %s", async (answer, reason) => {
    const { perGeneration } = await scoreCruxeval({
      mode: "input",
      data: [two],
      generations: { sample_0: [answer] },
      profile: "strict",
      python,
    });
    expect(perGeneration[0].reason).toBe(reason);
  });
});

describe("strict output answers", () => {
  it.each([
    ["{'a': (1, None)}", "{'a': (1, None)}", "equal"],
    ["{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}", "equal"],
    ["{1: 2}", "{True: 2}", "other type"],
    ["-0.0", "0.0", "other type"],
    ["[1]", "[True]", "other type"],
    ["(1, 2)", "1, 2", "equal"],
    ["'•'", "'\\N{BULLET}'", "equal"],
    ["'•'", "'\\N{NO SUCH NAME}'", "not a literal"],
    ["[1]", "[1", "not one expression"],
    ["[1]", "```\n[1]\n```", "not a literal"],
    ["'x'", "f'x'", "not a literal"],
    ["5", "the value is 5", "not a literal"],
  ] as const)("%s answered with %j: %s", async (output, answer, reason) => {
    const data = [item("sample_0", "def f():\n    pass", "", output)];
    const { perGeneration } = await scoreCruxeval({
      mode: "output",
      data,
      generations: { sample_0: [answer] },
      profile: "strict",
      python,
    });
    expect(perGeneration[0].reason).toBe(reason);
  });
});

describe("what a completion is cut down to", () => {
  it.each([
    ["assert f([1]) == 17\n", "output", "vllm", false, "17"],
    [" 17 ", "output", "vllm", false, "17"],
    ["f(1) == 2 == 3", "output", "vllm", false, "2"],
    ["assert f([1, 2]) == 17", "input", "vllm", false, "f([1, 2])"],
    ["x = f(1)\nassert f(2) == 3", "input", "openai", false, "f(2)"],
    ["first 1+1\n[ANSWER]\nassert f(1) == 2\n[/ANSWER]", "output", "openai", true, "2\n[/ANSWER]"],
    ["so it is\nassert f(1) == 2 ", "output", "vllm", true, "2"],
    ["so it is\nassert f(1) == 2 ", "output", "openai", true, "assert f(1) == 2"],
    ["??", "output", "vllm", false, "??"],
    ["", "input", "openai", true, ""],
    ["\x1c17\x85", "output", "vllm", false, "17"],
  ] as const)("%j, %s, %s, cot %s: %j", (text, mode, variant, cot, answer) => {
    expect(postprocess(text, { mode, variant, cot })).toBe(answer);
  });

  it("is what is scored", async () => {
    const generations = { sample_0: ["assert f(16) == 17"] };
    const run = { mode: "output", data: [inc], generations, profile: "strict", python } as const;
    expect((await scoreCruxeval(run)).verdicts).toEqual({ sample_0: [false] });
    const cut = await scoreCruxeval({ ...run, postprocessing: "vllm" });
    expect(cut.perGeneration[0]).toMatchObject({ raw: "assert f(16) == 17", parsed: "17", reason: "equal" });
  });
});

describe("bad files are refused before any work, with their place", () => {
  it.each([
    ['{"id": "a", "code": "", "input": ""}', 'd.jsonl:1: field "output"'],
    ['{"id": "a", "code": "", "input": "", "output": 3}', 'd.jsonl:1: field "output"'],
    ['\n{"id": "a"', "d.jsonl:2: not a JSON object"],
    ["[1]", "d.jsonl:1:"],
    ["", "d.jsonl: no rows"],
    [`${JSON.stringify(inc)}\n\n${JSON.stringify(inc)}`, 'd.jsonl:3: id "sample_0" stands in row 1 too'],
  ])("data %j", (text, message) => {
    expect(() => readCruxeval(text, "d.jsonl")).toThrow(message);
  });

  it.each([
    ["{", "g.json: not JSON"],
    ["[]", "g.json: must be an object"],
    ["{}", "g.json: holds no generations"],
    ['{"sample_9": []}', 'g.json, entry 1 ("sample_9"): the data has no item'],
    ['{"sample_0": "17"}', 'g.json, entry 1 ("sample_0"): must be a list of texts, got "17"'],
    ['{"sample_0": ["17", 17]}', 'entry 1 ("sample_0"): generation 2 must be a text, got 17'],
  ])("generations %j", (text, message) => {
    expect(() => readGenerations(text, "g.json", [inc])).toThrow(message);
  });
});

it("splits the text of arguments", () => {
  expect(splitArguments("")).toEqual([]);
  expect(splitArguments("'l000*',")).toEqual(["'l000*'"]);
  expect(splitArguments("[1, 2], {'a,': (1, 2)}, \"it's\", lambda a, b: a, x[1:2]")).toEqual([
    "[1, 2]",
    "{'a,': (1, 2)}",
    '"it\'s"',
    "lambda a, b: a",
    "x[1:2]",
  ]);
});
