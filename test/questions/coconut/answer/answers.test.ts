import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bracketPieces, extractCoconut } from "../../../../src/questions/coconut/answer/extractCoconut.js";
import {
  COCONUT_FAILURES,
  readCoconutAnswer,
} from "../../../../src/questions/coconut/answer/readCoconutAnswer.js";

describe("readCoconutAnswer", () => {
  test.each([
    ["the last balanced list, over several lines", "First [1, 2].\n```\n[3,\n 4,\n 5]\n```", [3, 4, 5]],
    ["numbers and parentheses bare or quoted", `[7, (, '3', ")", 9]`, [7, "(", 3, ")", 9]],
    ["parentheses beside numbers", "[7, (3, 4), 9]", [7, "(", 3, 4, ")", 9]],
    ["a comma at the end", "[1, 2,]", [1, 2]],
    ["the empty list", "[]", []],
  ] as const)("reads %s", (_, completion, steps) => {
    expect(readCoconutAnswer(completion)).toEqual({ steps });
  });

  test.each([
    ["", "empty"],
    ["  \n", "empty"],
    ["1, 2, 3", "no list"],
    ["It is [1, 2, 3], then [4, 5", "truncated"],
    ["[1, 2, ..., 9]", "abbreviated"],
    ["[1-5]", "abbreviated"],
    ["[1, 2, 3 (repeats)]", "abbreviated"],
    ["[i for i in range(3)]", "abbreviated"],
    ["[i for i in x]", "not line numbers"],
    ["[1, -2]", "not line numbers"],
    ["[[1], [2]]", "not line numbers"],
    ["['1, 2']", "not line numbers"],
    ["[1.5]", "not line numbers"],
    ["[1, (, 2]", "parentheses do not pair"],
    ["[1, ), 2, (]", "parentheses do not pair"],
    ["[(, 1, ), (, 2, )]", "parentheses do not pair"],
  ] as const)("%j is %s", (completion, failure) => {
    expect(readCoconutAnswer(completion)).toEqual({ failure });
  });

  test("any list that is written is read back, and any text gives a list or a reason of the closed list", () => {
    const lines = fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 40 });
    fc.assert(
      fc.property(lines, fc.string({ unit: fc.constantFrom(..."abc .,\n()1") }), (list, before) => {
        expect(readCoconutAnswer(`${before}[${list.join(", ")}]`)).toEqual({ steps: list });
      }),
      { seed: 3 },
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."[](),'\"12. \n…a") }), text => {
        const { steps, failure } = readCoconutAnswer(text);
        expect(steps === undefined ? COCONUT_FAILURES.includes(failure) : Array.isArray(steps)).toBe(true);
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  test("a long row of brackets takes no time to speak of", () => {
    expect(readCoconutAnswer("[".repeat(200_000))).toEqual({ failure: "truncated" });
    expect(readCoconutAnswer(`[${"1, ".repeat(200_000)}1`)).toEqual({ failure: "truncated" });
    expect(bracketPieces("[".repeat(200_000), true)).toEqual(["[".repeat(200_000)]);
    expect(bracketPieces(`${"[".repeat(200_000)}\nx`, true)).toEqual([]);
  });
});

describe("extraction as published", () => {
  test("the pieces are those of Python's regular expressions", () => {
    const unit = fc.constantFrom(..."[[]]1, \n\r\t\u2028\u00a0a");
    const texts = fc.sample(fc.string({ unit, maxLength: 40, size: "max" }), { numRuns: 1500, seed: 9 });
    const program =
      "import sys,json,re\n" +
      "print(json.dumps([[re.findall(r'\\[.*?\\]', t), re.findall(r'\\[.*?(?:\\]|\\s*$)', t)] for t in json.load(sys.stdin)]))";
    const ran = spawnSync("python3", ["-I", "-c", program], {
      input: JSON.stringify(texts),
      encoding: "utf8",
    });
    const expected = JSON.parse(ran.stdout) as string[][][];
    expect(texts.map(text => [bracketPieces(text, false), bracketPieces(text, true)])).toEqual(expected);
    expect(expected.filter(([closed, open]) => closed.length !== open.length).length).toBeGreaterThan(50);
  });

  test("open models: the last list on one line; the second rule takes one that is not closed", async () => {
    const texts = ["a [1] b [2, 3]", "[1,\n2]", "[4, [5], 6]", "none", "[1] [2, 3"];
    expect(await extractCoconut(texts, { rule: "open models" })).toEqual([
      "[2, 3]",
      "None",
      "[4, [5]",
      "None",
      "[1]",
    ]);
    expect(await extractCoconut(texts, { rule: "open models, no pattern" })).toEqual([
      "[2, 3]",
      "None",
      "[4, [5]",
      "None",
      "[2, 3",
    ]);
    expect(await extractCoconut(["[1,2]"], { rule: "open models", spaceCommas: true })).toEqual(["[1, 2]"]);
    await expect(extractCoconut([], { rule: "x" as "interfaces" })).rejects.toThrow(
      /rule: "x" is not one of/,
    );
  });

  test("interfaces: what evaluates to a list counts, wherever it stands but in the program; in the sandbox", async () => {
    const texts = [
      "[1,2] and [3] * 2",
      "so [i for i in range(3)]",
      "lines [7, 8] of x = [1, 2]",
      "[1, 2, ... 5]",
      "[3, 4, 1 repeats]",
      "no list",
      "[__import__('os')._exit(3) or 1]",
      "[0 for _ in iter(int, 1)]",
    ];
    const found = await extractCoconut(texts, {
      rule: "interfaces",
      source: "x = [1, 2]",
      python: "cpython",
      wallMs: 1500,
    });
    expect(found).toEqual([
      "[3]",
      "[0, 1, 2]",
      "[7, 8]",
      "[1, 2, ... 5]",
      "[3, 4, 1 repeats]",
      "[]",
      "[]",
      "[]",
    ]);
  });
});
