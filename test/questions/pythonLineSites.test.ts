import { describe, expect, test } from "vitest";
import { parse } from "../../src/program/parse.js";
import { lineKind } from "../../src/questions/score/lineKind.js";
import { lineSites } from "../../src/questions/score/lineSites.js";
import { scoreBlocks } from "../../src/questions/score/scoreBlocks.js";

const SOURCE = `def f(n):
    x = 1
    y = g(n)
    for i in range(n):
        if i > 2:
            x += 1
            z = lambda: g()
        elif i:
            continue
        else:
            raise E
        yield i
    try:
        x = await h()
    except E:
        x = 2
        return x
    with a as b:
        x = 3
    match x:
        case 1:
            x = 4
    x = 5

@dec
class A:
    """text"""
    y = g()
a = A()
b = 2; c = 3
`;

const program = parse(SOURCE, { language: "python", file: "a.py" });

describe("lines of Python", () => {
  test("which lines begin something, and which of them run together", () => {
    const sites = lineSites(program)!;
    const blocks = new Map<number, number[]>();
    for (const [line, { block }] of sites) blocks.set(block, [...(blocks.get(block) ?? []), line]);
    expect(
      [...blocks.values()].map(lines => lines.sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]),
    ).toEqual([
      [1, 25],
      [2, 3],
      [4],
      [5],
      [6, 7],
      [8],
      [9],
      [11],
      [12],
      [13],
      [14],
      [15, 16, 17],
      [18, 19, 20],
      [22],
      [23],
      [27, 28],
      [29, 30],
    ]);
  });

  test("what a line does", () => {
    const kinds = [2, 3, 4, 5, 7, 8, 11, 12, 13, 14, 15, 17, 18, 20, 25, 28].map(line =>
      lineKind(program, line),
    );
    expect(kinds).toEqual([
      "statement",
      "call",
      "loop head",
      "branch",
      "statement",
      "branch",
      "throw",
      "yield",
      "statement",
      "await",
      "catch",
      "return",
      "statement",
      "branch",
      "statement",
      "call",
    ]);
    expect(lineKind(program, 10)).toBe("statement");
  });

  test("lists are cut into runs of blocks", () => {
    expect(scoreBlocks([2, 3, 4], [2, 3, 4], program)).toEqual({
      blockPrecision: 1,
      blockRecall: 1,
      blockF1: 1,
    });
    // The run 2, 3 is left half way.
    expect(scoreBlocks([2, 4], [2, 3, 4], program)).toEqual({
      blockPrecision: 0.5,
      blockRecall: 0.5,
      blockF1: 0.5,
    });
  });
});
