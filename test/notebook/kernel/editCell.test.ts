import { createRequire } from "node:module";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { editCell } from "../../../src/notebook/kernel/editCell.js";

const tslabTypeScript = createRequire(import.meta.url)("@tslab/typescript-for-tslab") as typeof ts;

/** The edited text, under both compilers alike. */
function edited(source: string): string {
  const texts = [ts, tslabTypeScript].map(compiler => editCell(compiler, source, false).text);
  expect(texts[0]).toBe(texts[1]);
  return texts[1];
}

describe("editing a cell", () => {
  it.each([
    ["({ a, b })", "({ a: a, b: b })"],
    [
      "f({ a, ...b, c: d, e() {}, get g() { return 1 } })",
      "f({ a: a, ...b, c: d, e() {}, get g() { return 1 } })",
    ],
    ["({ a = 1, b } = c)", "({ a: a = 1, b: b } = c)"],
    ["const { a, b = 1 } = c", "const { a, b = 1 } = c"],
    ["function f({ a }) { return { a } }", "function f({ a }) { return { a: a } }"],
    ["({ __proto__ })", "({ __proto__ })"],
    [
      "type T = { a }; import { x } from 'y'; export { z }",
      "type T = { a }; import { x } from 'y'; export { z }",
    ],
    ["({\n  a, // first\n  b,\n})", "({\n  a: a, // first\n  b: b,\n})"],
    [`\`\${ { a }.a }\``, `\`\${ { a: a }.a }\``],
    ["({ a", "({ a"],
  ])("%j becomes %j", (source, text) => {
    expect(edited(source)).toBe(text);
  });

  it.each([
    ["await (x)", true],
    ["await [x]", true],
    ["await `x`", true],
    ["for await (const a of b) ;", true],
    ["if (x) { await (y) }", true],
    ["await x", true],
    ["async () => await (x)", false],
    ["async function f() { for await (const a of b) ; }", false],
    ["class A { async m() { await (x) } }", false],
    ["const await_ = 1; o.await(x)", false],
  ])("%j awaits outside of functions: %j", (source, awaits) => {
    expect(editCell(tslabTypeScript, source, false).awaits).toBe(awaits);
  });

  it("leads every character that stays back to where it stood", () => {
    const piece = fc.constantFrom(
      "({ a, b })",
      "f({ c }, 1);",
      "\n",
      "x = 1;\n",
      "({ d = 2 } = e);",
      "'é😀';",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const source = pieces.join(";");
        const { text, back } = editCell(tslabTypeScript, source, false);
        const seen = new Set<number>();
        for (let i = 0; i < text.length; i++) {
          expect(back(i)).toBeGreaterThanOrEqual(i === 0 ? 0 : back(i - 1));
          if (text[i] === source[back(i)]) seen.add(back(i));
          // What was put in belongs to the place it was put at, right behind a name.
          else expect(source.slice(0, back(i))).toMatch(/\w$/);
        }
        expect(seen.size).toBe(source.length);
        expect(back(text.length)).toBe(source.length);
      }),
    );
  });
});
