import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import { publishedCode } from "./published.js";
import { ES2017, ES2017_MODULES, MODERN, MODERN_MODULES, TYPESCRIPT } from "./sources.js";

/** Checks everything a node table promises, by means that share nothing with how it is built. */
function expectSound({ nodes, source, file }: Program): void {
  const fault = (id: number, what: string): never => {
    throw new Error(`${file}: node ${id} (${nodes[id].type}) ${what}: ${source.slice(0, 300)}`);
  };
  const bytes = Buffer.from(source, "utf8");
  const lines = [...source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map(m => m.index + m[0].length);
  const lineAt = new Int32Array(source.length + 1);
  for (let i = 0, line = 0; i <= source.length; i++) {
    if (lines[line] === i) line++;
    lineAt[i] = line;
  }
  const byteAt = new Int32Array(source.length + 1);
  for (let i = 0, byte = 0; i < source.length; ) {
    const character = String.fromCodePoint(source.codePointAt(i)!);
    byteAt[i] = byte;
    byte += Buffer.byteLength(character);
    i += character.length;
    byteAt[i] = byte;
  }
  expect(nodes[0]).toMatchObject({
    type: "Program",
    parent: -1,
    start: 0,
    end: source.length,
    byteEnd: bytes.length,
  });
  expect(nodes[0].last).toBe(nodes.length - 1);
  const covered = new Uint8Array(source.length);
  const until = new Int32Array(nodes.length);
  const lastSeen = Int32Array.from(nodes, node => node.id);
  nodes.forEach((node, i) => {
    const { id, parent, start, end, line, column, endLine, endColumn } = node;
    if (id !== i) fault(i, "has another id");
    if (i > 0) {
      const around = nodes[parent];
      if (parent >= i || start < around.start || end > around.end) fault(i, "is outside of its parent");
      if (start < Math.max(until[parent], around.start)) fault(i, "overlaps the sibling before");
      until[parent] = end;
      for (let up = parent; up >= 0; up = nodes[up].parent) lastSeen[up] = i;
    }
    if (start > end) fault(i, "ends before it starts");
    if (start === end && i > 0 && node.type !== "EmptyStatement") fault(i, "is empty");
    if (node.byteStart !== byteAt[start] || node.byteEnd !== byteAt[end]) fault(i, "has wrong bytes");
    if (line !== lineAt[start] + 1 || endLine !== lineAt[end] + 1) fault(i, "has a wrong line");
    const lineStart = (l: number) => (l === 1 ? 0 : lines[l - 2]);
    if (column !== start - lineStart(line) || endColumn !== end - lineStart(endLine)) {
      fault(i, "has a wrong column");
    }
    if (node.last === i) for (let c = start; c < end; c++) covered[c]++;
  });
  for (const { id, last } of nodes) if (last !== lastSeen[id]) fault(id, "has a wrong last descendant");
  if (nodes.length > 1) {
    for (let c = 0; c < source.length; c++) {
      if (covered[c] > 1 || (covered[c] === 0 && /\S/.test(source[c]))) {
        throw new Error(`${file}: offset ${c} is in ${covered[c]} leaves: ${source.slice(0, 300)}`);
      }
    }
  }
}

const javascript = { ...ES2017, ...ES2017_MODULES, ...MODERN, ...MODERN_MODULES };

describe("node table", () => {
  test.each(Object.entries(javascript))("is sound for JavaScript: %s", (name, source) => {
    expectSound(parse(source, { file: `${name}.js` }));
  });

  test.each(Object.entries(TYPESCRIPT))("is sound for TypeScript: %s", (name, source) => {
    expectSound(parse(source, { file: `${name}.ts` }));
  });

  test("is sound for a byte order mark, CRLF, U+2028, astral characters and lone surrogates", () => {
    for (const source of [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: program text
      "\uFEFFlet a = 1\r\nlet b = '\u2028'\r// é\u2029let 𝒳 = `😀\r\n${a}\ud800` + '\udc00'\n",
      "/* 😀 */\t𝒳\u00a0=\u3000'中'",
      "\uFEFF",
      " \r\n ",
    ]) {
      expectSound(parse(source));
      expectSound(parse(source, { language: "typescript" }));
    }
  });

  test("is sound for any sequence of statements, comments and line breaks", () => {
    const statements = Object.values({ ...ES2017, ...MODERN }).filter(
      source =>
        !source.startsWith("#!") && !/<!--|"use strict"|^\/\//.test(source) && source !== MODERN.sloppy,
    );
    const between = ["\n", "\r\n", "\u2028", "\n/* é😀 */\n", "\n// ü\n", "\n\t\v\f\u00a0\n"];
    const piece = fc.tuple(fc.constantFrom(...statements), fc.constantFrom(...between));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), pieces => {
        // In blocks, so that names declared twice do not clash.
        expectSound(
          parse(pieces.map(([text, gap]) => `{${text}\n}${gap}`).join(""), { sourceType: "script" }),
        );
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  test("is sound for libraries", () => {
    for (const file of ["acorn/dist/acorn.js", "lodash/lodash.js", "esprima/dist/esprima.js"]) {
      expectSound(parse(readFileSync(`node_modules/${file}`, "utf8"), { file }));
    }
  });

  test.for(["js", "ts"] as const)("is sound for the published %s programs", async (language, context) => {
    const programs = publishedCode(language, context);
    for (const { id, code } of programs) expectSound(parse(code, { file: `${id}.${language}` }));
    expect(programs.length).toBeGreaterThan(700);
  });

  test("holds parentheses as punctuation and keeps fields", () => {
    const { nodes, source } = parse("let a = ((b + c))");
    const rows = nodes.map(n => `${n.parent} ${n.type} ${n.field} ${source.slice(n.start, n.end)}`);
    expect(rows).toEqual([
      "-1 Program  let a = ((b + c))",
      "0 VariableDeclaration body let a = ((b + c))",
      "1 Keyword  let",
      "1 VariableDeclarator declarations a = ((b + c))",
      "3 Identifier id a",
      "3 Punctuator  =",
      "3 Punctuator  (",
      "3 Punctuator  (",
      "3 BinaryExpression init b + c",
      "8 Identifier left b",
      "8 Punctuator  +",
      "8 Identifier right c",
      "3 Punctuator  )",
      "3 Punctuator  )",
    ]);
  });

  test("shows blanked TypeScript token by token as data types, comments apart", () => {
    const { nodes, source } = parse("let a: Map<string, /* x */ 'b c'> = c", { language: "typescript" });
    const types = nodes.filter(n => n.type === "Type");
    expect(types.map(n => source.slice(n.start, n.end))).toEqual([
      ":",
      "Map",
      "<",
      "string",
      ",",
      "'b c'",
      ">",
    ]);
    expect(new Set(types.map(n => `${n.category} in ${nodes[n.parent].type}`))).toEqual(
      new Set(["data type in VariableDeclarator"]),
    );
    expect(nodes.find(n => n.type === "Comment")).toMatchObject({ category: "natural language", column: 19 });
  });
});
