import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import tables from "../../../src/program/categories.json" with { type: "json" };
import { lookUpCategory } from "../../../src/program/categorize.js";
import type { Node } from "../../../src/program/Node.js";
import type { Program } from "../../../src/program/Program.js";
import { validateProgram } from "../../../src/program/ProgramSchema.js";
import { parse, parseExpression } from "../../../src/program/parse.js";
import { nodeOfPythonSpan, nodeOfSpan } from "../../../src/program/python/nodeOfSpan.js";
import { pythonParser } from "../../../src/program/python/treeSitter.js";
import { SourceError } from "../../../src/program/SourceError.js";

const python = (source: string): Program => parse(source, { language: "python" });
const leaves = ({ nodes }: Program): Node[] =>
  nodes.filter(node => node.last === node.id && node.start < node.end);
const textOf = ({ source }: Program, node: Node): string => source.slice(node.start, node.end);

function faultOf(source: string): string {
  try {
    python(source);
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Checks what holds for every table: preorder, nesting, and leaves that hold every character that is no space. */
function check(program: Program): void {
  const { nodes, source } = program;
  validateProgram(JSON.parse(JSON.stringify(program)), "p.json");
  let covered = 0;
  for (const node of nodes) {
    if (node.id > 0) {
      const parent = nodes[node.parent];
      expect(node.start).toBeGreaterThanOrEqual(parent.start);
      expect(node.end).toBeLessThanOrEqual(parent.end);
      expect(node.last).toBeLessThanOrEqual(parent.last);
    }
    expect(node.byteStart).toBe(Buffer.byteLength(source.slice(0, node.start)));
    if (node.last > node.id || node.start === node.end) continue;
    expect(source.slice(covered, node.start).trim()).toBe("");
    expect(node.start).toBeGreaterThanOrEqual(covered);
    covered = node.end;
  }
  expect(source.slice(covered).trim()).toBe("");
}

describe("a Python program", () => {
  test("becomes a table of tree-sitter's nodes and leaves for the rest", () => {
    const program = python("if a not in b:  # why\n    f(x, 'y')\n    # behind\nz = 1\n");
    expect(program).toMatchObject({
      language: "python",
      sourceType: "module",
      parser: "tree-sitter",
      file: "program.py",
    });
    expect(program.nodes.map(n => `${n.type}${n.last === n.id ? ` ${textOf(program, n)}` : ""}`)).toEqual([
      "module",
      "if_statement",
      "Keyword if",
      "comparison_operator",
      "identifier a",
      "Keyword not",
      "Keyword in",
      "identifier b",
      "Punctuator :",
      "Comment # why",
      "block",
      "expression_statement",
      "call",
      "identifier f",
      "argument_list",
      "Punctuator (",
      "identifier x",
      "Punctuator ,",
      "string 'y'",
      "Punctuator )",
      "Comment # behind",
      "expression_statement",
      "assignment",
      "identifier z",
      "Punctuator =",
      "integer 1",
    ]);
    const fields = program.nodes.map(n => n.field).filter(field => field !== "");
    expect(fields).toEqual([
      "condition",
      "operators",
      "operators",
      "consequence",
      "function",
      "arguments",
      "left",
      "right",
    ]);
  });

  test("shows the expressions inside of f-strings, also in format specifiers", () => {
    const program = python('f"a{x + 1!r:>{w}.2f}{{b}}"');
    expect(leaves(program).map(n => `${n.type} ${textOf(program, n)}`)).toEqual([
      'string_start f"',
      "string_content a",
      "Punctuator {",
      "identifier x",
      "Punctuator +",
      "integer 1",
      "type_conversion !r",
      "Punctuator :",
      "string_content >",
      "Punctuator {",
      "identifier w",
      "Punctuator }",
      "string_content .2f",
      "Punctuator }",
      "string_content {{b}}",
      'string_end "',
    ]);
  });

  test.each([
    ["", "an empty file"],
    ["\n\n  \n", "blank lines"],
    ["# only\n# comments", "comments only"],
    ["\ufeffx = 1\r\nif x:\r\n\ty = 2\r\n", "a byte order mark, CR LF and a tab"],
    ["a = 1\rb = 2\r", "lone CRs"],
    ["\fx = 1\n\f\ndef f():\n    pass\n", "form feeds"],
    ['x = \'é🐍\'; 𝑥, ñ = f\'{"🐍"}\', """a\u2028b"""\n', "characters of one to four bytes"],
    [
      "x = 1 + \\\n  2\nraise E, \\\n 1".replace("raise E, \\\n 1", "y = 'a' \\\n 'b' \\\n 'c'"),
      "continued lines",
    ],
    ["[*f(x), *a.b, *c[0] + d]\n", "splats"],
    ["s = 'a\\\n b\\n'\nt = rf'\\d{x}\\n'\n", "continued and raw strings"],
  ])("of %j keeps every character: %s", source => {
    check(python(source));
  });

  test("of every construct keeps every character in one leaf", () => {
    check(python(readFileSync("test/program/python/constructs.py", "utf8")));
  });

  test("counts lines as CPython: not at U+2028", () => {
    const { nodes } = python("x = 'a\u2028b'\r\ny = 1\rz = 2\n");
    expect(nodes.filter(n => n.type === "expression_statement").map(n => n.line)).toEqual([1, 2, 3]);
  });

  test("has splats around what CPython unpacks, and type() is a call", () => {
    const splat = python("[*f(x)]").nodes.find(n => n.type === "list_splat")!;
    const program = python("[*f(x)]\ntype(self).count = 0\n");
    expect(splat).toMatchObject({ start: 1, end: 6 });
    expect(program.nodes.some(n => n.type === "type_alias_statement")).toBe(false);
    check(program);
  });

  test("nests deeply without an end of the stack", () => {
    check(python(`x = ${"(".repeat(2000)}1${")".repeat(2000)}\n`));
    check(python(`x = ${"1 + ".repeat(2000)}1\n`));
  });

  test("is parsed in time linear in its length", () => {
    const body = "def f(a):\n    return [x * 2 for x in a if x > 1]\n\n";
    const short = python(body.repeat(10));
    const long = python(body.repeat(1000));
    expect(long.nodes.length - 1).toBe((short.nodes.length - 1) * 100);
  });
});

describe("a Python program is refused", () => {
  test.each([
    ["x = = 1\n", "program.py:1:5: syntax error at ="],
    ["def f(:\n  pass\n", "program.py:1:7: ) is missing"],
    ["def f(a):\n    while a\n        a -= 1\n    return a\n", "program.py:2:12: syntax error behind a"],
    ['s = "abc\nx = 1\n', "program.py:1:5: the string does not end"],
    ["if x:\nreturn 1\n", "program.py:1:6: an indented block is missing"],
    ["x = 5 5\n", "program.py:1:5: syntax error at 5"],
    ["print x\n", "program.py:1:1: the print statement is Python 2: print is a function"],
    ["def f():\n    exec 'x'\n", "program.py:2:5: the exec statement is Python 2: exec is a function"],
    ["x = a <> b\n", "program.py:1:7: <> is Python 2: write !="],
    ["x = 10L\n", "program.py:1:5: the integer 10L is Python 2: leave out the L"],
    ["x = 0777\n", "program.py:1:5: the integer 0777 is Python 2: write 0o for octal"],
    ["x\u200b = 1\n", 'program.py:1:2: invalid character "\u200b" (U+200B)'],
  ])("%j: %s", (source, message) => {
    expect(faultOf(source)).toBe(message);
  });
});

describe("a Python expression", () => {
  test.each([
    "f(1, 2)",
    " f(x)[0].y ",
    "a, b",
    "await g()",
    "[f(x)\n for x in y]",
    "lambda: 1",
    "'a'  # why",
  ])("%j", source => {
    const program = parseExpression(source, "<call>", "python");
    expect(program.nodes[1].type).toBe("expression_statement");
    check(program);
  });
  test.each([
    ["", "an expression is missing"],
    ["# nothing", "an expression is missing"],
    ["x = 1", "one expression expected, not a statement (assignment)"],
    ["return 1", "one expression expected, not a statement (return statement)"],
    ["f(); g()", "one expression expected, but more follows: ;"],
    ["f(", "f("],
  ])("%j is refused: %s", (source, message) => {
    expect(() => parseExpression(source, "<call>", "python")).toThrow(message);
  });
});

describe("nodeOfSpan", () => {
  const program = python("def f(n):\n    return é(n)\n\nif a: b\nelif c: d\nelif e: g\n");
  const at = (text: string): string => {
    const start = Buffer.byteLength(program.source.slice(0, program.source.indexOf(text)));
    return program.nodes[nodeOfSpan(program, start, start + Buffer.byteLength(text))].type;
  };
  test("finds the outermost node of a span that is Python's own", () => {
    expect(["return é(n)", "é(n)", "é", "b", "f(n)"].map(at)).toEqual([
      "return_statement",
      "call",
      "identifier",
      "expression_statement",
      "function_definition",
    ]);
  });
  test("finds the clause of an elif, whose If reaches to the end of the chain", () => {
    expect(at("elif c: d\nelif e: g")).toBe("elif_clause");
    expect(at("elif e: g")).toBe("elif_clause");
  });
  test("takes CPython's lines and UTF-8 columns", () => {
    expect(program.nodes[nodeOfPythonSpan(program, 2, 11, 2, 16)].type).toBe("call");
    expect(() => nodeOfPythonSpan(program, 99, 0, 99, 1)).toThrow(RangeError);
    const marked = python("\ufeffx = y\n");
    expect(textOf(marked, marked.nodes[nodeOfPythonSpan(marked, 1, 4, 1, 5)])).toBe("y");
  });
  test("takes only nodes of given types, where asked", () => {
    const call = python("f(1)\n");
    expect(call.nodes[nodeOfSpan(call, 0, 4)].type).toBe("expression_statement");
    expect(call.nodes[nodeOfSpan(call, 0, 4, new Set(["call"]))].type).toBe("call");
  });
});

describe("categories of Python", () => {
  const { language } = pythonParser();
  const types = (named: boolean): string[] => {
    const found = new Set<string>();
    for (let id = 0; id < language.nodeTypeCount; id++) {
      if (language.nodeTypeIsVisible(id) && language.nodeTypeIsNamed(id) === named)
        found.add(language.nodeTypeForId(id)!);
    }
    return [...found];
  };
  test("cover every node type of the grammar, and no type it does not have", () => {
    expect(types(true).length).toBeGreaterThan(100);
    expect(types(true).filter(type => lookUpCategory("python", type, "", "") === undefined)).toEqual([]);
    const known = new Set([...types(true), "Comment"]);
    expect(Object.keys(tables.python.nodes).filter(type => !known.has(type))).toEqual([]);
  });
  test("cover every token of the grammar", () => {
    const gaps = types(false)
      .flatMap(token => token.split(" "))
      .filter(
        token =>
          lookUpCategory("python", /^\w/.test(token) ? "Keyword" : "Punctuator", token, "") === undefined,
      );
    expect(gaps).toEqual([]);
  });
  test.each([
    ["for a in b: pass", "in", "loop"],
    ["a in b", "in", "operator"],
    ["[a for a in b if c]", "if", "decision"],
    ["async def f(): pass", "async", "async"],
    ["@d\ndef f(): pass", "@", "functional"],
    ["# hello", "# hello", "natural language"],
  ])("of %j gives %j the category %s", (source, text, category) => {
    const program = python(source);
    expect(
      leaves(program)
        .filter(n => textOf(program, n) === text)
        .map(n => n.category),
    ).toEqual([category]);
  });
});

test("the bundle parses Python at once in other threads too", async () => {
  const bundle = JSON.stringify(`${process.cwd()}/dist/index.cjs`);
  const worker = new Worker(
    `const { parse } = require(${bundle}); require("node:worker_threads").parentPort.postMessage(parse("x = 1", { language: "python" }).nodes.length);`,
    { eval: true },
  );
  expect(await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject))).toBe(
    6,
  );
});
