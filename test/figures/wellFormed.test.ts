import { expect, test } from "vitest";
import { faultOf } from "./wellFormed.js";

test.each([
  ["<a/>", undefined],
  ['<a b="1"><c>x &amp; y</c></a>', undefined],
  ["<a><b></a></b>", "</a> closes <b>"],
  ["<a>", "<a> is not closed"],
  ["<a>&nbsp;</a>", 'a bare & in "&nbsp;"'],
  ["<a b=1/>", "not a tag: <a b=1/>"],
  ['<a b="1" b="2"/>', "an attribute of <a> is given twice"],
  ["<a/><b/>", "2 root elements"],
  ["<a>\u0000</a>", "a character XML does not allow"],
  ["<a>\ud800</a>", "a character XML does not allow"],
])("the checker of these tests sees what is wrong with %s", (xml, fault) => {
  expect(faultOf(xml)).toBe(fault);
});
