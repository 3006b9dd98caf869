import { describe, expect, it } from "vitest";
import { skeleton } from "../../../src/datasets/generate/skeleton.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { parse } from "../../../src/program/parse.js";

function of(source: string): string {
  return skeleton(parse(source, { file: "a.py" }));
}

const plain = "def f(a, b=1):\n    if a in b and a < 2:\n        return [a, 'x', f'{b}!']\n    yield a\n";

describe("skeleton of a Python program", () => {
  it.each([
    ["names", plain.replace(/\ba\b/g, "q").replace("f(", "g(")],
    ["literals", plain.replace("1", "2.5").replace("2:", "None:").replace("'x'", '"""y"""')],
    ["comments and layout", plain.replace("    if", "    # why\n\n    if").replaceAll("    ", "  ")],
    ["parentheses", plain.replace("a < 2", "(a < (2))")],
    ["annotations", plain.replace("(a, b=1)", "(a: int, b: list[int] = 1) -> str")],
  ])("is the same with other %s", (_, source) => {
    expect(source).not.toBe(plain);
    expect(of(source)).toBe(of(plain));
  });

  it.each([
    ["operator", plain.replace("<", ">")],
    ["word of an operator", plain.replace(" in ", " not in ")],
    ["conjunction", plain.replace(" and ", " or ")],
    ["kind of list", plain.replace("[a,", "(a,").replace("']", "')")],
    ["async", `async ${plain}`],
    ["delegation", plain.replace("yield a", "yield from a")],
    ["order", plain.replace("a in b and a < 2", "a < 2 and a in b")],
    ["default", plain.replace("b=1", "b")],
    ["nesting", plain.replace("    yield", "        yield")],
  ])("is another with another %s", (_, source) => {
    expect(source).not.toBe(plain);
    expect(of(source)).not.toBe(of(plain));
  });

  it("is another for each program of ours", () => {
    const programs = [...loadDataset("tracebook-py").programs, ...loadDataset("twins:python").programs];
    const all = programs.map(({ source, file }) => skeleton(parse(source, { file })));
    expect(new Set(all).size).toBe(programs.length);
    expect(all.every(hash => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });
});
