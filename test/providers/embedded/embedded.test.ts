import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../../src/evaluate/ask.js";
import { outOfFamily } from "../../../src/evaluate/dialectNotes.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { parse } from "../../../src/program/parse.js";
import { dialectParts } from "../../../src/providers/embedded/dialectParts.js";
import { dialectPrompt } from "../../../src/providers/embedded/dialectPrompt.js";
import { readDialectPrompt } from "../../../src/providers/embedded/readDialectPrompt.js";
import { languageModelOf } from "../../../src/providers/local/languageModelOf.js";
import type { LocalLanguageModel } from "../../../src/providers/local/localModel.js";
import { openModel } from "../../../src/providers/openModel.js";
import { traceText } from "../../../src/questions/dialect/dialectText.js";
import type { TraceRows } from "../../../src/questions/dialect/TraceRow.js";
import { type RowRefusal, traceRows } from "../../../src/questions/dialect/traceRows.js";
import { pose } from "../../../src/questions/pose/pose.js";
import { questionSet } from "../../../src/questions/QuestionSet.js";
import { trace } from "../../../src/trace/trace.js";
import { dialectFolder } from "./dialectFolder.js";
import { reciting } from "./reciting.js";

const SOURCE = `function f(a, b) {
  let c = 3;
  while (a > 0) {
    [b, c] = [c, b];
    a -= 1;
  }
  return c;
}
`;

const put = (lines: string[], at: number, line: string): string[] =>
  lines.map((own, i) => (i === at ? line : own));

describe("a model of the dialect (random weights; documents by heart)", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracebook-embedded-"));
  const program = parse(SOURCE, { file: "f.js" });
  const recorded = await trace(program, { call: "f(2, 7)" });
  const rows = traceRows(recorded) as Exclude<TraceRows | RowRefusal, RowRefusal>;
  const posed = pose(recorded, { dataset: "test", family: "test" });
  const set = questionSet("test", 1, [{ program, posed }]);
  const state = posed.questions.find(({ task }) => task === "state")!;
  const output = posed.questions.find(({ task }) => task === "output")!;
  const cot = { style: "cot" } as const;
  const text = dialectPrompt(state, program, cot)!.text;
  const { head } = readDialectPrompt(text)!;
  const opened: LocalLanguageModel[] = [];

  const recite = async (documents: readonly string[], style: "cot" | "direct" = "cot") => {
    const local = reciting(await openLocalModel(join(folder, "cot"), { threads: 1 }), documents);
    const model = await languageModelOf(
      local,
      { path: folder },
      { name: "embedded", ...dialectParts({ version: 1, style }) },
    );
    opened.push(model);
    return { model, local };
  };
  const document = (written: string, question: string, answer: string): string =>
    `${head}\n${written}${question.slice(question.indexOf("\n#ask"))} ${answer}`;

  beforeAll(async () => {
    await dialectFolder(join(folder, "cot"));
    await dialectFolder(join(folder, "direct"), { tracebook: { dialect: 1, style: "direct" } });
    await dialectFolder(join(folder, "plain"), { tracebook: null });
  });
  afterAll(async () => {
    for (const model of opened) await model.close();
    await rm(folder, { recursive: true });
  });

  it("writes prompts as the documents are: program behind labels, call, place for a trace, question", () => {
    expect(text.split("\n").slice(0, 3)).toEqual(["#code", "@1 function f(a, b) {", "@2   let c = 3;"]);
    expect(text).toMatch(
      /\n@8 \}\n#call f\(2, 7\)\n#trace\n#ask state \w (before|after)\n@\d k=\d\nAnswer:$/,
    );
    const first = dialectPrompt(output, program, { order: "call-first" })!;
    expect(first.text).toMatch(/^#call f\(2, 7\)\n#code\n@1 [\s\S]*\n@8 \}\n#ask output\nAnswer:$/);
    const { programs } = first;
    const shown = programs.find(({ program: id }) => id === program.id)!;
    const bytes = Buffer.from(first.text);
    for (const [at, from, length] of shown.pieces) {
      if (from + length > SOURCE.length - 1) continue;
      expect(bytes.subarray(at, at + length).toString()).toBe(SOURCE.slice(from, from + length));
    }
    expect(shown.pieces.reduce((sum, [, , length]) => sum + length, 0)).toBe(SOURCE.length);
  });

  it("has no words for other tasks, printed text and programs that are run without a call", () => {
    const other = posed.questions.filter(({ task }) =>
      ["input", "definition", "branch", "iterations"].includes(task),
    );
    expect(other.length).toBeGreaterThan(3);
    for (const question of other) expect(dialectPrompt(question, program)).toBeUndefined();
    expect(dialectPrompt({ ...output, call: "" }, program)).toBeUndefined();
  });

  it("writes the trace, then the answer", async () => {
    const { model } = await recite([document(traceText(rows), text, "12")]);
    const {
      text: said,
      finish,
      outputTokens,
    } = await model.generate({ prompt: text, sample: 0, settings: {} });
    expect(said).toBe(`${traceText(rows)}\nAnswer: 12`);
    expect(finish).toBe("stop");
    const written = model.local.tokenizer.encode(traceText(rows).replace("#trace", "")).length;
    expect(outputTokens).toBe(written + 1);
  });

  it("writes one trace for all questions about a call", async () => {
    const second = dialectPrompt(output, program, cot)!.text;
    const { model, local } = await recite([
      document(traceText(rows), text, "12"),
      document(traceText(rows), second, "7"),
    ]);
    const one = await model.generate({ prompt: text, sample: 0, settings: {} });
    const runs = local.read.length;
    const two = await model.generate({ prompt: second, sample: 0, settings: {} });
    expect(two.text).toBe(`${traceText(rows)}\nAnswer: 7`);
    expect(local.read.length - runs).toBeLessThan(4);
    expect(two.outputTokens).toBe(1);
    expect(two.cachedInputTokens).toBeGreaterThan(one.outputTokens!);
    const again = await model.generate({ prompt: text, sample: 0, settings: {} });
    expect(again.text).toBe(one.text);
  });

  it("answers at once in style direct", async () => {
    const direct = dialectPrompt(output, program)!.text;
    const { model } = await recite([`${direct} 9`]);
    const { text: said, outputTokens } = await model.generate({ prompt: direct, sample: 0, settings: {} });
    expect(said).toBe("Answer: 9");
    expect(outputTokens).toBe(1);
  });

  it.each([
    ["a row that is none", (lines: string[]) => put(lines, 2, "@3 k=1 oops"), /@3 k=1 oops\n@4$/],
    [
      "a line the program does not have",
      (lines: string[]) => put(lines, 2, "@31 k=1 4 7 3 . ;"),
      /@31 k=1 4 7 3 \. ;\n@4$/,
    ],
    ["no header", (lines: string[]) => put(lines, 0, "#trace"), /^#trace\n@2$/],
    ["no return", (lines: string[]) => lines.slice(0, 4), /;$|T$/],
    ["text behind the return", (lines: string[]) => [...lines, "@2 k=9 1 2 3 . ;"], /@2 k=9 1 2 3 \. ;$/],
  ])("gives a trace up with the finish `length`: %s", async (_why, change, end) => {
    const broken = change(traceText(rows).split("\n")).join("\n");
    const { model } = await recite([document(broken, text, "12"), `${document(broken, text, "12")}`]);
    const { text: said, finish } = await model.generate({ prompt: text, sample: 0, settings: {} });
    expect(finish).toBe("length");
    expect(said).not.toContain("Answer");
    expect(said).toMatch(end);
  });

  it("stops where there is no room, in the settings or the context", async () => {
    const { model } = await recite([document(traceText(rows), text, "12")]);
    const cut = await model.generate({ prompt: text, sample: 0, settings: { maxTokens: 30 } });
    expect(cut).toMatchObject({ finish: "length", outputTokens: 30 });
    expect(traceText(rows).startsWith(cut.text)).toBe(true);
    const endless = [...traceText(rows).split("\n").slice(0, -1), ...Array(80).fill("@3 k=2 4 7 3 . T")].join(
      "\n",
    );
    const { model: other } = await recite([document(endless, text, "12")]);
    const { finish, text: said } = await other.generate({ prompt: text, sample: 0, settings: {} });
    expect(finish).toBe("length");
    expect(said.split("\n").length).toBeGreaterThan(20);
  });

  it("gives log-probabilities of what it wrote, trace and answer, with spans in the completion", async () => {
    const { model } = await recite([document(traceText(rows), text, "12")]);
    const settings = { logprobs: 2 };
    const said = await model.generate({ prompt: text, sample: 0, settings });
    const bytes = Buffer.from(said.text);
    for (const { text: token, byteStart, byteEnd, logprob } of said.tokens!) {
      expect(bytes.subarray(byteStart, byteEnd).toString()).toBe(token);
      expect(logprob).toBeCloseTo(0, 3);
    }
    expect(said.tokens!.map(({ text: token }) => token).join("")).toBe(
      `${traceText(rows)} 12`.replace("#trace", ""),
    );
  });

  it("draws samples by their seed, each with a trace of its own", async () => {
    const model = (await openModel(`local:${join(folder, "cot")}`, {
      questions: [],
      seed: 1,
    })) as LocalLanguageModel;
    opened.push(model);
    const draw = (sample: number, seed: number) =>
      model.generate({ prompt: text, sample, settings: { temperature: 1, seed } });
    const [a, b, c] = [await draw(0, 4), await draw(1, 4), await draw(0, 5)];
    expect(b.text).toBe(c.text);
    expect(a.text).not.toBe(b.text);
    expect((await draw(0, 4)).text).toBe(a.text);
  });

  it("is found by the key in config.json, and says how it is asked", async () => {
    for (const [name, want] of [
      ["cot", { dialect: "tracebook", style: "cot" }],
      ["direct", { dialect: "tracebook", style: "direct" }],
    ] as const) {
      const model = await openModel(`local:${join(folder, name)}`, { questions: [], seed: 1 });
      opened.push(model as LocalLanguageModel);
      expect(model).toMatchObject({ ...want, can: { typed: undefined, samples: true } });
    }
    const plain = (await openModel(`local:${join(folder, "plain")}`, {
      questions: [],
      seed: 1,
    })) as LocalLanguageModel;
    opened.push(plain);
    expect(plain).not.toHaveProperty("dialect");
    await writeFile(
      join(folder, "plain", "tokenizer_config.json"),
      JSON.stringify({ tracebook: { dialect: 2 } }),
    );
    await expect(
      openModel(`local:${join(folder, "plain")}/`, { questions: [], seed: 2, endpoint: "completions" }),
    ).rejects.toThrow(/tokenizer_config\.json: tracebook\.dialect: expected 1, got 2/);
  });

  it("is asked in its dialect by runs, which say what is out of its family", async () => {
    const known = posed.questions.filter(({ task }) => ["output", "state", "path"].includes(task));
    const { model } = await recite(
      known.map(question => document(traceText(rows), dialectPrompt(question, program, cot)!.text, "7")),
    );
    const run = await ask(set, model, { out: join(folder, "run") });
    expect(run.manifest).toMatchObject({ style: "cot", dialect: "tracebook" });
    expect(run.manifest.notes?.join()).toMatch(
      /^\d+ of \d+ questions are out of the family embedded was trained on \(task input: 1, .*task definition: \d/,
    );
    const rowOf = run.rows.find(({ question }) => question === output.id)!;
    expect(rowOf.completion).toBe(`${traceText(rows)}\nAnswer: 7`);
    expect(rowOf.parsed).toBe("7");
    await expect(ask(set, model, { out: join(folder, "shots"), shots: 1 })).rejects.toThrow(/^--shots: /);
  });

  it("tells programs apart that are none of its family", async () => {
    const why = async (source: string, call = "f(1)") => {
      const other = parse(source, { file: "g.js" });
      const { questions } = pose(await trace(other, { call }), {});
      return outOfFamily(questions.find(({ task }) => task === "output")!, other);
    };
    expect(await why("function f(a) { return a; }")).toBeUndefined();
    expect(await why("function f(a) { return a + 99; }")).toBe("value out of range");
    expect(await why("function f(a) { const b = 77; return a; }")).toBe("value out of range");
    expect(await why("function g(a) { return a; }\nfunction f(a) { return g(a); }")).toBe(
      "more than one function",
    );
    expect(await why("function f(a) { let b = 1, c = 2, d = 3, e = 4; return a; }")).toBe("too many names");
  });
});
