import { describe, expect, it } from "vitest";
import { parseNotebook, readNotebook } from "../../../src/notebook/run/readNotebook.js";
import { notebookOf } from "./notebookFile.js";

const good = notebookOf("tracebook", [{ id: "a", source: "const a = 1;\na" }]);

describe("reading a notebook", () => {
  it("takes code cells with their place, source, tags and outputs", () => {
    const { cells, kernel, language } = parseNotebook(good, "x.ipynb");
    expect(cells).toMatchObject([
      { cell: 1, id: "a", source: "const a = 1;\na", tags: [], outputs: [], count: null },
    ]);
    expect({ kernel, language }).toEqual({ kernel: "tracebook", language: undefined });
  });

  it("takes a source that is one text, cells without ids, and fields nobody knows", () => {
    const value = JSON.parse(good);
    value.nbformat_minor = 4;
    value.future = { x: 1 };
    value.cells[0] = { ...value.cells[0], source: "a\nb", id: undefined, collapsed: true };
    value.cells.unshift({ cell_type: "markdown", metadata: {}, source: "# x" });
    expect(parseNotebook(JSON.stringify(value), "x.ipynb").cells).toMatchObject([
      { cell: 2, id: undefined, source: "a\nb" },
    ]);
  });

  const refused: readonly (readonly [text: string, message: string])[] = [
    ["{", "x.ipynb:1:2: not JSON: "],
    ["", "x.ipynb:1:1: not JSON: Unexpected end"],
    ['{\n "a": 1,\n "b" 2\n}', "x.ipynb:3:6: not JSON: "],
    ['{\n "a": true,\n "b": [1, 2, nil]\n}', "x.ipynb:3:15: not JSON: Unexpected token 'i'"],
    ['{\n "a": [1,]}', "x.ipynb:2:10: not JSON: Unexpected token ']'"],
    ["<html>", "x.ipynb:1:1: not JSON: Unexpected token '<'"],
    ["[1]", "x.ipynb: not a notebook: it has no field nbformat"],
    ["null", "x.ipynb: not a notebook: it has no field nbformat"],
    ['{"nbformat":3,"worksheets":[]}', "x.ipynb: nbformat 3 is not read, 4 is: jupyter nbconvert"],
    ['{"nbformat":4,"nbformat_minor":5,"metadata":{}}', "x.ipynb: not a valid notebook: cells is missing"],
    [good.replace('"outputs": [],', ""), "x.ipynb: not a valid notebook: cells[0].outputs is missing"],
    [
      good.replace('"code"', '"cude"'),
      'x.ipynb: not a valid notebook: cells[0].cell_type is "cude", expected ',
    ],
    [
      good.replace('"outputs": []', '"outputs": [{"output_type":"stream","name":"stdout"}]'),
      "x.ipynb: not a valid notebook: cells[0].outputs[0].text is missing",
    ],
    [
      good.replace("const a = 1;", "// tolerance: much"),
      'x.ipynb: cell 1, line 1: tolerance: expected a number from 0 to below 1 such as 1e-6, or "1e-6, absolute 1e-12", got "much"',
    ],
    [
      notebookOf("x", [{ id: "a", source: "// tolerance: 1e-3\n// tolerance: 1e-4" }]),
      "x.ipynb: cell 1, line 2: a second tolerance in one cell",
    ],
  ];
  it.each(refused.map(([text, message]) => ({ text, message })))(
    "refuses with $message",
    ({ text, message }) => {
      expect(() => parseNotebook(text, "x.ipynb")).toThrow(
        expect.objectContaining({ name: "SourceError", message: expect.stringContaining(message) }),
      );
    },
  );

  it("names a file that is not there", () => {
    expect(() => readNotebook("/nowhere/x.ipynb")).toThrow("/nowhere/x.ipynb: cannot be read: ENOENT");
  });
});
