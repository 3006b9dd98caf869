import { describe, expect, it } from "vitest";
import { compareOutputs } from "../../../src/notebook/run/compareOutputs.js";
import { firstDifference } from "../../../src/notebook/run/firstDifference.js";
import type { MimeBundle, Output } from "../../../src/notebook/run/Notebook.js";
import { toleranceOf } from "../../../src/notebook/run/Tolerance.js";
import { printed } from "./notebookFile.js";

const shown = (data: MimeBundle, metadata: MimeBundle = {}): Output => ({
  output_type: "display_data",
  data,
  metadata,
});
const tolerance = { relative: 1e-3, absolute: 0 };

describe("a declared tolerance", () => {
  it.each([
    ["// tolerance: 1e-6", { relative: 1e-6, absolute: 0 }],
    ["x();\n  # Tolerance: .5\ny()", { relative: 0.5, absolute: 0 }],
    ["// tolerance: 1e-3, absolute 1e-9\r\nx", { relative: 1e-3, absolute: 1e-9 }],
    ["// tolerance: 0 absolute 2", { relative: 0, absolute: 2 }],
    ["const s = 'tolerance: 1'; // says tolerance: 1e-6", undefined],
  ])("is read from %j", (source, expected) => {
    expect(toleranceOf(source, "cell 1")).toEqual(expected);
  });

  it.each(["// tolerance: 1", "// tolerance: -1e-3", "// tolerance:", "// tolerance: 1e-3 absolute x"])(
    "%j is refused",
    source => {
      expect(() => toleranceOf(source, "cell 1")).toThrow("cell 1, line 1: tolerance: expected a number");
    },
  );
});

describe("texts under a tolerance of 1e-3", () => {
  it.each([
    ["x 3.141", "x 3.142"],
    ["[ -1000, 1e10 ]", "[ -1000.9, 1.0001e10 ]"],
    ["1, 2.0, .5", "1.0000, 2, 0.5"],
    ["NaN Infinity -Infinity", "NaN Infinity -Infinity"],
    ["took 3.", "took 3.001."],
  ])("%j equals %j", (a, b) => {
    expect(firstDifference(a, b, tolerance)).toBeUndefined();
  });

  it.each([
    ["x 3.141", "x 3.145"],
    ["0", "0.0000001"],
    ["NaN", "1"],
    ["Infinity", "1e300"],
    ["1", "-1"],
    ["x 1000", "y 1000"],
    ["1000  1", "1000 1"],
    ["v1000.1000.1000", "v1000.1000.1001"],
    ["1000ms", "1001ms"],
    ["a1000", "a1001"],
    ["sha 10001000f", "sha 10001001f"],
    ["1 2", "1"],
  ])("%j does not equal %j", (a, b) => {
    expect(firstDifference(a, b, tolerance)).toBeDefined();
    expect(firstDifference(b, a, tolerance)).toBeDefined();
  });

  it("has a bound for numbers near 0 where one is declared", () => {
    expect(firstDifference("0 1", "1e-13 1", { relative: 1e-3, absolute: 1e-12 })).toBeUndefined();
    expect(firstDifference("0 1", "1e-11 1", { relative: 1e-3, absolute: 1e-12 })).toBeDefined();
  });

  it("in HTML compares numbers between tags only", () => {
    const html = (text: string, width: number, script: number): string =>
      `<p style="width:${width}px">${text}</p><script>f( ${script} )</script>`;
    const same = (a: string, b: string): boolean => firstDifference(a, b, tolerance, true) === undefined;
    expect(same(html("1000", 7, 1), html("1000.5", 7, 1))).toBe(true);
    expect(same(html("1000", 1000, 1), html("1000", 1000.5, 1))).toBe(false);
    expect(same(html("1000", 7, 1000), html("1000", 7, 1000.5))).toBe(false);
  });

  it("names the first line that differs, not one that is close enough", () => {
    expect(firstDifference("1000\n2000\n3000", "1000.1\n2000.1\n3100", tolerance)).toEqual({
      line: 3,
      committed: "3000",
      now: "3100",
    });
  });
});

describe("what is shown of a difference", () => {
  it("shows control characters and the part of a long line that differs", () => {
    const long = "x".repeat(1000);
    const found = firstDifference(`${long}\u001b[31m1${long}`, `${long}\u001b[31m2${long}`)!;
    expect(found.committed).toMatch(/^…x+\\x1b\[31m1x+…$/);
    expect(found.now).toMatch(/^…x+\\x1b\[31m2x+…$/);
    expect(found.now.length).toBeLessThan(200);
  });
});

describe("outputs", () => {
  it("are equal however their texts are broken into lines and their names are ordered", () => {
    expect(
      compareOutputs(
        [
          printed("a\nb\n"),
          shown({ "text/plain": ["a\n", "b"], "application/json": { a: 1, b: [2] }, "image/png": "AAAA\n" }),
        ],
        [
          { output_type: "stream", name: "stdout", text: "a\nb\n" },
          shown({ "image/png": "AAAA", "application/json": { b: [2], a: 1 }, "text/plain": "a\nb" }),
        ],
      ),
    ).toEqual([]);
  });

  it("say number, kind, line and both texts of what differs", () => {
    expect(compareOutputs([printed("a\n"), shown({})], [printed("b\n")])).toEqual([
      { output: 1, kind: "stdout", line: 1, committed: "a", now: "b" },
      { output: 2, kind: "output", line: null, committed: "display_data", now: null },
    ]);
    expect(
      compareOutputs([printed("a\n")], [{ output_type: "stream", name: "stderr", text: "a\n" }]),
    ).toEqual([{ output: 1, kind: "output", line: null, committed: "stdout", now: "stderr" }]);
    expect(compareOutputs([shown({ "text/plain": "x" })], [shown({ "text/html": "x" })])).toEqual([
      { output: 1, kind: "text/html", line: null, committed: null, now: "1 bytes, sha256 2d711642b726b044" },
      { output: 1, kind: "text/plain", line: null, committed: "1 bytes, sha256 2d711642b726b044", now: null },
    ]);
    expect(compareOutputs([shown({}, { width: 1 })], [shown({})])).toEqual([
      { output: 1, kind: "metadata of width", line: null, committed: "1", now: null },
    ]);
  });

  it("of images are compared to the byte and described by size and hash", () => {
    const [found] = compareOutputs(
      [shown({ "image/png": "AAAA" })],
      [shown({ "image/png": "AAAB" })],
      tolerance,
    );
    expect(found.committed).toMatch(/^3 bytes, sha256 [0-9a-f]{16}$/);
    expect(found.now).not.toBe(found.committed);
    const svg = (x: number): Output => shown({ "image/svg+xml": `<svg><text>${x}</text></svg>` });
    expect(compareOutputs([svg(1000)], [svg(1000.1)], tolerance)).toMatchObject([
      { kind: "image/svg+xml", line: 1 },
    ]);
  });

  it("of JSON have their numbers compared under the tolerance", () => {
    const value = (x: number): Output => shown({ "application/json": { at: [x, "1000"] } });
    expect(compareOutputs([value(1000)], [value(1000.1)], tolerance)).toEqual([]);
    expect(compareOutputs([value(1000)], [value(1100)], tolerance)).toMatchObject([
      { kind: "application/json", line: 3, committed: "  1000,", now: "  1100," },
    ]);
  });

  it("of errors are compared by name and message, not by traceback", () => {
    const error = (evalue: string, traceback: readonly string[]): Output => ({
      output_type: "error",
      ename: "RangeError",
      evalue,
      traceback,
    });
    expect(compareOutputs([error("x", ["/home/a"])], [error("x", ["/home/b"])])).toEqual([]);
    expect(compareOutputs([error("x", [])], [error("y", [])])).toMatchObject([
      { kind: "error", committed: "RangeError: x", now: "RangeError: y" },
    ]);
  });
});
