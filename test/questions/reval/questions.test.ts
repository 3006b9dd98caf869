import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedProbes } from "../../../src/evaluate/linkedProbes.js";
import { validateQuestion } from "../../../src/questions/QuestionSchema.js";
import { questionSetLines, readQuestionSet } from "../../../src/questions/QuestionSet.js";
import { readReval } from "../../../src/questions/reval/data/readReval.js";
import { revalFlags } from "../../../src/questions/reval/flags/revalFlags.js";
import { revalQuestions } from "../../../src/questions/reval/questions/revalQuestions.js";
import { closePython } from "../../../src/trace/python/runPython.js";
import { DATA } from "../../program/published.js";
import { revalFolder } from "./data.js";

afterAll(closePython);

const run = { python: "cpython" };

describe("our questions about REval's probes", () => {
  it("ask one stated execution of each probed line: covered, value after it, next line, output of the call", async () => {
    const data = readReval(revalFolder());
    const { set, withoutPairs, notAsked } = await revalQuestions(data, run);
    expect([withoutPairs, notAsked]).toEqual([[], {}]);
    const of = (family: string): unknown[] =>
      set.questions
        .filter(question => question.family === family)
        .map(({ task, line, when, variable, occurrence, truth }) => [
          task,
          line ?? 0,
          ...(task === "state" ? [when, variable] : []),
          ...(occurrence === undefined ? [] : [occurrence.call, occurrence.k]),
          "literal" in truth ? truth.literal : "executed" in truth ? truth.executed : (truth as object),
        ]);
    expect(of("humaneval")).toEqual([
      ["output", 0, "3"],
      ["coverage", 4, true],
      ["path", 4, 1, 1, { task: "path", line: 3 }],
      ["state", 4, "after", "total", 1, 1, "1"],
      ["coverage", 5, true],
      ["path", 5, 1, 1, { task: "path", end: "returns" }],
      // There is nothing after a return in its activation.
      ["state", 5, "before", "total", 1, 1, "3"],
    ]);
    expect(of("classeval")).toEqual([
      ["coverage", 3, true],
      ["path", 3, 1, 1, { task: "path", end: "returns" }],
      ["state", 3, "after", "self.value", 1, 1, "0"],
      ["coverage", 6, true],
      ["path", 6, 1, 1, { task: "path", end: "returns" }],
      ["state", 6, "after", "self.value", 1, 1, "2"],
      ["coverage", 9, true],
      ["path", 9, 1, 1, { task: "path", line: 10 }],
      ["state", 9, "after", "step", 1, 1, "3"],
    ]);
    // A test has no output, so its moments are not linked.
    expect(linkedProbes(set.questions).map(({ state }) => state.family)).toEqual(["humaneval", "humaneval"]);
    expect(set.skipped).toEqual([{ task: "output", reason: "nothing to predict", count: 1 }]);
  });

  it("run a class under the first method of its test class, as the original does", async () => {
    const data = readReval(revalFolder());
    const { set } = await revalQuestions(data, run);
    const { source } = set.programs.find(({ source }) => source.startsWith("class")) as { source: string };
    expect(source.slice(source.indexOf("def test()"))).toBe(
      'def test():\n    case = CounterTestAdd("test_add_1")\n    case.setUp()\n    case.test_add_1()\n',
    );
  });

  it("carry what is known to be bad about a probe, in a file too", async () => {
    const data = readReval(revalFolder());
    const flags = await revalFlags({ data, force: true });
    const { set } = await revalQuestions(data, { ...run, flags });
    const bad = set.questions.flatMap(({ task, line, provenance }) =>
      provenance.flags === undefined ? [] : [[task, line, ...provenance.flags]],
    );
    // What is wrong with values marks state questions, what is wrong with next lines path questions.
    const wanted = flags.probes.flatMap(({ line, flags }) =>
      ["psp_", "epp_"].flatMap(prefix => {
        const mine = flags.filter(flag => flag.startsWith(prefix)).sort();
        return mine.length === 0 ? [] : [[prefix === "psp_" ? "state" : "path", line, ...mine]];
      }),
    );
    expect(wanted).not.toEqual([]);
    expect(bad.sort()).toEqual(wanted.sort());
    expect(readQuestionSet(questionSetLines(set), "x.jsonl")).toEqual(set);
  });

  it("count a pair that cannot be asked under its reason, and go on", async () => {
    const folder = revalFolder(lines => {
      lines.data[0] = lines.data[0].replace("def add", "import no_such_module\\ndef add");
      lines.data[1] = lines.data[1].replace("def test_add_1", "def other");
    });
    const { set, withoutPairs } = await revalQuestions(readReval(folder), run);
    expect(withoutPairs).toMatchObject([
      { idx: 0, reason: "does not load", why: expect.stringContaining("no_such_module") },
      { idx: 1, reason: "no test" },
    ]);
    expect(set.questions).toEqual([]);
  });

  it("ask of published programs every probe or say why not", async context => {
    const folder = join(DATA, "reval");
    if (!existsSync(folder)) {
      console.warn(`skipped: no published data at ${folder} (set TRACEBOOK_DATA)`);
      context.skip(`no published data at ${folder}`);
    }
    const read = readReval(folder);
    const data = { ...read, pairs: read.pairs.filter(({ idx }) => idx % 40 === 0) };
    const { set, withoutPairs, notAsked } = await revalQuestions(data, run);
    for (const question of set.questions) validateQuestion(question, "reval");
    const ran = data.pairs.filter(
      pair => !withoutPairs.some(({ idx, inputIdx }) => idx === pair.idx && inputIdx === pair.inputIdx),
    );
    const without = set.skipped.filter(({ task }) => task === "state");
    const missing =
      without.reduce((sum, { count }) => sum + count, 0) +
      Object.values(notAsked).reduce((sum, count) => sum + count, 0);
    // Probes of one pair may be equal; equal questions are kept once.
    const probes = new Set(
      ran.flatMap(({ idx, inputIdx, probes }) =>
        probes.map(({ line, var: name }) =>
          [idx, read.programs[idx].inputs[inputIdx], line, name].join("\0"),
        ),
      ),
    );
    const states = set.questions.filter(({ task }) => task === "state");
    expect(states.length + missing).toBe(probes.size);
  });
});
