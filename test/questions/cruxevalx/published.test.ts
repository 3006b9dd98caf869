import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { assemble } from "../../../src/questions/cruxevalx/assemble.js";
import { cruxevalxPrograms } from "../../../src/questions/cruxevalx/cruxevalxPrograms.js";
import { joinCruxevalx, readCruxevalx } from "../../../src/questions/cruxevalx/readCruxevalx.js";
import { readCruxevalxAnswers } from "../../../src/questions/cruxevalx/readCruxevalxAnswers.js";
import { scoreCruxevalx } from "../../../src/questions/cruxevalx/scoreCruxevalx.js";
import { closePool } from "../../../src/trace/trace.js";
import { DATA } from "../../program/published.js";
import { row } from "./rules.js";

afterAll(() => closePool());

const folder = join(DATA, "cruxeval-x");
const present = existsSync(join(folder, "js.jsonl"));
if (!present) console.warn(`skipped: no published data at ${folder} (set TRACEBOOK_DATA)`);

describe.skipIf(!present)("the published rows", () => {
  it.each([
    ["js", 743],
    ["ts", 726],
    ["py", 799],
  ] as const)("%s: %i programs, the others counted", (language, count) => {
    const data = readCruxevalx(folder, language);
    expect([data.items.length, data.without.length]).toEqual([count, 800 - count]);
    // The reference put back for its hole gives the stored program.
    for (const item of data.items)
      expect(assemble(item, item.output, "output").trim()).toBe(
        assemble(item, `candidate(${item.input})`, "input").trim(),
      );
    expect(cruxevalxPrograms(data)).toHaveLength(count);
  });

  it("results of phi-1: every program to the byte, the first rows with their labels", async () => {
    const data = readCruxevalx(folder, "js");
    const file = join(folder, "phi-1_js_output.json");
    const published = readCruxevalxAnswers(readFileSync(file, "utf8"), file, data);
    const items = new Map(data.items.map(item => [item.id, item]));
    let compared = 0;
    for (const { id, code, answer } of published) {
      const item = items.get(id);
      if (item === undefined || answer === undefined) continue;
      expect(assemble(item, answer, "output")).toBe(code);
      compared++;
    }
    expect(compared).toBe(743);
    const answers = published.slice(0, 200);
    const scores = await scoreCruxevalx({ mode: "output", data, answers, profile: "compat" });
    expect(scores.perAnswer.map(({ id, res, error }) => [id, res, error])).toEqual(
      answers.map(({ id, res, error }) => [id, res, error]),
    );
    expect(scores.n + scores.without).toBe(200);
    expect(Object.keys(scores.counts).sort()).toEqual([
      "AssertionError",
      "OK",
      "ReferenceError",
      "SyntaxError",
    ]);
  });
});

describe("files that are not as they should be", () => {
  const one = row("js", 3, "function f(x) {\n  return x;\n}\n", "1", "1");
  const line = JSON.stringify({
    id: 3,
    code: one.code,
    input_reasoning: one.inputTemplate,
    output_reasoning: one.outputTemplate,
  });
  const codes = JSON.stringify([{ id: 3, code: one.code }, { id: 4 }]);
  const joined = (text: string, other = codes) =>
    joinCruxevalx("js", { text, file: "js.jsonl" }, { text: other, file: "js.code.json" });

  it("reads good ones", () => {
    expect(joined(line)).toEqual({ language: "js", items: [one], without: [4] });
  });

  it.each([
    ["{", codes, "js.jsonl:1: not JSON"],
    ["", codes, "js.jsonl: no rows"],
    [`${line}\n${line}`, codes, "js.jsonl:2: id 3 stands in row 1 too"],
    [line.replace('"id":3', '"id":"3"'), codes, 'js.jsonl:1: field "id"'],
    [line.replace('"id":3', '"id":5'), codes, "js.jsonl:1: id 5 has no program in js.code.json"],
    [line.replace("????", "??"), codes, 'js.jsonl:1: field "input_reasoning" is not the test of "code"'],
    [line, "{}", "js.code.json: must be a list"],
    [line, '[{"id": 3}, {"id": 3}]', "js.code.json:2: id 3 is there twice"],
    [line, '[{"code": ""}]', 'js.code.json:1: field "id"'],
  ])("%j", (text, other, message) => {
    expect(() => joined(text, other)).toThrow(message);
  });

  it.each([
    ["{", "a.json: not JSON"],
    ["3", "a.json: must be a list"],
    ['[{"id": 3}]', 'a.json:1: field "answer" is missing for id 3'],
    ['[{"id": 3, "answer": 1}]', 'a.json:1: field "answer"'],
    ['[{"id": 4}, {"id": 4}]', "a.json:2: id 4 is there twice"],
    ['[{"id": 9, "answer": ""}]', "a.json:1: the data has no row of id 9"],
    ['{"x": "1"}', 'a.json:1: key "x" is no id'],
    ['{"3": ["1", "2"]}', "a.json:1: 3: one answer is scored, 2 are given"],
  ])("answers %j", (text, message) => {
    expect(() => readCruxevalxAnswers(text, "a.json", joined(line))).toThrow(message);
  });

  it("rows without a program are in no denominator", async () => {
    const data = joined(line);
    const answers = readCruxevalxAnswers('{"sample_3": ["1"], "4": "1"}', "a.json", data);
    const scores = await scoreCruxevalx({ mode: "output", data, answers, profile: "compat" });
    expect(scores).toMatchObject({
      n: 1,
      right: 1,
      pass_at_1: 100,
      without: 1,
      missing: 0,
      counts: { OK: 1 },
    });
    expect(scores.perAnswer.map(({ res }) => res)).toEqual([0, true]);
  });
});
