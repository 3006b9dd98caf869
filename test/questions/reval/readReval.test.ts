import { describe, expect, it } from "vitest";
import { readReval } from "../../../src/questions/reval/data/readReval.js";
import { revalFolder } from "./data.js";

describe("readReval", () => {
  it("reads both files and joins them", () => {
    const { programs, pairs } = readReval(revalFolder());
    expect(programs.map(({ kind, idx }) => [kind, idx])).toEqual([
      ["function", 0],
      ["class", 1],
    ]);
    expect(pairs.map(({ probes }) => probes.length)).toEqual([2, 3]);
  });

  it.each([
    ["broken JSON", (l: Lines) => (l.data[1] = l.data[1].slice(0, 40)), /DREval_data\.jsonl:2: not JSON/],
    [
      "a missing column",
      (l: Lines) => (l.data[0] = l.data[0].replace('"inputs"', '"in"')),
      /data\.jsonl:1: .*inputs is missing/,
    ],
    [
      "another type",
      (l: Lines) => (l.tasks[0] = l.tasks[0].replace('"lineno":4', '"lineno":"4"')),
      /tasks\.jsonl:1: .*lineno is "4"/,
    ],
    [
      "an id twice",
      (l: Lines) => l.data.push(l.data[0]),
      /data\.jsonl:3: task_id "own\/0" stands on line 1 too/,
    ],
    [
      "a line that is not there",
      (l: Lines) => (l.tasks[0] = l.tasks[0].replace('"lineno":4', '"lineno":44')),
      /tasks\.jsonl:1: .*lineno is 44, but the program has 6 lines/,
    ],
    [
      "an input that is not there",
      (l: Lines) => (l.tasks[1] = l.tasks[1].replace('"input_idx":0', '"input_idx":7')),
      /tasks\.jsonl:2: .*has 1 inputs/,
    ],
    [
      "a task about another row",
      (l: Lines) => (l.tasks[1] = l.tasks[1].replace('"idx":1', '"idx":0')),
      /tasks\.jsonl:2: task_id is "own\/1"/,
    ],
  ])("refuses %s with file and line", (_, edit, message) => {
    expect(() => readReval(revalFolder(lines => void edit(lines)))).toThrow(message);
  });
});

interface Lines {
  data: string[];
  tasks: string[];
}
