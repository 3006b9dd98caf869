import { inspect, isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bundle,
  closePool,
  display,
  loadDataset,
  openModel,
  parseAnswer,
  pose,
  prompt,
  type Question,
  questionSet,
  questionSetLines,
  readQuestionSet,
  sandboxLayers,
  score,
  type Trace,
  table,
  trace,
  traceViewer,
} from "../../../src/index.js";

const SOURCE = "function twice(n) {\n  const m = n * 2;\n  return m;\n}\n";
const DISPLAY = Symbol.for("Jupyter.display");
const KERNEL = Symbol.for("tracebook.kernel");

let run: Trace;
let question: Question;
let results: Record<string, object> = {};

beforeAll(async () => {
  run = await trace(SOURCE, { file: "twice.js", call: "twice(21)" });
  const posed = pose(run);
  const [program] = run.programs;
  [question] = posed.questions;
  const answer = parseAnswer("Answer: 42", question, program);
  results = {
    trace: run,
    program,
    posed,
    question,
    "question set": questionSet("mine", 1, [{ program, posed }]),
    prompt: prompt(question, program),
    answer,
    verdict: score(answer, question),
    figure: traceViewer(run),
    "data set": loadDataset("tracebook-js"),
    "sandbox layers": await sandboxLayers(),
    model: await openModel("baseline:oracle", { questions: [], seed: 1 }),
    table: table([{ a: 1 }]),
  };
});
afterAll(() => closePool());

const KINDS = [
  ...["trace", "program", "posed", "question", "question set", "prompt", "answer", "verdict", "figure"],
  ...["data set", "sandbox layers", "model", "table"],
];

describe("a result that shows itself", () => {
  it.each(KINDS)("%s is the plain data it was: keys, copies, clones and JSON know of nothing else", kind => {
    const result = results[kind];
    expect(Object.values(Object.getOwnPropertyDescriptors(result)).length).toBe(Object.keys(result).length);
    const copy = { ...result };
    expect(Object.getOwnPropertySymbols(copy)).toEqual([]);
    expect(isDeepStrictEqual(copy, result)).toBe(true);
    expect(copy).toStrictEqual(result);
    expect(JSON.stringify(copy)).toBe(JSON.stringify(result));
    if (!/trace|figure|table|model/.test(kind)) {
      expect(isDeepStrictEqual(structuredClone(result), copy)).toBe(true);
    }
  });

  it.each(KINDS)("%s has a Jupyter.display method that gives HTML and text", kind => {
    const show = (results[kind] as { [DISPLAY]: () => Record<string, string> })[DISPLAY];
    const shown = show.call(results[kind]);
    expect(Object.keys(shown)).toEqual(["text/html", "text/plain"]);
    expect(shown["text/plain"]).not.toMatch(/\[object|undefined$/);
    expect(shown["text/html"].length).toBeGreaterThan(20);
    expect(shown).toEqual(bundle(results[kind]));
  });

  it.each(KINDS)("%s prints as its text, and inside something else as one line", kind => {
    const text = inspect(results[kind]);
    expect(text).toBe(bundle(results[kind])["text/plain"]);
    const inside = inspect({ it: results[kind] }, { breakLength: Number.POSITIVE_INFINITY });
    expect(inside).toMatch(/^\{ it: \[[A-Z][^\n]*\] \}$/);
    expect(inspect(results[kind], { depth: null })).toMatch(/^\[[^\n]*\]$/);
  });

  it("a question that was read back knows its program", () => {
    const set = results["question set"] as ReturnType<typeof questionSet>;
    const [first] = readQuestionSet(questionSetLines(set), "q.jsonl").questions;
    expect(bundle(first)["text/plain"]).toContain("const m = n * 2;");
    expect(bundle({ ...first })["text/plain"]).toContain("tracebook/question@1");
  });

  it("what cannot be shown says why and does not end the cell", () => {
    const broken = readQuestionSet(
      questionSetLines(results["question set"] as ReturnType<typeof questionSet>),
      "q.jsonl",
    ).questions[0] as { call: unknown };
    Object.defineProperty(broken, "truth", {
      get: () => {
        throw new Error("gone");
      },
    });
    expect(inspect(broken)).toBe("(this question cannot be shown: gone)");
    expect(bundle(broken)).toEqual({ "text/plain": "(this question cannot be shown: gone)" });
  });
});

describe("in the Tracebook kernel", () => {
  it("display sends the bundle, and printing gives text only: the kernel asks for the last expression itself", () => {
    const sent: unknown[] = [];
    const hook = { display: (...given: unknown[]) => sent.push(given) };
    Object.defineProperty(globalThis, KERNEL, { value: hook, configurable: true });
    try {
      expect(inspect(run)).toBe(bundle(run)["text/plain"]);
      expect(sent).toEqual([]);
      display(run, { id: "a" });
      display("text", { id: "a", update: true });
      expect(sent).toEqual([
        [bundle(run), { displayId: "a", update: false }],
        [bundle("text"), { displayId: "a", update: true }],
      ]);
      expect(() => display(run, { update: true })).toThrow("update needs the id");
    } finally {
      delete (globalThis as { [KERNEL]?: unknown })[KERNEL];
    }
  });
});

describe("the bundle of anything", () => {
  it.each([
    ["a text as it is", "<b>\u202e", "<b>⟨U+202E⟩"],
    ["a value as Node prints it", new Map([["a", [1]]]), "Map(1) { 'a' => [ 1 ] }"],
    ["nothing", undefined, "undefined"],
  ])("is %s", (_what, value, text) => {
    const shown = bundle(value);
    expect(shown["text/plain"]).toBe(text);
    expect(shown["text/html"]).toMatch(/^<pre [^>]*>/);
    expect(shown["text/html"]).not.toContain("<b>");
  });

  it("is what the value's own Jupyter.display gives, text added where it has none", () => {
    expect(bundle({ [DISPLAY]: () => ({ "image/png": "AAAA" }) })).toEqual({
      "image/png": "AAAA",
      "text/plain": expect.stringContaining("Symbol(Jupyter.display)"),
    });
  });
});
