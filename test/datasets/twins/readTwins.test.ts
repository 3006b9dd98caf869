import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTwins } from "../../../src/datasets/twins/readTwins.js";
import type { Twin } from "../../../src/datasets/twins/Twin.js";
import { twinCall, twinLiteral } from "../../../src/datasets/twins/twinCall.js";
import { twinInputs } from "../../../src/datasets/twins/twinInputs.js";
import { SourceError } from "../../../src/program/SourceError.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-twins-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const twin = {
  id: "a/b",
  title: "t",
  function: "f",
  files: { python: "a/b.py", javascript: "a/b.js", typescript: "a/b.ts" },
  inputs: [{ type: "int", min: 0, max: 2 }],
  calls: [[1]],
};

function complaint(index: unknown): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.json"), JSON.stringify(index));
  try {
    readTwins(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return (error as Error).message.replace(folder, "<dir>");
  }
  return "read";
}

describe("twins of an index", () => {
  it("are read as they stand", () => {
    expect(complaint({ name: "x", twins: [twin] })).toBe("read");
    expect(readTwins(folder)).toEqual({ name: "x", errors: {}, twins: [{ ...twin, async: false }] });
  });

  it.each([
    [{ name: "x" }, 'field "twins" must be a list, got nothing'],
    [{ name: "x", twins: [5] }, "twins[0]: expected an object with named fields, got 5"],
    [
      { name: "x", twins: [{ ...twin, calls: [[1, 2]] }] },
      'twins[0]: field "calls[0]" must hold 1 arguments, got [1,2]',
    ],
    [
      { name: "x", twins: [{ ...twin, inputs: [{ type: "list", of: { type: "date" } }] }] },
      'twins[0].inputs[0].of: field "type" must be one of int, bool, text, choice, list, row, nested, got "date"',
    ],
    [
      { name: "x", twins: [{ ...twin, inputs: [{ type: "int", min: 3, max: 2 }] }] },
      'twins[0].inputs[0]: field "min" must not be above "max", got 3 and 2',
    ],
    [
      { name: "x", twins: [{ ...twin, files: { python: "a" } }] },
      'twins[0].files: field "javascript" is missing in {"python":"a"}',
    ],
    [
      { name: "x", twins: [{ ...twin, lines: { python: [1], javascript: [1, 2], typescript: [1] } }] },
      'twins[0]: field "lines" must be lists of one length',
    ],
  ])("%j is refused", (index, message) => {
    expect(complaint(index)).toBe(`<dir>/index.json: ${message}`);
  });

  it("of a folder without one are refused", () => {
    expect(() => readTwins(join(folder, "none"))).toThrow("the folder has no index.json");
  });
});

describe("calls and inputs of a twin", () => {
  const made = (inputs: Twin["inputs"], calls: Twin["calls"] = [], isAsync = false): Twin =>
    ({ ...twin, inputs, calls, async: isAsync }) as Twin;

  it("are literals of the language", () => {
    const values = [null, true, [-1, 'a"\\'], []];
    expect(twinCall(made([]), values, "python")).toBe('f(None, True, [-1, "a\\"\\\\"], [])');
    expect(twinCall(made([]), values, "typescript")).toBe('f(null, true, [-1, "a\\"\\\\"], [])');
    expect(twinCall(made([], [], true), [], "python")).toBe("asyncio.run(f())");
    expect(twinCall(made([], [], true), [], "javascript")).toBe("f()");
    expect(twinLiteral([[false]], "python")).toBe("[[False]]");
  });

  it("end where nothing new can be drawn, and reach every value and both ends of a range", () => {
    const drawn = twinInputs(made([{ type: "int", min: -1, max: 2 }], [[0]]), 50);
    expect(drawn[0]).toEqual([0]);
    expect(drawn.flat().sort()).toEqual([-1, 0, 1, 2]);
    const text = twinInputs(made([{ type: "text", letters: "ab", min: 1, max: 2 }]), 50);
    expect(text.flat().sort()).toEqual(["a", "aa", "ab", "b", "ba", "bb"]);
    const row = [{ type: "bool" }, { type: "choice", values: ["x", null] }] as const;
    expect(twinInputs(made([{ type: "row", of: row }]), 50)).toHaveLength(4);
  });

  it("stay within the depth of a nested list", () => {
    const kind = { type: "nested", of: { type: "int", min: 0, max: 9 }, max: 3, depth: 2 } as const;
    const depth = (value: unknown): number =>
      Array.isArray(value) ? 1 + Math.max(0, ...value.map(depth)) : 0;
    const depths = twinInputs(made([kind]), 300).map(([value]) => depth(value));
    expect([...new Set(depths)].sort()).toEqual([0, 1, 2]);
  });
});
