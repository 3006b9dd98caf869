import { describe, expect, it } from "vitest";
import { traceText } from "../../../src/questions/dialect/dialectText.js";
import { type DivergenceKind, firstDivergence } from "../../../src/questions/dialect/firstDivergence.js";
import { ROW_FAULTS, type RowFault, readTraceText } from "../../../src/questions/dialect/readTraceText.js";
import type { TraceRows } from "../../../src/questions/dialect/TraceRow.js";

const truth: TraceRows = {
  slots: ["a", "c", ".", "."],
  rows: [
    { line: 2, k: 1, values: ["4", "3", ".", "."], mark: ";" },
    { line: 3, k: 1, values: ["4", "3", ".", "."], mark: "T" },
    { line: 4, k: 1, values: ["3", '"lo"', ".", "."], mark: ";" },
  ],
  result: "3",
};
const text = traceText(truth);

describe("reading a written trace", () => {
  it("gives back what was written, up to a question behind it", () => {
    expect(readTraceText(text)).toEqual(truth);
    expect(readTraceText(`\n${text}\n#ask output\nAnswer: 7`)).toEqual(truth);
    expect(readTraceText(`${text}\nAnswer: 7`)).toEqual(truth);
  });

  it("stops at the first line that is none, and names it", () => {
    const cases: [string, number, RowFault][] = [
      [text.replace("#trace a c . .", "#trace a c"), 0, "no header"],
      ["", 0, "no header"],
      [text.replace("@3 k=1", "3 k=1"), 2, "no line label"],
      [text.replace("@3 k=1", "@3"), 2, "no count"],
      [text.replace("@3 k=1 4", "@3 k=1"), 2, "wrong number of values"],
      [text.replace("@3 k=1 4", "@3 k=1 16"), 2, "not a value"],
      [text.replace(". T", ". ."), 2, "no mark"],
      [text.replace("#return 3", "#return"), 4, "no return value"],
      [`${text}\n@4 k=1 3 3 . . ;`, 5, "text behind the return"],
      [text.replace("\n#return 3", ""), 4, "no return"],
    ];
    for (const [written, row, why] of cases) {
      const read = readTraceText(written);
      expect({ row: read.malformed?.row, why: read.malformed?.why }, written).toEqual({ row, why });
      expect(read.rows).toEqual(truth.rows.slice(0, Math.max(0, row - 1)));
    }
    expect(new Set(cases.map(([, , why]) => why))).toEqual(new Set(ROW_FAULTS));
  });
});

describe("the first divergence from the true trace", () => {
  it("is none for the true trace", () => {
    expect(firstDivergence(readTraceText(text), truth)).toBeUndefined();
  });

  it("names row, slot and kind", () => {
    const cases: [string, DivergenceKind, number, number?][] = [
      [text.replace("a c", "a b"), "header", -1],
      [text.replace("@3", "@4"), "line", 1],
      [text.replace("@3 k=1", "@3 k=2"), "count", 1],
      [text.replace("@4 k=1 3", "@4 k=1 5"), "value", 2, 0],
      [text.replace('"lo"', '"hi"'), "value", 2, 1],
      [text.replace(". T", ". F"), "condition", 1],
      [text.replace(". T", ". ?"), "malformed", 1],
      [text.replace(/\n@4.*/, ""), "ends early", 2],
      [text.replace("\n#return", "\n@5 k=1 3 3 . . ;\n#return"), "goes on", 3],
      [text.replace("#return 3", "#return 4"), "result", 3],
      [text.replace("#return 3", "#return x"), "malformed", 3],
      [`${text}\n#`, "goes on", 3],
    ];
    for (const [written, kind, row, slot] of cases) {
      const found = firstDivergence(readTraceText(written), truth);
      expect({ kind: found?.kind, row: found?.row, slot: found?.slot }, written).toEqual({ kind, row, slot });
    }
  });
});
