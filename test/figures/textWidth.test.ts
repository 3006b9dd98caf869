import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { isDrawable } from "../../src/figures/core/fontCoverage.js";
import { packageFile } from "../../src/figures/core/packageFile.js";
import { FONT_FILES } from "../../src/figures/core/rasterize.js";
import { fitText, textWidth, wrapText } from "../../src/figures/core/textWidth.js";

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

test.each([
  ["sans", "Shipped Sans", 0],
  ["bold", "Shipped Bold", 1],
  ["mono", "Shipped Mono", 2],
] as const)("widths of the %s face are those of the shipped font", (face, family, file) => {
  GlobalFonts.registerFromPath(packageFile(FONT_FILES[file]), family);
  const context = createCanvas(10, 10).getContext("2d");
  context.font = `100px "${family}"`;
  for (const character of ASCII) {
    expect(textWidth(character, 100, face)).toBeCloseTo(context.measureText(character).width, 0);
  }
});

test("text is cut to fit and says so", () => {
  const cut = fitText("a rather long label", 60, 10);
  expect(cut.endsWith("…")).toBe(true);
  expect(textWidth(cut, 10)).toBeLessThanOrEqual(60);
  expect(fitText("short", 60, 10)).toBe("short");
});

test("wrapped lines fit and lose nothing", () => {
  const text = `words of several lengths and one ${"x".repeat(80)} that is too long`;
  const lines = wrapText(text, 120, 10);
  for (const line of lines) expect(textWidth(line, 10)).toBeLessThanOrEqual(120);
  expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
});

test("characters the shipped fonts have are drawable, others are not", () => {
  for (const character of ["é", "→", "·", "×", "⟨", "ƒ", "Ж", "λ", "─", "●", "▶"]) {
    expect([character, isDrawable(character.codePointAt(0)!)]).toEqual([character, true]);
  }
  for (const character of ["日", "👩", "한"]) {
    expect([character, isDrawable(character.codePointAt(0)!)]).toEqual([character, false]);
  }
});
