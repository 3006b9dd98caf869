import * as acorn from "acorn";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { SourceError } from "../../src/program/SourceError.js";
import { stripTypes } from "../../src/program/strip.js";
import { publishedCode } from "./published.js";
import { TYPESCRIPT } from "./sources.js";

/** ESTree of a text as plain data, without positions, parentheses, raw texts and empty statements. */
function shape(text: string): unknown {
  const options = {
    ecmaVersion: "latest",
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
  } as const;
  let ast: acorn.Program;
  try {
    ast = acorn.parse(text, { ...options, sourceType: "script" });
  } catch {
    ast = acorn.parse(text, { ...options, sourceType: "module" });
  }
  const isEmpty = (item: { type?: string } | null) => item?.type === "EmptyStatement";
  return JSON.parse(
    JSON.stringify(ast, (key, value) => {
      if (key === "start" || key === "end" || key === "raw" || key === "sourceType") return undefined;
      if (typeof value === "bigint") return String(value);
      return Array.isArray(value) ? value.filter(item => !isEmpty(item)) : value;
    }),
  );
}

/** What the TypeScript compiler makes of a text when it only removes types. */
function compiled(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.Preserve,
      verbatimModuleSyntax: true,
      useDefineForClassFields: true,
      alwaysStrict: false,
    },
  });
  return outputText.replace(/^export \{\};\n/m, "");
}

function expectStripped(source: string): void {
  const text = stripTypes(source, "a.ts");
  expect(text.length).toBe(source.length);
  const breaks = (s: string) => [...s.matchAll(/[\n\r\u2028\u2029]/g)].map(m => [m.index, m[0]]);
  expect(breaks(text)).toEqual(breaks(source));
  expect(shape(text)).toEqual(shape(compiled(source)));
}

describe("stripTypes", () => {
  // `if (x) type Y` has no counterpart: the compiler writes a block there.
  const { statementPosition, ...constructs } = TYPESCRIPT;

  test.each(Object.entries(constructs))("gives the compiler's program, in place: %s", (_name, source) => {
    expectStripped(source);
  });

  test("leaves an empty statement for a type where a statement must stand", () => {
    expect(stripTypes(statementPosition, "a.ts")).toBe("if (x) ;          \nlet z        ;");
  });

  test.each([
    "let a = 1\ntype X = 3\n;[1].map(f)",
    "let a = b // x\ntype X = {\n a(): 1}\n // foo\n ;(c)()",
    "class A { x: number = 1\n declare y: string\n ['z'] = 3 }",
    "class A { x: number = 1\n private ['z'] = 3 }",
    "abstract class A { x = 1\n abstract b(): void\n *c() {} }",
    "let a = b\ninterface I {}\n/c/g.test(d)",
    "let a = b\ndeclare const c: number\n+d",
    "f<\n readonly A[]\n>(x)",
    "new Map<\n string,\n number\n>()",
    "function f(\n this: X, [a]: any) {}",
    "const x = {\n a: <T>(b: T): T => b,\n c\n}",
    "let y = x!\n(z)",
    "let a = (b as any)\n/foo/g",
    "const f = (a: number)\n : number => a;",
    "const f = async <\nT>(x: T) => x",
    "function f() { return <\nT>(x: T) => x }",
  ])("keeps statements apart and calls together: %j", source => {
    expectStripped(source);
  });

  test("gives the compiler's program on the published TypeScript programs", context => {
    const programs = publishedCode("ts", context);
    for (const { code } of programs) expectStripped(code);
    expect(programs.length).toBeGreaterThan(700);
  });

  test("keeps a byte order mark, a hashbang, a lone surrogate and what JavaScript there is", () => {
    expect(stripTypes("\uFEFFlet x: 1", "a.ts")).toBe("\uFEFFlet x   ");
    expect(stripTypes("#!/usr/bin/env node\nlet x: 1", "a.ts")).toBe("#!/usr/bin/env node\nlet x   ");
    expect(stripTypes("'\ud800'; let x: 1", "a.ts")).toBe("'\ud800'; let x   ");
    expect(stripTypes("return 3 as number;", "a.ts")).toBe("return 3          ;");
  });

  test.each([
    ["parentheses", `${"(".repeat(50_000)}1${")".repeat(50_000)}`],
    ["types", `let a: ${"A<".repeat(50_000)}B${">".repeat(50_000)}`],
    ["operators", `a${" + a".repeat(20_000)} as any`],
  ])("ends with a plain error for endless %s, and works on", (_name, source) => {
    expect(() => stripTypes(source, "deep.ts")).toThrow(/^deep\.ts: nested too deeply to be parsed$/);
    expect(stripTypes("let a: 1", "a.ts")).toBe("let a   ");
  });

  test.each([
    ["enum A { B }", "a.ts:1:1: TypeScript enum is not supported"],
    ["f()\n  const enum A { B }", "a.ts:2:3: TypeScript enum is not supported"],
    ["/*é😀*/ enum É {}", "a.ts:1:9: TypeScript enum is not supported"],
    ["namespace N { export const x = 1 }", "a.ts:1:1: TypeScript namespace declaration is not supported"],
    [
      "class A { constructor(private x: number) {} }",
      "a.ts:1:31: TypeScript parameter property is not supported",
    ],
    ["import a = require('a')", "a.ts:1:1: TypeScript import equals declaration is not supported"],
    ["export = 3", "a.ts:1:1: TypeScript export assignment is not supported"],
    ["let x = <number>y", "a.ts:1:9: TypeScript's <T>x is not supported"],
    ["let a: number;\nlet x = ;", "a.ts:2:9: Expression expected"],
    ["\n/*😀中*/ let x = ;", "a.ts:2:17: Expression expected"],
    ["function f(x: number", "a.ts:1:21: Expected ',', got '<eof>'"],
    ["let x: = 1", "a.ts:1:8: "],
  ])("refuses %j with position", (source, message) => {
    let fault: unknown;
    try {
      stripTypes(source, "a.ts");
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(SourceError);
    expect((fault as SourceError).message.slice(0, message.length)).toBe(message);
  });
});
