import { afterAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { parse } from "../../src/program/parse.js";
import { LINE_KINDS, lineKind } from "../../src/questions/score/lineKind.js";
import { scoreBlocks } from "../../src/questions/score/scoreBlocks.js";
import { tablesOf } from "../../src/trace/javascript/tablesOf.js";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(closePool);

// Blocks of f: lines 2–4 (up to the branch), 5–6, 8–9, 11.
const SOURCE = `function f(x) {
  let a = x;
  let b = a + 1;
  if (a > b) {
    a += g(b);
    b += 1;
  } else {
    a -= 1;
    b -= 1;
  }
  return a + b;
}
const g = n => n * 2;
`;
const PROGRAM = parse(SOURCE, { file: "f.js" });

describe("scoreBlocks", () => {
  it("is 1 for the same list, repeats in a row aside", () => {
    expect(scoreBlocks([2, 3, 3, 4, 8, 9, 11], [2, 3, 4, 8, 9, 11], PROGRAM)).toEqual({
      blockPrecision: 1,
      blockRecall: 1,
      blockF1: 1,
    });
  });

  it("counts whole runs through a block: the wrong branch costs its block only", () => {
    const { blockPrecision, blockRecall, blockF1 } = scoreBlocks(
      [2, 3, 4, 5, 6, 11],
      [2, 3, 4, 8, 9, 11],
      PROGRAM,
    );
    // Runs 2-3-4, 5-6, 11 against 2-3-4, 8-9, 11.
    expect([blockPrecision, blockRecall, blockF1]).toEqual([2 / 3, 2 / 3, 2 / 3]);
  });

  it("takes a block left half way for another run, and counts with multiplicity", () => {
    expect(scoreBlocks([2, 3, 4, 8], [2, 3, 4, 8, 9], PROGRAM).blockF1).toBe(1 / 2);
    // The call of g parts the block in the truth as in the answer: 5, 13, 6.
    expect(scoreBlocks([5, 13, 6], [5, 13, 6], PROGRAM).blockF1).toBe(1);
    expect(scoreBlocks([5, 6, 13], [5, 13, 6], PROGRAM).blockF1).toBe((2 * 1) / 5);
    expect(scoreBlocks([2, 3, 4, 2, 3, 4], [2, 3, 4], PROGRAM)).toEqual({
      blockPrecision: 1 / 2,
      blockRecall: 1,
      blockF1: 2 / 3,
    });
  });

  it("takes lines that cannot be executed for runs of their own, and nothing for nothing", () => {
    expect(scoreBlocks([1, 2, 3, 4, 7], [2, 3, 4], PROGRAM).blockPrecision).toBe(1 / 3);
    expect(scoreBlocks([], [2, 3, 4], PROGRAM)).toEqual({ blockPrecision: 0, blockRecall: 0, blockF1: 0 });
  });
});

describe("lineKind", () => {
  it("says what a line does by its first statement", () => {
    const source = [
      "async function* walk(list) {", // 1
      "  for (const item of list) {", // 2
      "    if (item > 2) throw new Error('big');", // 3
      "    try {", // 4
      "      await null;", // 5
      "      yield item;", // 6
      "    } catch (error) {", // 7
      "      console.log(error);", // 8
      "      const later = () => load();", // 9
      "      throw error;", // 10
      "    }", // 11
      "  }", // 12
      "  return list;", // 13
      "}",
      "const twice = n =>", // 15
      "  n * 2;", // 16
    ].join("\n");
    const program = parse(source, { file: "walk.js" });
    const kinds = [2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16].map(line => lineKind(program, line));
    expect(kinds).toEqual([
      "loop head",
      "branch",
      "statement",
      "await",
      "yield",
      "catch",
      "call",
      "statement",
      "throw",
      "return",
      "return",
    ]);
    for (const kind of kinds) expect(LINE_KINDS).toContain(kind);
  });
});

describe("tablesOf", () => {
  it("has the sites every trace of the program has, without running it", async () => {
    const { programs } = loadDataset("tracebook-js");
    for (const { source, file, language, siblings, calls } of programs.filter((_, i) => i % 7 === 0)) {
      const files = Object.fromEntries(siblings.map(sibling => [sibling.file, sibling.source]));
      const recorded = await trace(source, { file, language, files, call: calls[0] });
      const place = ({ kind, node, line }: { kind: string; node: number; line: number }): string =>
        `${kind} ${node} ${line}`;
      const sites = recorded.tables.sites.filter(site => site.program === 0);
      expect(tablesOf(parse(source, { file, language })).sites.map(place), file).toEqual(sites.map(place));
    }
  });
});
