import { afterAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { parse } from "../../src/program/parse.js";
import { pose } from "../../src/questions/pose/pose.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import { collapse } from "../../src/questions/score/scoreLines.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { plainRun } from "./plainRun.js";

afterAll(closePool);

describe("the order of lines in async programs", () => {
  const programs = loadDataset("tracebook-js").programs.filter(
    ({ family, siblings }) => family === "async" && siblings.length === 0,
  );

  it("is that of a plain run in Node with a note in front of each statement", async () => {
    let compared = 0;
    for (const { source, file, language, calls } of programs) {
      const program = parse(source, { file, language });
      for (const call of calls) {
        const recorded = await trace(source, { file, language, call });
        const [question] = pose(recorded, { tasks: ["lines"], maxLines: 2000 }).questions;
        if (question?.truth.task !== "lines") continue;
        const { seen, lines } = plainRun(program, call);
        const shared = (list: readonly number[]): number[] => collapse(list.filter(line => lines.has(line)));
        expect(shared(question.truth.lines), `${file} ${call}`).toEqual(shared(seen));
        compared += lines.size === 0 ? 0 : 1;
      }
    }
    expect(compared).toBeGreaterThan(40);
  }, 120_000);

  it("puts promise jobs before timers, and timers by their time", async () => {
    const source = [
      "async function f() {",
      "  setTimeout(() => {",
      "    log.push('late');",
      "  }, 2);",
      "  setTimeout(() => {",
      "    log.push('timer');",
      "  }, 0);",
      "  queueMicrotask(() => {",
      "    log.push('job');",
      "  });",
      "  await null;",
      "  log.push('resumed');",
      "}",
      "const log = [];",
    ].join("\n");
    const recorded = await trace(source, { file: "order.js", call: "f()" });
    const { questions } = pose(recorded, { tasks: ["lines"] });
    expect(questions[0].truth).toEqual({ task: "lines", lines: [2, 5, 8, 11, 9, 12, 6, 3] });
    expect(plainRun(parse(source, { file: "order.js" }), "f()").seen).toEqual([2, 5, 8, 11, 9, 12, 6, 3]);
  });

  it("is stated in the prompt, with every other convention of the list", async () => {
    const textFor = async (source: string): Promise<string> => {
      const recorded = await trace(source, { file: "f.js", call: "f()" });
      const [question] = pose(recorded, { tasks: ["lines"] }).questions;
      return prompt(question, parse(source, { file: "f.js" })).text;
    };
    const jobs = /promise jobs .* before timers/;
    expect(await textFor("function f() {\n  return 1;\n}\n")).not.toMatch(jobs);
    const text = await textFor("async function f() {\n  await null;\n}\n");
    for (const convention of [
      /Function headers[^.]* `else`, `case`, `finally`, brackets and comments are not executed/,
      /loop head comes before each round and once more when the loop is over/,
      /functions that are called come where they are executed/,
      /line of a call does not come again when the call returns/,
      /same line would come several times in a row, write it once/,
      /not while the program is loaded before\), until nothing is left to do/,
      jobs,
    ])
      expect(text).toMatch(convention);
  });
});
