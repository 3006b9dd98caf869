import { expect, test } from "vitest";
import { codeLines, codeText } from "../../../src/notebook/display/codeListing.js";
import { parse } from "../../../src/program/parse.js";

test("lines end where the program's language ends them: U+2028 ends none of Python", () => {
  const python = parse("s = '\u2028'\r\nt = 1\r\n", { language: "python" });
  expect(codeLines(python, 2)).toEqual(["  1 | s = '\u2028'", "▶ 2 | t = 1"]);
  expect(codeText(python)).toContain("⟨U+2028⟩");
  const javascript = parse("s = '\u2028'\r\nt = 1\r\n");
  expect(codeLines(javascript)).toEqual(["1 | s = '", "2 | '", "3 | t = 1"]);
});

test("an empty line keeps its number, a separator that ends a line of Python stays in it", () => {
  expect(codeLines(parse("a = 1\n\n\nb = 2  #\u2029\nc = 3\n", { language: "python" }))).toEqual([
    "1 | a = 1",
    "2 | ",
    "3 | ",
    "4 | b = 2  #\u2029",
    "5 | c = 3",
  ]);
});
