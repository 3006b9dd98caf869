import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as esprima from "esprima";
import { describe, expect, test } from "vitest";
import { agree, compareNodes } from "../../src/program/agree.js";
import { parse } from "../../src/program/parse.js";
import { type ProgramToken, tokens } from "../../src/program/tokens.js";
import { publishedCode } from "./published.js";
import { ES2017, ES2017_MODULES, MODERN, TYPESCRIPT } from "./sources.js";

/** Every JavaScript or TypeScript file below a folder of the repository. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(name => /\.[mc]?[jt]s$/.test(name))
    .sort()
    .map(name => join(folder, name));
}

/** Compares every file; counts the refusals of esprima by construct. acorn has to read all. */
function compareAll(programs: readonly { readonly file: string; readonly source: string }[]): number {
  const refusals: string[] = [];
  for (const { file, source } of programs) {
    const { agree: same, differences, refused } = agree(source, { file });
    expect(refused.filter(r => r.parser === "acorn")).toEqual([]);
    expect(differences, file).toEqual([]);
    if (same) continue;
    expect(refused.length, file).toBe(1);
    expect(refused[0].reason).toMatch(/:\d+:\d+: esprima stops here \(.*\): it reads ECMAScript 2017/);
    refusals.push(file);
  }
  console.log(
    `${programs.length - refusals.length} of ${programs.length} agree, esprima cannot read ${refusals.length}`,
  );
  return programs.length - refusals.length;
}

/** Places where parsers are known to go wrong: line breaks, regular expressions, parentheses, spans of patterns. */
const CORNERS = [
  "async\nfunction f(){}",
  "var async; async\n(y)",
  "yield\n/a/g",
  "label: function f(){}",
  "if (1) function f(){} else function g(){}",
  "a = b\n/c/d",
  "x = `a\r\nb`",
  "a\n<!-- b\n--> c",
  "x\n/**/--> y",
  "function f(a,){} f(1,)",
  "for (let in {});",
  "for (let of of []) ;",
  "let [a] = b\n,c",
  "do a; while(b) c",
  "if (a) {} /x/.test(b)",
  "x = function(){} / 2",
  "({}) / 1; /re/",
  "var a = /[/]\\/(?:x)/u, b",
  "export default async () => {}",
  "import d, * as n from 'x'",
  "async(a, (b))",
  "(((a, b)))",
  "((a), b)",
  "(a)(b)(c)",
  "for (var i = (1), j; ;) ;",
  "for (let i of (a, b)) ;",
  "for ((a.b) in c) ;",
  "throw (a)\n",
  "return (a)\n/* c */\n",
  "a\u2028b",
  "a; /*\n*/ b",
  "var \\u0061b = 1; a\\u{62}",
  "𠮷 = 1",
  "switch(a){case 1:{}case 2:default:}",
  "new new a(b)(c)",
  "({a:(b)} = c)",
  "[a = (1)] = b",
  "async (a = (1)) => { }",
  "()=>{}\n;[a]",
  "(function*(){ yield\n1 })",
  "a ? b => (c) : d",
];

describe("agreement of acorn and esprima", () => {
  test.each(Object.entries({ ...ES2017, ...ES2017_MODULES }))("same nodes: %s", (_name, source) => {
    expect(agree(source)).toEqual({ agree: true, differences: [], refused: [] });
  });

  test.each(CORNERS)("same nodes: %j", source => {
    expect(agree(source)).toEqual({ agree: true, differences: [], refused: [] });
  });

  test("same nodes on all programs of datasets/ and of the corpus that both read", () => {
    const files = [...filesBelow("datasets"), ...filesBelow("test/corpus")];
    const agreeing = compareAll(files.map(file => ({ file, source: readFileSync(file, "utf8") })));
    expect(agreeing).toBeGreaterThan(30);
  });

  test("same nodes on the sources of acorn, esprima and lodash", () => {
    const files = ["acorn/dist/acorn.js", "esprima/dist/esprima.js", "lodash/lodash.js"];
    const sources = files.map(file => ({ file, source: readFileSync(join("node_modules", file), "utf8") }));
    expect(compareAll(sources)).toBe(3);
  });

  test.for(["js", "ts"] as const)("same nodes on the published %s programs", (language, context) => {
    const programs = publishedCode(language, context).map(({ id, code }) => ({
      file: `${id}.${language}`,
      source: code,
    }));
    expect(compareAll(programs)).toBeGreaterThan(programs.length * 0.95);
  });

  test("same nodes after stripping types", () => {
    expect(agree(TYPESCRIPT.annotations, { file: "a.ts" }).agree).toBe(true);
  });

  test("reports where tables differ", () => {
    const compare = (a: string, b: string) => compareNodes(parse(a).nodes, parse(b).nodes);
    expect(compare("a + b", "a + b")).toEqual([]);
    expect(compare("a + b", "a(b)")).toContainEqual({
      node: 2,
      field: "type",
      acorn: "BinaryExpression",
      esprima: "CallExpression",
    });
    expect(compare("a.b", "a.cd")).toContainEqual({ node: 1, field: "end", acorn: 3, esprima: 4 });
    expect(compare("a", "a;")).toContainEqual({ node: 3, field: "count", acorn: 3, esprima: 4 });
  });

  test.each(Object.entries(MODERN))("esprima refuses, with position, or agrees: %s", (_name, source) => {
    const { agree: same, refused } = agree(source, { file: "m.js" });
    if (!same)
      expect(refused[0].reason).toMatch(/^m\.js:\d+:\d+: esprima stops here .* use the parser acorn$/);
  });

  test("esprima's error stands where it stopped", () => {
    expect(() => parse("let a = 1;\nlet b = a?.c;", { file: "x.js", parser: "esprima" })).toThrow(
      "x.js:2:11: esprima stops here (Unexpected token .): it reads ECMAScript 2017, use the parser acorn",
    );
  });

  test("reads a top-level return as CommonJS, and nothing else that is wrong", () => {
    expect(parse("return 1", { parser: "esprima" }).sourceType).toBe("commonjs");
    expect(() => parse("return 1; var a = 08; 'use strict'; with", { parser: "esprima" })).toThrow(
      "esprima stops",
    );
  });
});

describe("classified tokens", () => {
  const raw = (source: string) => {
    const options = { tokens: true, range: true, tolerant: true };
    const read = (): { tokens: unknown } => {
      try {
        return esprima.parseScript(source, options) as unknown as { tokens: unknown };
      } catch {
        return esprima.parseModule(source, options) as unknown as { tokens: unknown };
      }
    };
    return read().tokens as { type: string; value: string; range: [number, number] }[];
  };
  const same = (found: readonly ProgramToken[], source: string): void => {
    expect(found.map(t => [t.class, t.text, t.start, t.end])).toEqual(
      raw(source).map(t => [t.type, source.slice(...t.range), ...t.range]),
    );
  };

  test.each(Object.entries({ ...ES2017, ...ES2017_MODULES }))("are esprima's: %s", (_name, source) => {
    same(tokens(parse(source)), source);
    same(tokens(parse(source, { parser: "esprima" })), source);
  });

  test.each(["acorn/dist/acorn.js", "lodash/lodash.js"])("are esprima's: %s", file => {
    const source = readFileSync(join("node_modules", file), "utf8");
    same(tokens(parse(source)), source);
  });

  test("know private names and TypeScript's types", () => {
    const classes = tokens(parse("class A { #p: number }", { language: "typescript" })).map(t => t.class);
    expect(classes).toEqual([
      "Keyword",
      "Identifier",
      "Punctuator",
      "PrivateIdentifier",
      "Type",
      "Type",
      "Punctuator",
    ]);
  });
});
