import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CellOutput, runCells, withoutTslab } from "./tslab.js";

const SOURCE =
  "function total(prices) {\\n  let sum = 0;\\n  for (const p of prices) sum += p;\\n  return sum;\\n}\\n";

/** A cell per kind of result: the last expression, and what its text must say. */
const KINDS: readonly (readonly [what: string, cell: string, text: RegExp])[] = [
  ["a trace", "run", /total\.js: total\(\[3, 4, 5\]\)[\s\S]*4·3 3 \|/],
  ["a trace that is awaited", "await tb.trace(source, { file: 'b.js', call: 'total([1])' })", /b\.js: total/],
  ["a program", "run.programs[0]", /1 \| function total\(prices\) \{/],
  ["posed questions", "tb.pose(run)", /questions about total\.js: total\(\[3, 4, 5\]\)/],
  ["a question", "question", /Question: What is the value of[\s\S]*Truth:/],
  ["a question set", "set", /questions about 1 program/],
  ["a prompt", "tb.prompt(question, run.programs[0])", /Reply with exactly one line/],
  [
    "an answer",
    "const answer = tb.parseAnswer('Answer: 12', question, run.programs[0]); answer",
    /^Answer: 12/,
  ],
  ["a verdict", "tb.score(answer, question)", /^right\n {2}reason: match\n {2}truth: 12/],
  ["a run", "asked", /output +baseline:constant +\S+/],
  ["a run that is read", "await tb.readRun(folder)", /baseline:copy-input/],
  ["a report", "const data = await tb.scoreRun(folder); data", /clusters[\s\S]*random answer, expected/],
  ["a figure", "tb.traceViewer(run)", /the call returned 12/],
  ["a report as a figure", "tb.report(data)", /baseline:constant answered/],
  ["a score chart", "tb.scoreChart({ source: 's', bars: tb.scoreBars(data) })", /output/],
  ["a data set", "tb.loadDataset('tracebook-js')", /20 of \d+ rows are shown/],
  ["layers of the sandbox", "await tb.sandboxLayers()", /permissions/],
  [
    "a model",
    "await tb.openModel('baseline:oracle', { questions: set.questions, seed: 1 })",
    /baseline:oracle/,
  ],
  ["a table", "tb.table([{ a: 1, b: 'x' }, { a: 22, b: 'y' }])", /^ a {2}b\n── {2}─\n 1 {2}x\n22 {2}y$/],
];

describe.skipIf(withoutTslab())("in plain tslab", () => {
  let folder = "";
  let first: CellOutput[] = [];
  let shown: CellOutput[] = [];
  let more: CellOutput[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-tslab-"));
    const setup = [
      'import * as tb from "tracebook";',
      `const source = "${SOURCE}";
const run = await tb.trace(source, { file: "total.js", call: "total([3, 4, 5])" });
const set = tb.questionSet("mine", 1, [{ program: run.programs[0], posed: tb.pose(run) }]);
const question = set.questions[0];
const folder = ${JSON.stringify(join(folder, "run"))};`,
      "const asked = await tb.ask(set, 'baseline:constant', { out: folder, onProgress: tb.askProgress() });",
    ];
    const others = [
      "tb.display(run); tb.display('<b>text</b>', { id: 'x' }); tb.display(tb.table([1, 2]), { id: 'x', update: true });",
      "[run, { question: question }]",
      "const line = tb.progress('sorted', { total: 3 }); line.step(); line.step(); line.step();",
      "console.log(tb.bundle(new Map([['a', 1]])))",
      "const wrong: number = tb.table([1]);",
      "await tb.closePool();",
    ];
    const all = await runCells([...setup, ...KINDS.map(([, cell]) => cell), ...others]);
    first = all.slice(0, setup.length);
    shown = all.slice(setup.length, setup.length + KINDS.length);
    more = all.slice(setup.length + KINDS.length);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("every result can be kept in a variable", () => {
    expect(first.map(({ status, streams }) => [status, streams])).toEqual(first.map(() => ["ok", ""]));
  });

  it.each(KINDS.map(([what, , text], i) => [what, text, i] as const))(
    "%s shows itself once, as HTML and text",
    (_what, text, i) => {
      const { status, displays, streams } = shown[i];
      expect(`${status} ${streams.trim()}`).toBe("ok ");
      expect(displays.length).toBe(1);
      const { data, update } = displays[0];
      expect(update).toBe(false);
      expect(Object.keys(data).sort()).toEqual(["text/html", "text/plain"]);
      expect(data["text/plain"]).toMatch(text);
      expect(data["text/plain"]).not.toContain("[object");
      expect(data["text/html"]).toMatch(/^<(?:div|p|script|pre)/);
      // What a notebook that is not trusted takes away, or every notebook hides.
      expect(data["text/html"].replace(/<script>[\s\S]*?<\/script>/g, "")).not.toMatch(
        /<(?:svg|iframe|style|object)/,
      );
    },
  );

  it("display shows in the middle of a cell, and replaces what has an id", () => {
    const { displays } = more[0];
    expect(displays.map(({ id, update }) => [id, update])).toEqual([
      [undefined, false],
      ["x", false],
      ["x", true],
    ]);
    expect(displays[1].data["text/html"]).toContain("&lt;b&gt;text&lt;/b&gt;");
    expect(displays[2].data["text/plain"]).toMatch(/^value\n/);
  });

  it("results inside other values print as one line each and display nothing", () => {
    expect(more[1].displays).toEqual([]);
    expect(more[1].streams).toMatch(/\[Trace of total\.js: total\(\[3, 4, 5\]\) \(return, 10 steps\)\]/);
    expect(more[1].streams).toMatch(/question: \[Question \(output, total\.js\)/);
  });

  it("progress is one display, replaced in place, that ends with all done", () => {
    const { displays } = more[2];
    expect(new Set(displays.map(({ id }) => id)).size).toBe(1);
    expect(displays.map(({ update }) => update)).toEqual([false, ...displays.slice(1).map(() => true)]);
    expect(displays.at(-1)?.data["text/plain"]).toBe("sorted ████████████████████ 3 of 3");
    expect(first[2].displays.at(-1)?.data["text/plain"]).toMatch(/^answered █{20} (\d+) of \1, \d+ right$/);
  });

  it("a bundle can be looked at, and has text for any value", () => {
    expect(more[3].streams).toContain("Map(1) { 'a' => 1 }");
  });

  it("types of the display functions reach a cell: a wrong use stops it", () => {
    expect(more[4].status).toBe("error");
    expect(more[4].streams).toContain("Type 'Table' is not assignable to type 'number'");
  });
});
