import { afterAll, describe, expect, it } from "vitest";
import type { Edit } from "../../../src/datasets/mutate/edits.js";
import type { MutantMapping } from "../../../src/datasets/mutate/Mutant.js";
import { parse } from "../../../src/program/parse.js";
import { closePool } from "../../../src/trace/trace.js";
import { compared, inserting, replacing } from "./editing.js";

afterAll(closePool);

const source = `function score(list, bonus) {
  let sum = 0;
  let best = 1;
  const kept = [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    sum += item;
    if (item > best) best = item;
    kept.push({ item });
  }
  console.log(kept.length);
  sum += bonus;
  best = sum - best;
  return [sum, best];
}
`;
const call = "score([3, 1, 5], 2)";
const swap = (first: string, second: string): Edit => {
  const start = source.indexOf(first);
  const next = source.indexOf(second);
  const pieces = [
    [next, next + second.length],
    [start + first.length, next],
    [start, start + first.length],
  ] as const;
  return { start, end: next + second.length, pieces };
};
const statement = (text: string): number =>
  parse(source).nodes.find(node => source.slice(node.start, node.end) === text)!.id;

describe("agreeing", () => {
  const same: readonly (readonly [string, readonly Edit[], Partial<MutantMapping>?])[] = [
    ["nothing changed", [], { exact: true }],
    ["a comment on its own line", [inserting(source, "sum += item", "// nothing\n    ")], { exact: true }],
    ["a statement without effect", [inserting(source, "sum += item", "const spare = 3;\n    ")]],
    [
      "independent statements swapped and said so",
      [swap("let sum = 0;", "let best = 1;")],
      { swapped: [[statement("let sum = 0;"), statement("let best = 1;")]] },
    ],
    [
      "one name changed everywhere",
      [0, 1, 2].map(nth => replacing(source, "kept", "chosen", nth)),
      { exact: true, names: { kept: "chosen" } },
    ],
  ];
  for (const [what, edits, about] of same) {
    it(`accepts ${what}`, async () => {
      expect(await compared(source, call, edits, about)).toEqual({ agree: true });
    });
  }

  const wrong: readonly (readonly [string, string, readonly Edit[], Partial<MutantMapping>?])[] = [
    [
      "a loop that ends early",
      "other outcome",
      [replacing(source, "i < list.length", "i < list.length - 1")],
    ],
    ["an operator", "other outcome", [replacing(source, "sum - best", "sum + best")]],
    [
      "a renaming that captures",
      "other outcome",
      [replacing(source, "bonus", "sum", 1)],
      { names: { bonus: "sum" } },
    ],
    [
      "a result printed otherwise",
      "other output",
      [replacing(source, "console.log(kept.length)", "console.log(kept)")],
    ],
    [
      "a write that the result does not show",
      "other writes",
      [inserting(source, "sum += item", "best = best;\n    ")],
    ],
    [
      "a value that is set right a step later",
      "other writes",
      [replacing(source, "let best = 1", "let best = 0")],
    ],
    [
      "a change of an object",
      "other heap changes",
      [replacing(source, "kept.push({ item })", "kept.unshift({ item })")],
    ],
    [
      "a property that has another value",
      "other heap changes",
      [replacing(source, "push({ item })", "push({ item: 0 })")],
    ],
    [
      "a dead statement that lives",
      "other heap changes",
      [inserting(source, "console.log", "kept.push(0), kept.pop();\n  ")],
    ],
    ["dependent statements swapped", "other outcome", [swap("sum += bonus;", "best = sum - best;")]],
    ["a swap that nobody said", "other statements", [swap("let sum = 0;", "let best = 1;")]],
    [
      "a declaration put in for another",
      "other writes",
      [{ ...replacing(source, "const kept = [];", ""), pieces: ["const kept = [];"] }],
    ],
    [
      "one statement more where there may be none",
      "other statements",
      [inserting(source, "sum += item", "0;\n    ")],
      { exact: true },
    ],
  ];
  for (const [what, reason, edits, about] of wrong) {
    it(`refuses ${what}: ${reason}`, async () => {
      expect(await compared(source, call, edits, about)).toMatchObject({ agree: false, reason });
    });
  }

  it("refuses a statement without effect that was taken out", async () => {
    const idle = "function f(a) {\n  a;\n  return a;\n}\n";
    const taken = await compared(idle, "f(1)", [replacing(idle, "a;\n  ", "")]);
    expect(taken).toMatchObject({ agree: false, reason: "other statements" });
  });

  it("refuses a shorthand property that lost its key", async () => {
    const edits = [0, 1, 2, 3].map(nth => replacing(source, "item", "thing", [0, 1, 2, 3, 4][nth]));
    const all = [...edits, replacing(source, "item", "thing", 4)];
    const names = { item: "thing" };
    const short = "kept.push({ item })";
    const right = { start: source.indexOf(short) + 12, end: source.indexOf(short) + 16 };
    const written: Edit = {
      ...right,
      pieces: ["item: ", { text: "thing", from: right.start, to: right.end }],
    };
    expect(await compared(source, call, all, { exact: true, names })).toMatchObject({
      agree: false,
      reason: "other heap changes",
    });
    expect(await compared(source, call, [...edits, written], { exact: true, names })).toEqual({
      agree: true,
    });
  });

  it("refuses statements of one line that were torn apart, where lines must be kept", async () => {
    const one = "function f(a) {\n  let b = a; b += 1;\n  return b;\n}\n";
    const torn = await compared(one, "f(1)", [inserting(one, "b += 1", "\n  ")], { exact: true });
    expect(torn).toMatchObject({ agree: false, reason: "other lines" });
  });

  it("refuses runs that reached a limit", async () => {
    const endless = "function f() { while (true); }";
    expect(await compared(endless, "f()", [])).toMatchObject({ agree: false, reason: "no comparable trace" });
  }, 60_000);
});
