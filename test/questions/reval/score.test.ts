import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readReval } from "../../../src/questions/reval/data/readReval.js";
import { answerRegion, meantLines, saysCovered } from "../../../src/questions/reval/score/answerRegion.js";
import { readRevalLog } from "../../../src/questions/reval/score/readRevalLog.js";
import { revalConsistency } from "../../../src/questions/reval/score/revalConsistency.js";
import { scoreReval } from "../../../src/questions/reval/score/scoreReval.js";
import { closePython } from "../../../src/trace/python/runPython.js";
import { revalFolder } from "./data.js";

afterAll(closePython);

const folder = revalFolder();
const data = readReval(folder);

function log(task: "state" | "output", answers: readonly (readonly string[])[]) {
  const entries = data.pairs.map(({ idx, inputIdx }, i) => ({
    idx,
    inputIdx,
    results: answers[i].map(generated => ({ generated })),
  }));
  return { task, entries } as const;
}

describe("answers of REval", () => {
  it("are read as the original reads them", () => {
    expect(["YES", "yes.", "**YES**", "The answer is YES", "NO"].map(saysCovered)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(answerRegion("[THOUGHT]x[ANSWER]YES", "cot")).toBeUndefined();
    expect(answerRegion("[ANSWER] a [/ANSWER", "direct")).toBe("a");
    expect(meantLines("x += 1", ["  x += 1", "y", "x += 1"])).toEqual([1, 3]);
    expect(meantLines("12\tx += 1", ["x += 1"])).toEqual([-2]);
    expect(meantLines("-1", [])).toEqual([-1]);
  });

  it("about values: any value is right, the type must be that of one, nested generics become tuples", async () => {
    const one = await scoreReval({
      data,
      force: true,
      log: log("state", [
        ["3; int", "3; float"],
        ["0; list[tuple[int, int]]", "5; int", "Nil"],
      ]),
    });
    expect(one.verdicts.map(({ reason }) => reason)).toEqual(["right", "wrong", "wrong", "right", "wrong"]);
  });

  it("about outputs: a test that compares the program with itself passes as published and is refused in strict", async () => {
    const cheat = log("output", [["assert add([1, 2],) == add([1, 2],)"], ["assertEqual(1, 1)"]]);
    const compat = await scoreReval({ data, force: true, log: cheat });
    expect(compat.verdicts.map(({ reason }) => reason)).toEqual(["passes", "passes"]);
    const strict = await scoreReval({ data, force: true, log: cheat, profile: "strict" });
    expect(strict.verdicts.map(({ reason }) => reason)).toEqual(["not a literal", "test altered"]);
    const right = log("output", [
      ["assert add([1, 2],) == 3"],
      [data.pairs[1].outputTest.replace("??", "5")],
    ]);
    const scored = await scoreReval({ data, force: true, log: right, profile: "strict" });
    expect(scored.metrics.accuracy).toEqual({ right: 2, of: 2, share: 1 });
  });

  it("of a log file: names the row that does not fit, and compares with the verdicts in it", async () => {
    const file = join(folder, "log.jsonl");
    const row = {
      task_id: "own/0",
      generation: [
        {
          input_idx: 0,
          results: [
            { generated: "3; int", eq: true },
            { generated: "4; int", eq: true },
          ],
        },
      ],
    };
    writeFileSync(file, `${JSON.stringify(row)}\n${JSON.stringify({ acc: 1 })}\n`);
    const scored = await scoreReval({ data, force: true, log: file });
    expect(scored.differing).toBe(1);
    expect(scored.reasons).toEqual({ right: 1, wrong: 1, "no answer": 3 });
    row.generation[0].results.pop();
    writeFileSync(file, JSON.stringify(row));
    expect(() => readRevalLog(file, data)).toThrow(/log\.jsonl:1: .*has 1 results, expected 2/);
  });

  it("count for consistency by what is right from the start", () => {
    const verdict = (right: boolean, k?: number) => ({
      idx: 0,
      input_idx: 0,
      right,
      covered: true,
      ...(k === undefined ? {} : { k }),
    });
    const found = revalConsistency({
      coverage: [verdict(true, 0), verdict(true, 1)],
      state: [verdict(true, 0), verdict(false, 1)],
      path: [verdict(false, 0), verdict(true, 1)],
      output: [verdict(false)],
    });
    expect(found.patterns).toMatchObject({ "1100": 1, "1010": 1, "1111": 0 });
    expect(Object.keys(found.patterns)).toHaveLength(16);
    expect(found.score).toBe(12.5);
  });
});
