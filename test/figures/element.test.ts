import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { coordinate, element, markup, render } from "../../src/figures/core/element.js";
import { scriptValue } from "../../src/figures/core/scriptValue.js";
import { visibleText } from "../../src/figures/core/visibleText.js";
import { faultOf } from "./wellFormed.js";

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="a">'&<!-- ]]> \u0000\u001b[31m\u202eabc\u202c\ud800 \ufffe 😀 עברית\r\n\u2028`;

test("text and attributes are escaped, and what XML forbids is shown by its code point", () => {
  const text = render(element("p", { title: HOSTILE }, HOSTILE));
  expect(faultOf(text)).toBeUndefined();
  expect(text.match(/</g)).toHaveLength(2);
  expect(text).toContain("⟨U+202E⟩abc⟨U+202C⟩⟨U+D800⟩");
  expect(text).toContain("😀 עברית");
});

test("only finished markup goes in as it is; undefined and false are left out", () => {
  expect(
    render(
      element("g", { a: undefined, b: false, c: true, d: 0.126 }, [undefined, false, 3, markup("<i/>"), "<"]),
    ),
  ).toBe('<g c="c" d="0.13">3<i/>&lt;</g>');
});

test("elements HTML may not close by themselves are written in full when empty", () => {
  expect(render([element("div"), element("td"), element("rect"), element("img", { src: "a" })])).toBe(
    '<div></div><td></td><rect/><img src="a"/>',
  );
});

test.each([
  [1 / 3, "0.33"],
  [-0, "0"],
  [-0.001, "0"],
  [1e-9, "0"],
  [123456.789, "123456.79"],
])("the coordinate %d is written as %s", (value, text) => {
  expect(coordinate(value)).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])("%d is no coordinate", value => {
  expect(() => coordinate(value)).toThrow(RangeError);
});

test("joiners inside emoji and tabs are left alone", () => {
  expect(visibleText("\t👩‍💻")).toBe("\t👩‍💻");
});

test("a value in a script reads back as it was and can neither end the script nor hide text", () => {
  const value = { [HOSTILE]: [HOSTILE, -1.5, null, true] };
  const text = scriptValue(value);
  expect(text).not.toMatch(/[<>&\u2028\u2029\u202e\ud800-\udfff](?<!😀)/u);
  expect(runInThisContext(`(${text})`)).toEqual(value);
});
