import { describe, expect, test } from "vitest";
import { hashProgram } from "../../src/program/hash.js";
import type { SourceType } from "../../src/program/Program.js";
import { parse, parseExpression } from "../../src/program/parse.js";
import { SourceError } from "../../src/program/SourceError.js";
import { tree } from "../../src/program/tree.js";

/** The error a call ends in. */
function faultOf(run: () => unknown): SourceError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return error as SourceError;
  }
  throw new Error("nothing was thrown");
}

describe("parse", () => {
  test("identifies a program by language and source", () => {
    const program = parse("let é = 1", { file: "a\\b.js" });
    expect(program).toMatchObject({
      schema: "tracebook/program@1",
      language: "javascript",
      file: "a/b.js",
      source: "let é = 1",
      sourceType: "script",
      parser: "acorn",
      // sha256sum of the bytes, from the shell
      sha256: "e7296d4b75bd759a6b36be7e6fb4ba8a9999b2d914641b18beed468f82fe1088",
    });
    expect(program.id).toBe(program.sha256.slice(0, 16));
    expect(hashProgram("typescript", "let é = 1")).not.toBe(program.sha256);
  });

  test.each<[SourceType, string]>([
    ["module", "import a from 'a'"],
    ["module", "export {}"],
    ["module", "f(import.meta.url)"],
    ["module", "await f()"],
    ["module", "if (a) { for await (const b of c); }"],
    ["module", "class A { static [await b] = 1 }"],
    ["script", "async () => await f()"],
    ["script", "import('a')"],
    ["script", "var await = 1; with (a) b"],
    ["script", "// import x\n'export'"],
    ["script", "a.require('x'); b.exports.c; my_require('x')"],
    ["script", "'require(\"x\")'; /* module.exports = 1 */ `exports.a`"],
    ["commonjs", "const a = require('a')"],
    ["commonjs", "module.exports = 1"],
    ["commonjs", "exports.a = 1"],
    ["commonjs", "if (a) return"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: program text
    ["commonjs", "`${require('a')}`"],
  ])("detects a %s: %s", (sourceType, source) => {
    expect(parse(source).sourceType).toBe(sourceType);
  });

  test.each<[SourceType, string]>([
    ["module", "a.mjs"],
    ["module", "a.mts"],
    ["commonjs", "a.cjs"],
    ["commonjs", "a.cts"],
    ["script", "a.js"],
    ["script", "a.ts"],
  ])("takes %s from the name %s", (sourceType, file) => {
    expect(parse("f()", { file }).sourceType).toBe(sourceType);
    expect(parse("f()", { file }).language).toBe(file.endsWith("ts") ? "typescript" : "javascript");
  });

  test("lets an option overrule name and content", () => {
    expect(parse("require('a')", { file: "a.mjs", sourceType: "script" }).sourceType).toBe("script");
    expect(parse("f()", { file: "a.ts", language: "javascript" }).language).toBe("javascript");
  });

  test.each([
    ["let x = ;", "program.js:1:9: Unexpected token", 1, 8],
    ["f(\n  a b\n)", "program.js:2:5: Unexpected token", 2, 4],
    ["let é = '😀'; let 😀", "program.js:1:19: Unexpected character '😀'", 1, 18],
    ["a\r\nb\u2028c d", "program.js:3:3: Unexpected token", 3, 2],
    ["'abc", "program.js:1:1: Unterminated string constant", 1, 0],
    ["import a from 'a';\nexport const b = ;", "program.js:2:18: Unexpected token", 2, 17],
    ["import a from 'a'; with (b) c", "program.js:1:20: 'with' in strict mode", 1, 19],
    ["function f() {", "program.js:1:15: Unexpected token", 1, 14],
    ["@d class A {}", "program.js:1:1: decorators are not supported", 1, 0],
    ["let a; let a", "program.js:1:12: Identifier 'a' has already been declared", 1, 11],
  ])("places the error of %j", (source, message, line, column) => {
    const fault = faultOf(() => parse(source));
    expect(fault.message).toBe(message);
    expect(fault).toMatchObject({ file: "program.js", line, column });
  });

  test("refuses what a source type does not allow", () => {
    expect(faultOf(() => parse("return 1", { sourceType: "script" })).message).toContain(
      "'return' outside of function",
    );
    expect(faultOf(() => parse("import 'a'", { file: "a.cjs" })).message).toMatch(/^a\.cjs:1:1: /);
  });

  test("refuses other languages and JSX by name", () => {
    expect(faultOf(() => parse("x = 1", { file: "a.rb", language: "ruby" as "python" })).message).toBe(
      "a.rb: ruby programs are not read: javascript, typescript and python are",
    );
    expect(faultOf(() => parse("x = 1", { parser: "tree-sitter" })).message).toMatch(/reads Python/);
    expect(faultOf(() => parse("x = 1", { file: "a.py", parser: "acorn" })).message).toMatch(
      /^a\.py: the parser acorn does not read Python/,
    );
    expect(faultOf(() => parse("x = 1", { file: "a.py", sourceType: "script" })).message).toMatch(/modules$/);
    expect(faultOf(() => parse("<a/>", { file: "a.tsx" })).message).toMatch(/^a\.tsx: JSX is not read/);
  });

  test("ends with a plain error where nesting is too deep", () => {
    const fault = faultOf(() => parse(`${"(".repeat(100_000)}1${")".repeat(100_000)}`, { file: "deep.js" }));
    expect(fault.message).toMatch(/^deep\.js(:1:\d+)?: nested too deeply to be parsed$/);
  });

  test("reads a chain of 2 000 operators", () => {
    const { nodes } = parse(Array.from({ length: 2000 }, () => "a").join(" + "));
    expect(nodes.filter(n => n.type === "BinaryExpression").length).toBe(1999);
  });
});

describe("parseExpression", () => {
  test("gives a program of one expression statement", () => {
    const { nodes, file, sourceType } = parseExpression(" f(await g(), {a: 1}) ");
    expect(nodes[0]).toMatchObject({ type: "Program", start: 0, end: 22 });
    expect(nodes[1]).toMatchObject({ type: "ExpressionStatement", start: 1, end: 21, parent: 0 });
    expect(nodes[2]).toMatchObject({ type: "CallExpression", field: "expression" });
    expect([file, sourceType]).toEqual(["<call>", "script"]);
  });

  test.each(["{a: 1}", "function () {}", "class {}", "async () => await 1", "a, b", "f() // c", "f();"])(
    "reads %s",
    source => {
      expect(parseExpression(source).nodes[1].type).toBe("ExpressionStatement");
    },
  );

  test("reads TypeScript", () => {
    expect(parseExpression("f<number>(1 as any, {a: 1 as b})", "<call>", "typescript").nodes[2].type).toBe(
      "CallExpression",
    );
  });

  test.each([
    ["", "<call>:1:1: an expression is missing"],
    [" // nothing\n", "<call>:1:1: an expression is missing"],
    ["f(); g()", "<call>:1:6: one expression expected, but more follows: g()"],
    ["f()\ng()\nh()", "<call>:2:1: one expression expected, but more follows: g()"],
    ["f(", "<call>:1:3: Unexpected token"],
    ["let x = 1", "<call>:1:5: one expression expected, but more follows: x = 1"],
    ["return f()", "<call>:1:1: Unexpected token"],
    ["f() }", "<call>:1:5: one expression expected, but more follows: }"],
  ])("refuses %j", (source, message) => {
    expect(faultOf(() => parseExpression(source)).message).toBe(message);
  });
});

describe("tree", () => {
  const source = "let a = ((b)), c = { d, e = 1 } = {}, f = ``";

  test("leads from ESTree objects to node ids", () => {
    const program = parse(source);
    const { ast, idOf, text } = tree(program);
    expect(text).toBe(source);
    expect(idOf(ast)).toBe(0);
    let seen = 0;
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) for (const item of value) visit(item);
      else if (typeof value === "object" && value !== null && "start" in value && "type" in value) {
        const estree = value as { type: string; start: number; end: number };
        const node = program.nodes[idOf(estree)];
        seen++;
        // Aliases: what is inside the parentheses, the value of a shorthand property, the template.
        if (estree.type === "TemplateElement") expect(node.type).toBe("TemplateLiteral");
        else if (estree.type === "ParenthesizedExpression")
          expect(source.slice(node.start, node.end)).toBe("b");
        else expect([node.type, node.start, node.end]).toEqual([estree.type, estree.start, estree.end]);
        for (const [key, inner] of Object.entries(value)) if (key !== "loc") visit(inner);
      }
    };
    visit(ast);
    expect(seen).toBeGreaterThan(20);
  });

  test("throws for a node of another program", () => {
    expect(() => tree(parse("a")).idOf(tree(parse("a")).ast)).toThrow(RangeError);
  });

  test("parses a program again that was read from a file, once", () => {
    for (const made of [
      parse("let a: number = (1)", { file: "x.ts" }),
      parseExpression("await f()"),
      parse("a + (b)", { parser: "esprima" }),
    ]) {
      const copy = JSON.parse(JSON.stringify(made)) as typeof made;
      expect(tree(copy).text).toBe(tree(made).text);
      expect(tree(copy).idOf(tree(copy).ast.body[0])).toBe(1);
      expect(tree(copy)).toBe(tree(copy));
    }
  });

  test("keeps the text with types blanked beside the source", () => {
    const program = parse("let a: number = 1", { file: "x.ts" });
    expect(program.source).toBe("let a: number = 1");
    expect(tree(program).text).toBe("let a         = 1");
  });
});
