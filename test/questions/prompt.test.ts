import { describe, expect, it } from "vitest";
import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import { embed } from "../../src/questions/prompt/embed.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import { ordinal } from "../../src/questions/prompt/wording.js";
import type { EmbeddedProgram, OccurrenceRef, Prompt } from "../../src/questions/Question.js";
import { nodeOf, number, PROGRAM, question } from "./question.js";

const UMLAUTS = parse(
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the program is meant so
  'const s = "äöü…𝒳";\r\nconst t = `${s}```;\u2028f(t); // ```\n\nfunction f(x) { return x }',
  {
    file: "a.js",
  },
);

/** Every piece of an embedded program shows exactly the program's bytes, together all of them. */
function expectExact(shown: Prompt, embedded: EmbeddedProgram, source: string): void {
  const text = Buffer.from(shown.text);
  const program = Buffer.from(source);
  let at = 0;
  for (const [prompt, byte, length] of embedded.pieces) {
    expect(byte).toBe(at);
    expect(text.subarray(prompt, prompt + length).equals(program.subarray(byte, byte + length))).toBe(true);
    at += length;
  }
  expect(at).toBe(program.length);
  expect(embedded.byteStart).toBe(embedded.pieces[0][0]);
  const [last, , length] = embedded.pieces[embedded.pieces.length - 1];
  expect(embedded.byteEnd).toBe(last + length);
}

const OUTPUT = question({ task: "output", value: number(3), literal: "3" }, { of: "value" });

describe("prompt", () => {
  const programs: readonly Program[] = [
    PROGRAM,
    UMLAUTS,
    parse("f()", { file: "one.js" }),
    parse("a\n\n", { file: "b.js" }),
  ];
  const settings = (["code-first", "call-first"] as const).flatMap(order =>
    (["direct", "cot"] as const).flatMap(style =>
      [true, false].map(numbered => ({ order, style, numbered })),
    ),
  );
  it.each(settings)("maps every byte of program and call: %o", options => {
    for (const program of programs) {
      const shown = prompt({ ...OUTPUT, program: program.id, call: "f('ä')" }, program, options);
      expect(shown.programs.map(p => p.program)).toContain(program.id);
      for (const embedded of shown.programs)
        expectExact(shown, embedded, embedded.program === program.id ? program.source : "f('ä')");
      expect(shown.programs).toHaveLength(2);
    }
  });

  it("shows the number acorn counts before each line", () => {
    const shown = embed(UMLAUTS, true).text.split(/\r\n|\n|\u2028/);
    const call = UMLAUTS.nodes.find(node => node.type === "CallExpression");
    expect(shown.map(line => line.slice(0, 4))).toEqual(["1 | ", "2 | ", "3 | ", "4 | ", "5 | ", ""]);
    expect(shown[(call?.line ?? 0) - 1]).toBe("3 | f(t); // ```");
  });

  it("numbers the lines CPython counts, which U+2028 does not end", () => {
    const python = parse("s = '\u2028'\r\nt = s  #\u2029", { language: "python" });
    const { text } = embed(python, true);
    expect(text).toBe("1 | s = '\u2028'\r\n2 | t = s  #\u2029\n");
    const shown = prompt({ ...OUTPUT, program: python.id, call: "f()" }, python, { numbered: true });
    const embedded = shown.programs.find(one => one.program === python.id) as EmbeddedProgram;
    expectExact(shown, embedded, python.source);
  });

  it("fences code longer than any back-ticks in it", () => {
    const { text } = prompt({ ...OUTPUT, program: UMLAUTS.id }, UMLAUTS);
    expect(text).toContain("````javascript\n1 | const s");
  });

  it("puts the call before or behind the program, the question always last", () => {
    const at = (order: "code-first" | "call-first"): number[] => {
      const { text } = prompt(OUTPUT, PROGRAM, { order });
      return ["1 | function", "total([1, 3])", "Question:", "Answer:"].map(part => text.indexOf(part));
    };
    const [code, call, asked, answer] = at("code-first");
    expect([code, call, asked, answer]).toEqual([code, call, asked, answer].sort((a, b) => a - b));
    const other = at("call-first");
    expect(other[1]).toBeLessThan(other[0]);
    expect(other[0]).toBeLessThan(other[2]);
  });

  it("is the same text for the same question, and another for another style", () => {
    const direct = prompt(OUTPUT, PROGRAM);
    expect(prompt(OUTPUT, PROGRAM)).toEqual(direct);
    expect(prompt(OUTPUT, PROGRAM, { style: "cot" }).sha256).not.toBe(direct.sha256);
  });

  it("never shows the truth", () => {
    const secret = question({ task: "output", value: number(987654), literal: "987654" });
    expect(prompt(secret, PROGRAM).text).not.toContain("987654");
  });

  it("says which occurrence is meant", () => {
    const loop = nodeOf("ForOfStatement");
    const branch = nodeOf("IfStatement");
    const inside: OccurrenceRef = {
      node: loop,
      line: 3,
      frame: 4,
      function: nodeOf("FunctionDeclaration"),
      call: 2,
      k: 3,
      kRun: 5,
    };
    const path = question({ task: "path", line: 4 }, { node: loop, line: 3, occurrence: inside });
    expect(prompt(path, PROGRAM).text).toContain(
      "Consider the 3rd time line 3 (`for (const item of list) {`) is reached in the 2nd call of `total` (line 1).",
    );
    expect(prompt(path, PROGRAM).text).toContain(
      "Each time the loop asks for its next item counts as one time",
    );
    const method = PROGRAM.nodes.find(node => node.type === "FunctionExpression");
    const add: OccurrenceRef = {
      ...inside,
      node: nodeOf("ReturnStatement", 8),
      line: 8,
      function: method?.id ?? -1,
      call: 1,
      k: 1,
    };
    const state = question(
      { task: "state", value: number(1), literal: "1" },
      { node: add.node, line: 8, variable: "x", when: "before", occurrence: add },
    );
    expect(prompt(state, PROGRAM).text).toContain(
      "What is the value of `x` right before the 1st time line 8 (`return x + 1;`) is reached in the 1st call of `add` (line 8)?",
    );
    const top: OccurrenceRef = {
      ...inside,
      node: nodeOf("VariableDeclaration", 9),
      line: 9,
      function: 0,
      call: 1,
      k: 1,
    };
    const end = question({ task: "path", end: "ends" }, { node: top.node, line: 9, occurrence: top });
    expect(prompt(end, PROGRAM).text).toContain(
      "the 1st time line 9 (`const twice = n => n * 2;`) is reached at the top level",
    );
    const covered = question({ task: "coverage", executed: true }, { node: branch, line: 4 });
    expect(prompt(covered, PROGRAM).text).toContain(
      "Is line 4 (`if (item > 2) sum += item;`) executed at least once",
    );
  });

  it("counts in English", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).join(" ")).toBe(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th",
    );
  });
});
