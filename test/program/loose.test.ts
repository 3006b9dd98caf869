// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are programs.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookUpCategory } from "../../src/program/categorize.js";
import tables from "../../src/program/loose/categories.json" with { type: "json" };
import type { LooseProgram } from "../../src/program/loose/LooseProgram.js";
import { lookUpLooseCategory } from "../../src/program/loose/looseCategory.js";
import { parseLoose } from "../../src/program/loose/parseLoose.js";
import type { Language } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import { grammarParser } from "../../src/program/python/treeSitter.js";
import { ES2017, ES2017_MODULES, MODERN, MODERN_MODULES } from "./sources.js";

const LANGUAGES: readonly Language[] = ["javascript", "typescript", "python"];

/** The tree as lines: type, field, text, and ERR or MISSING. */
function outline({ nodes, source, errors, missing }: LooseProgram): string[] {
  const depth: number[] = [];
  return nodes.map(n => {
    depth[n.id] = n.parent < 0 ? 0 : depth[n.parent] + 1;
    const mark = missing.has(n.id) ? ` MISSING ${missing.get(n.id)}` : errors.has(n.id) ? " ERR" : "";
    return `${"  ".repeat(depth[n.id])}${n.type} ${JSON.stringify(source.slice(n.start, n.end))}${mark}`;
  });
}

/** What every table must be: preorder, children inside parents in order, no letter outside of leaves. */
function faults({ nodes, source }: LooseProgram): string[] {
  const found: string[] = [];
  const covered = new Uint8Array(source.length);
  let leafEnd = 0;
  nodes.forEach((n, i) => {
    if (n.id !== i) found.push(`node ${i} has id ${n.id}`);
    const parent = nodes[n.parent];
    if (i > 0 && !(n.parent < i && parent.last >= n.last)) found.push(`${i} is not below ${n.parent}`);
    if (i > 0 && (n.start < parent.start || n.end > parent.end)) found.push(`${i} leaves ${n.parent}`);
    if (n.end < n.start || n.byteEnd < n.byteStart) found.push(`${i} ends before it begins`);
    if (n.last === i && i > 0) {
      if (n.start < leafEnd) found.push(`${i} overlaps the leaf before`);
      leafEnd = n.end;
      covered.fill(1, n.start, n.end);
    }
  });
  for (let i = 0; i < source.length; i++) {
    if (covered[i] === 0 && /\S/.test(source[i]))
      found.push(`no leaf holds ${JSON.stringify(source[i])} at ${i}`);
  }
  if (nodes[0].start !== 0 || nodes[0].end !== source.length) found.push("the root is not the whole text");
  return found;
}

describe("a right program", () => {
  test("in Python has the table of the strict parser", () => {
    const source = readFileSync("test/program/python/constructs.py", "utf8");
    for (const text of [
      source,
      source.replaceAll("\n", "\r\n"),
      "[*f(x)]\n",
      "type(x).y = 1\n",
      "\ufeffx = 1\n",
    ]) {
      const loose = parseLoose(text, { language: "python" });
      expect(loose.nodes).toEqual(parse(text, { language: "python" }).nodes);
      expect(loose.errors.size + loose.missing.size).toBe(0);
    }
  });

  const programs = Object.values({ ...ES2017, ...ES2017_MODULES, ...MODERN, ...MODERN_MODULES });
  test.each(["javascript", "typescript"] as const)("in %s has the leaves of the strict parser", language => {
    let compared = 0;
    let alike = 0;
    for (const source of programs) {
      const loose = parseLoose(source, { language });
      expect(faults(loose)).toEqual([]);
      if (loose.errors.size > 0) continue;
      const leaves = (nodes: LooseProgram["nodes"]): string[] =>
        nodes.filter(n => n.last === n.id && n.id > 0).map(n => source.slice(n.start, n.end));
      const strict = leaves(parse(source).nodes);
      const own = leaves(loose.nodes);
      compared += strict.length;
      alike += own.filter(text => strict.includes(text)).length;
    }
    expect(compared).toBeGreaterThan(1000);
    expect(alike / compared).toBeGreaterThan(0.97);
  });
});

describe("code that is cut off or wrong", () => {
  test.each([
    [
      "python",
      "def f(:\n    pass\n",
      [
        'module "def f(:\\n    pass\\n"',
        '  function_definition "def f(:\\n    pass"',
        '    Keyword "def"',
        '    identifier "f"',
        '    parameters "("',
        '      Punctuator "("',
        '      Punctuator "" MISSING )',
        '    Punctuator ":"',
        '    block "pass"',
        '      pass_statement "pass"',
        '        Keyword "pass"',
      ],
    ],
    [
      "python",
      "def f():\n",
      [
        'module "def f():\\n"',
        '  function_definition "def f():"',
        '    Keyword "def"',
        '    identifier "f"',
        '    parameters "()"',
        '      Punctuator "("',
        '      Punctuator ")"',
        '    Punctuator ":"',
        '    block "" MISSING block',
      ],
    ],
    ["python", "x =", ['module "x ="', '  ERROR "x =" ERR', '    identifier "x"', '    Punctuator "="']],
    ["python", "", ['module ""']],
    ["javascript", "", ['program ""']],
    [
      "python",
      "a $ \u0000 b",
      [
        'module "a $ \\u0000 b"',
        '  ERROR "a $ \\u0000" ERR',
        '    identifier "a"',
        '    ERROR "$ \\u0000" ERR',
        '  expression_statement "b"',
        '    identifier "b"',
      ],
    ],
    [
      "javascript",
      "if (a) { b(1",
      [
        'program "if (a) { b(1"',
        '  ERROR "if (a) { b(1" ERR',
        '    Keyword "if"',
        '    parenthesized_expression "(a)"',
        '      Punctuator "("',
        '      identifier "a"',
        '      Punctuator ")"',
        '    Punctuator "{"',
        '    property_identifier "b"',
        '    Punctuator "("',
        '    number "1"',
      ],
    ],
    [
      "javascript",
      "if (a) { b(1)",
      [
        'program "if (a) { b(1)"',
        '  if_statement "if (a) { b(1)"',
        '    Keyword "if"',
        '    parenthesized_expression "(a)"',
        '      Punctuator "("',
        '      identifier "a"',
        '      Punctuator ")"',
        '    statement_block "{ b(1)"',
        '      Punctuator "{"',
        '      expression_statement "b(1)"',
        '        call_expression "b(1)"',
        '          identifier "b"',
        '          arguments "(1)"',
        '            Punctuator "("',
        '            number "1"',
        '            Punctuator ")"',
        '      Punctuator "" MISSING }',
      ],
    ],
    [
      "typescript",
      "let x: string[] = `a\\n${b}",
      [
        'program "let x: string[] = `a\\\\n${b}"',
        '  ERROR "let x: string[] = `a\\\\n${b}" ERR',
        '    Keyword "let"',
        '    identifier "x"',
        '    type_annotation ": string[]"',
        '      Punctuator ":"',
        '      array_type "string[]"',
        '        predefined_type "string"',
        '          Keyword "string"',
        '        Punctuator "["',
        '        Punctuator "]"',
        '    Punctuator "="',
        '    Punctuator "`"',
        '    string_fragment "a\\\\n"',
        '    template_substitution "${b}"',
        '      Punctuator "${"',
        '      identifier "b"',
        '      Punctuator "}"',
      ],
    ],
  ] as const)("of %s keeps ERROR and MISSING: %j", (language, source, expected) => {
    expect(outline(parseLoose(source, { language }))).toEqual(expected);
  });

  test("of any text makes a table that keeps every letter, in all three languages", () => {
    const words = [
      "def f(a):\n  ",
      "return ",
      "x = ",
      "`${",
      "}`",
      "'",
      '"',
      "/*",
      "*/",
      "//",
      "#",
      "\\\n",
      "\r",
      "\t",
      "é",
      "🐍",
      "\ud83d",
      "\u2028",
      "\ufeff",
      "\0",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "if ",
      "else:",
      "=>",
      "class A ",
      "<",
      ">",
      "f'{x",
      "...",
      "$",
      "@",
      "0x",
      "1",
      "not in",
      "async ",
      "\n",
      " ",
    ];
    const text = fc.array(
      fc.oneof(fc.constantFrom(...words), fc.string({ unit: "grapheme", maxLength: 3 })),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...LANGUAGES), (parts, language) => {
        expect(faults(parseLoose(parts.join(""), { language }))).toEqual([]);
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  test("gives lines and bytes as every table", () => {
    const { nodes } = parseLoose("# é\r\nx = (🐍\n", { language: "python" });
    const last = nodes.find(n => n.type === "ERROR" && n.last === n.id);
    expect(last).toMatchObject({ line: 2, column: 5, endColumn: 7, start: 10, byteStart: 11, byteEnd: 15 });
  });

  test("in a language that is not read is refused by name", () => {
    expect(() => parseLoose("x", { language: "ruby" as Language, file: "a.rb" })).toThrow(
      "a.rb: ruby programs are not read: javascript, typescript and python are",
    );
  });
});

describe("categories of the grammars", () => {
  const types = (language: Language, named: boolean): string[] => {
    const grammar = grammarParser(language).language;
    const found = new Set<string>();
    for (let id = 0; id < grammar.nodeTypeCount; id++) {
      if (grammar.nodeTypeIsVisible(id) && grammar.nodeTypeIsNamed(id) === named)
        found.add(grammar.nodeTypeForId(id)!);
    }
    return [...found];
  };

  test.each(LANGUAGES)("of %s cover every node type and token", language => {
    expect(types(language, true).length).toBeGreaterThan(100);
    const gaps = types(language, true).filter(
      type => lookUpLooseCategory(language, type, "", "") === undefined,
    );
    expect(gaps).toEqual([]);
    const tokens = types(language, false)
      .flatMap(token => token.split(" "))
      .filter(text => {
        const kind = /^\w/.test(text) ? "Keyword" : "Punctuator";
        return lookUpLooseCategory(language, kind, text, "") === undefined;
      });
    expect(tokens).toEqual([]);
  });

  test("hold no type the grammars do not have", () => {
    const known = new Set([...LANGUAGES.flatMap(language => types(language, true)), "string_content"]);
    const all = [...Object.keys(tables.javascript.nodes), ...Object.keys(tables.typescript.nodes)];
    expect(all.filter(type => !known.has(type))).toEqual([]);
  });

  test.each([
    ["javascript", "for (a in b);", "in", "loop"],
    ["javascript", "a in b", "in", "operator"],
    ["javascript", "a ? b : c", ":", "decision"],
    ["javascript", "a?.b", "?.", "operator"],
    ["typescript", "let x: string", "string", "data type"],
    ["python", "for a in b: pass", "in", "loop"],
  ] as const)("of %s: %j gives %j the category %s", (language, source, text, category) => {
    const { nodes } = parseLoose(source, { language });
    const found = nodes.filter(n => n.last === n.id && source.slice(n.start, n.end) === text);
    expect(found.map(n => n.category)).toEqual([category]);
  });

  test("are those of the strict tables where a node type stands for the same", () => {
    for (const [loose, strict] of [
      ["if_statement", "IfStatement"],
      ["call_expression", "CallExpression"],
      ["catch_clause", "CatchClause"],
    ]) {
      expect(lookUpLooseCategory("javascript", loose, "", "")).toBe(
        lookUpCategory("javascript", strict, "", ""),
      );
    }
  });
});
