import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { WrittenCall } from "../../../src/evaluate/freeRunning/FreeRunningReport.js";
import { forcedOfModel, forcedOfNgrams } from "../../../src/evaluate/freeRunning/forcedRows.js";
import { freeRunning } from "../../../src/evaluate/freeRunning/freeRunning.js";
import { freeRunningText } from "../../../src/evaluate/freeRunning/freeRunningText.js";
import { lexemes, NgramTable } from "../../../src/evaluate/freeRunning/NgramTable.js";
import { ngramModel } from "../../../src/evaluate/freeRunning/ngramModel.js";
import { traceScore } from "../../../src/evaluate/freeRunning/traceScore.js";
import { callKey } from "../../../src/evaluate/freeRunning/truthTraces.js";
import { writtenCalls } from "../../../src/evaluate/freeRunning/writtenCalls.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { parse } from "../../../src/program/parse.js";
import { dialectParts } from "../../../src/providers/embedded/dialectParts.js";
import { dialectPrompt } from "../../../src/providers/embedded/dialectPrompt.js";
import { readDialectPrompt } from "../../../src/providers/embedded/readDialectPrompt.js";
import { languageModelOf } from "../../../src/providers/local/languageModelOf.js";
import { ProviderError } from "../../../src/providers/ProviderError.js";
import { answerText } from "../../../src/questions/answer/answerText.js";
import { traceText } from "../../../src/questions/dialect/dialectText.js";
import type { TraceRows } from "../../../src/questions/dialect/TraceRow.js";
import { traceRows } from "../../../src/questions/dialect/traceRows.js";
import { pose } from "../../../src/questions/pose/pose.js";
import { questionSet } from "../../../src/questions/QuestionSet.js";
import { trace } from "../../../src/trace/trace.js";
import { dialectFolder } from "../../providers/embedded/dialectFolder.js";
import { reciting } from "../../providers/embedded/reciting.js";

const SOURCE = `function f(a, b) {
  let c = 3;
  while (a > 0) {
    [b, c] = [c, b];
    a -= 1;
  }
  return c;
}
`;

describe("an n-gram language model", () => {
  it("has the probabilities of Witten and Bell's interpolation", () => {
    const table = new NgramTable(["a b a b a c", "a b"]);
    const size = 2 + new Set(lexemes("a b a b a c")).size;
    const of = (context: string[]) => table.probabilities(context);
    expect(of([" b", " a"]).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(of([]).length).toBe(size);
    // By hand: the single tokens of both texts with their ends, interpolated with equal shares.
    const words = [...lexemes("a b a b a c"), "", ...lexemes("a b"), ""];
    const kinds = new Set(words).size;
    const one = (word: string): number =>
      (words.filter(other => other === word).length + kinds / size) / (words.length + kinds);
    // Behind the padding of a text's beginning stands its first token.
    expect(table.next([])).toBe("a");
    expect(table.next(lexemes("a b a b a"))).toBe(" c");
    expect(table.next(lexemes("a b a b a c"))).toBeUndefined();
    const behind = of(["zzz", "zzz", "zzz", "zzz"]);
    expect(Math.max(...behind)).toBeCloseTo(one(" b"), 12);
  });

  it("writes traces and answers as it learned them", async () => {
    const document =
      "#code\n@1 function f(a) {\n@2   return a;\n@3 }\n#call f(4)\n#trace a . . .\n@2 k=1 4 . . . ;\n#return 4\n#ask output\nAnswer: 4";
    const model = ngramModel(new NgramTable([document]));
    const head = document.slice(0, document.indexOf("\n#trace"));
    const ask = (prompt: string) => model.generate({ prompt, sample: 0, settings: {} });
    expect((await ask(`${head}\n#trace\n#ask output\nAnswer:`)).text).toBe(
      "#trace a . . .\n@2 k=1 4 . . . ;\n#return 4\nAnswer: 4",
    );
    expect((await ask(`${head}\n#ask output\nAnswer:`)).text).toBe("Answer: 4");
  });

  it("is another model where it learned from other texts of as many tokens", () => {
    const identity = (...documents: string[]) => ngramModel(new NgramTable(documents)).identity;
    expect(identity("a b", "a c")).toEqual(identity("a b", "a c"));
    expect(identity("a b", "a c")).not.toEqual(identity("a b", "a d"));
    expect(identity("a b", "a c")).not.toEqual(identity("a c", "a b"));
  });
});

describe("scores of written traces", () => {
  const call = (rows: number, right: number, cluster: string): WrittenCall => ({
    model: "m",
    split: "test",
    program: cluster,
    file: `${cluster}.js`,
    cluster,
    call: `f(${rows})`,
    rows,
    right,
    exact: right === rows + 1,
    ...(right === rows + 1
      ? {}
      : { divergence: { kind: "value" as const, row: right, truth: "1", written: "2" } }),
    text: "",
  });

  it("go by quarters of the calls, and count rows up to the first wrong one", () => {
    const calls = [
      call(4, 5, "a"),
      call(5, 6, "b"),
      call(8, 9, "c"),
      call(9, 2, "d"),
      call(12, 3, "e"),
      call(13, 14, "f"),
      call(20, 0, "g"),
      call(22, 7, "h"),
    ];
    const score = traceScore("m", calls);
    expect(score.exact).toMatchObject({ n: 8, mean: 0.5 });
    expect(score.quartiles.map(({ from, to, exact }) => [from, to, exact.mean])).toEqual([
      [4, 5, 1],
      [8, 9, 0.5],
      [12, 13, 0.5],
      [20, 22, 0],
    ]);
    // 46 rows that are right, four that end a trace.
    expect(score.rows.n).toBe(5 + 6 + 9 + 2 + 3 + 14 + 0 + 7 + 4);
    expect(score.rows.mean).toBeCloseTo(46 / 50, 12);
    expect(score.divergences).toEqual([
      {
        kind: "value",
        count: 4,
        medianRow: 2,
        example: { program: "d.js", call: "f(9)", row: 2, truth: "1", written: "2" },
      },
    ]);
  });

  it("say what is not behind them: traces that do not fit, and calls that were not asked for one", () => {
    const read = { ...call(4, 5, "a"), text: "#trace", forced: { rows: "11111", lines: "11111" } };
    const unread = { ...call(90, 91, "b"), text: "#trace" };
    expect(traceScore("m", [read, unread]).forced).toMatchObject({ rows: { n: 5 }, leftOut: 1 });
    expect(traceScore("m", [read]).forced).not.toHaveProperty("leftOut");
    // Nothing fits: not as if nobody had looked.
    expect(traceScore("m", [unread], { read: true }).forced).toMatchObject({ rows: { n: 0 }, leftOut: 1 });
    expect(traceScore("m", [unread])).not.toHaveProperty("forced");
    const none = traceScore("m", [], { leftOut: ["asked in the general wording"] });
    expect(none).toMatchObject({ exact: { n: 0 }, leftOut: { "asked in the general wording": 1 } });
  });
});

describe("free running", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracebook-free-"));
  await dialectFolder(join(folder, "model"));
  const local = await openLocalModel(join(folder, "model"), { threads: 1 });
  afterAll(async () => {
    await local.close();
    await rm(folder, { recursive: true });
  });
  const program = parse(SOURCE, { file: "f.js" });
  const parts: { program: typeof program; posed: ReturnType<typeof pose> }[] = [];
  const documents: string[] = [];
  const truths: TraceRows[] = [];
  for (const call of ["f(2, 7)", "f(1, 4)"]) {
    const recorded = await trace(program, { call });
    const truth = traceRows(recorded) as TraceRows;
    truths.push(truth);
    const posed = pose(recorded, { dataset: "test", family: "test", tasks: ["output", "state"] });
    parts.push({ program, posed });
    for (const question of posed.questions) {
      const text = dialectPrompt(question, program, { style: "cot" })!.text;
      const { head, question: asked } = readDialectPrompt(text)!;
      // Of the second call a value is wrong in the third row.
      const lines = traceText(truth).split("\n");
      if (call === "f(1, 4)") lines[3] = lines[3].replace(/ \S+( \S+ [;TF])$/, " 15$1");
      documents.push(`${head}\n${lines.join("\n")}${asked}\nAnswer: ${answerText(question.truth)}`);
    }
  }
  const set = questionSet("test", 1, parts);
  const model = await languageModelOf(
    reciting(local, documents),
    { path: folder },
    { name: "embedded", ...dialectParts({ version: 1, style: "cot" }) },
  );

  it("compares each call's own trace with the recorded one, and answers with baselines", async () => {
    const out = join(folder, "run");
    const report = await freeRunning(set, model, { out, documents: documents.slice(0, 2) });
    const [split] = report.splits;
    expect(split).toMatchObject({
      split: "test",
      programs: 1,
      calls: 2,
      outcomes: { outcomes: 2, normalisedEntropy: 1 },
    });
    const [own] = split.traces;
    expect(own.model).toBe("embedded");
    expect(own.exact).toMatchObject({ n: 2, mean: 0.5 });
    expect(own.divergences).toMatchObject([{ kind: "value", count: 1, medianRow: 2 }]);
    // The recited document is the true one up to that value: behind the true rows of the other call all is right.
    expect(own.forced?.rows.n).toBe(truths[0].rows.length + truths[1].rows.length + 2);
    expect(own.rows).toMatchObject({ n: truths[0].rows.length + 1 + 3 });
    const names = new Set(split.tasks.map(({ model: name }) => name));
    for (const name of [
      "embedded",
      "baseline:constant",
      "baseline:copy-input",
      "baseline:random",
      "baseline:last-literal",
      "baseline:5-gram",
      "baseline:8-gram-answers",
    ])
      expect(names).toContain(name);
    expect(split.tasks.find(({ model: name, task }) => name === "embedded" && task === "output")?.mean).toBe(
      1,
    );
    const lines = (await readFile(join(out, "traces.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map(line => JSON.parse(line) as WrittenCall);
    expect(
      lines
        .filter(({ model: name }) => name === "embedded")
        .map(({ exact }) => exact)
        .sort(),
    ).toEqual([false, true]);
    expect(freeRunningText(report)).toMatch(
      /test: 1 programs, 2 calls; 2 different outputs, normalised entropy 1\.000/,
    );
    // What is there is not asked again, and says the same.
    expect(await freeRunning(set, model, { out, documents: documents.slice(0, 2) })).toEqual(report);
  });

  it("says which rows a model would write behind the true ones", async () => {
    const question = parts[0].posed.questions[0];
    const about = { key: callKey(question), question, program, truth: truths[0] };
    const knowing = await forcedOfModel(reciting(local, documents), about);
    expect(knowing).toEqual({
      rows: "1".repeat(truths[0].rows.length + 1),
      lines: "1".repeat(truths[0].rows.length + 1),
    });
    const guessing = await forcedOfModel(local, about);
    expect(guessing?.rows).toMatch(/^0+$/);
    const ngrams = forcedOfNgrams(new NgramTable(documents.slice(0, 1)), about);
    expect(ngrams?.rows).toHaveLength(truths[0].rows.length + 1);
    expect(ngrams?.rows).toContain("1");
  });

  it("counts a call whose requests failed as a trace that is wrong", async () => {
    const failing = {
      ...model,
      generate: async (...[request, options]: Parameters<typeof model.generate>) => {
        if (request.prompt.includes("f(1, 4)")) throw new ProviderError("invalid request", "out of memory");
        return model.generate(request, options);
      },
    };
    const out = join(folder, "failing");
    const report = await freeRunning(set, failing, { out, documents: documents.slice(0, 2) });
    const [own] = report.splits[0].traces;
    expect(own.exact).toMatchObject({ n: 2, mean: 0.5 });
    expect(own.unwritten).toBe(1);
    expect(own.divergences).toMatchObject([{ kind: "header", count: 1, example: { call: "f(1, 4)" } }]);
    expect(freeRunningText(report)).toMatch(
      /^embedded: 1 calls without a trace \(failed, or answered without one\) count as wrong$/m,
    );
  });

  it("takes the trace of another question where the first one's request failed", async () => {
    const [first, second] = parts[0].posed.questions;
    const key = callKey(first);
    const known = new Map([[key, { key, question: first, program, truth: truths[0] }]]);
    const manifest = { model: "m", style: "cot", dialect: "tracebook" };
    const row = (question: string, completion: string) => ({ question, completion, sample: 0 });
    const written = (questions: readonly object[], rows: readonly object[]) =>
      writtenCalls({ manifest, set: { ...set, questions }, rows } as never, known);
    const said = `${traceText(truths[0])}\nAnswer: 1`;
    const { calls } = written([first, second], [row(first.id, ""), row(second.id, said)]);
    expect(calls).toMatchObject([{ exact: true, text: traceText(truths[0]) }]);
    // What the dialect has no words for is put in the general wording, which asks for no trace of the dialect.
    expect(written([{ ...first, task: "input" }], [row(first.id, "Answer: 1")])).toEqual({
      calls: [],
      leftOut: [{ split: "test", why: "asked in the general wording" }],
    });
    expect(written([first], [row(first.id, "Answer: 1")]).calls).toMatchObject([{ exact: false, text: "" }]);
  });

  it("refuses models of one name, which would be counted as one", async () => {
    const run = (twins: readonly string[], name = "embedded") =>
      freeRunning(set, { ...model, name }, { out: join(folder, "names"), documents, twins });
    await expect(run(["baseline:random"], "baseline:random")).rejects.toThrow(
      /^--twins: baseline:random is asked already, as the model/,
    );
    await expect(run(["baseline:random", "baseline:random"])).rejects.toThrow(
      /^--twins: baseline:random is asked already, as a twin/,
    );
  });

  it("refuses models that write no traces", async () => {
    const direct = { ...model, style: "direct" as const };
    await expect(freeRunning(set, direct, { out: folder, documents })).rejects.toThrow(
      /^--model: embedded was not trained to write traces/,
    );
    const other = { ...model, dialect: undefined };
    await expect(freeRunning(set, other, { out: folder, documents })).rejects.toThrow(
      /^--model: embedded was not trained on the dialect/,
    );
    await expect(freeRunning(set, model, { out: folder, documents: [] })).rejects.toThrow(/^--corpus: /);
  });
});
