import { readFileSync } from "node:fs";
import { tokTypes } from "acorn";
import { describe, expect, test } from "vitest";
import tables from "../../src/program/categories.json" with { type: "json" };
import { lookUpCategory } from "../../src/program/categorize.js";
import type { Node } from "../../src/program/Node.js";
import { parse } from "../../src/program/parse.js";
import { ES2017, ES2017_MODULES, MODERN, MODERN_MODULES } from "./sources.js";

const CATEGORIES = [
  "decision",
  "loop",
  "scope",
  "data type",
  "data structure",
  "operator",
  "functional",
  "exception",
  "async",
  "name",
  "literal",
  "natural language",
  "punctuation",
];

describe("categories", () => {
  // The types acorn documents are the types it makes: https://github.com/acornjs/acorn
  const types = [
    ...new Set(
      [...readFileSync("node_modules/acorn/dist/acorn.d.ts", "utf8").matchAll(/^ {2}type: "(\w+)"/gm)]
        .map(m => m[1])
        .filter(type => type !== "Line"), // of a comment
    ),
  ];

  test("cover every node type of acorn, and no type it does not have", () => {
    expect(types.length).toBeGreaterThan(70);
    for (const language of ["javascript", "typescript"] as const) {
      expect(types.filter(type => lookUpCategory(language, type, "", "") === undefined)).toEqual([]);
    }
    const known = new Set([...types, "Comment", "Type"]);
    expect(Object.keys(tables.javascript.nodes).filter(type => !known.has(type))).toEqual([]);
  });

  test("cover every keyword and punctuator of acorn", () => {
    const gaps: string[] = [];
    for (const { label, keyword } of Object.values(tokTypes)) {
      if (keyword !== undefined) {
        // These are nodes of their own, never Keyword leaves.
        if (/^(?:this|super|null|true|false)$/.test(keyword)) continue;
        if (lookUpCategory("javascript", "Keyword", keyword, "") === undefined) gaps.push(keyword);
      } else if (!/^(?:num|string|regexp|name|eof|privateId|template|invalidTemplate)$/.test(label)) {
        // Operator classes list their members: "==/!=/===/!==", "</>/<=/>=", "<</>>/>>>", "_=", "+/-", "!/~".
        const texts =
          label === "_=" ? ["+=", ">>>=", "**=", "??="] : label === "/" ? ["/"] : label.split("/");
        for (const text of texts) {
          if (lookUpCategory("javascript", "Punctuator", text, "") === undefined) gaps.push(text);
        }
      }
    }
    expect(gaps).toEqual([]);
  });

  test("are the thirteen of the design, each of them used", () => {
    const used = new Set<string>();
    for (const table of Object.values(tables.javascript))
      for (const name of Object.values(table)) used.add(name);
    expect([...used].sort()).toEqual([...CATEGORIES].sort());
  });

  test("refine only leaves that occur", () => {
    const seen = new Set<string>();
    for (const source of Object.values({ ...ES2017, ...ES2017_MODULES, ...MODERN, ...MODERN_MODULES })) {
      const { nodes, source: text } = parse(source);
      for (const n of nodes) {
        if (n.type !== "Keyword" && n.type !== "Punctuator") continue;
        seen.add(`${nodes[n.parent].type} ${text.slice(n.start, n.end)}`);
      }
    }
    expect(Object.keys(tables.javascript.inside).filter(key => !seen.has(key))).toEqual([]);
  });

  test.each([
    ["for (a in b) ;", "in", "loop"],
    ["a in b", "in", "operator"],
    ["a ? b : c", ":", "decision"],
    ["({ a: b })", ":", "punctuation"],
    ["switch (a) { default: }", "default", "decision"],
    ["export default a", "default", "scope"],
    ["function* f() { }", "*", "async"],
    ["a * b", "*", "operator"],
    ["async () => { for await (a of b); }", "await", "async"],
    ["let constructor_ = a => a", "=>", "functional"],
    ["// hello", "// hello", "natural language"],
  ])("of %j gives %j the category %s", (source, text, category) => {
    const { nodes } = parse(source);
    const found: Node[] = nodes.filter(n => n.last === n.id && source.slice(n.start, n.end) === text);
    expect(found.map(n => n.category)).toEqual([category]);
  });
});
