import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../../src/evaluate/ask.js";
import type { Row } from "../../src/evaluate/Row.js";
import { readRun } from "../../src/evaluate/RunFolder.js";
import { selectQuestions, shardOf } from "../../src/evaluate/selectQuestions.js";
import { type LanguageModel, TEXT_ONLY } from "../../src/providers/Model.js";
import { questionSetLines, readQuestionSet } from "../../src/questions/QuestionSet.js";
import { smallSet } from "./set.js";

const folders: string[] = [];
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "tracebook-run-"));
  folders.push(made);
  return join(made, "run");
}

/** A model that sees prompts only: it counts what it is asked, and may fail or stop the run. */
function counting(act: (asked: number) => void = () => {}): LanguageModel & { asked: number } {
  const model = {
    kind: "language model" as const,
    name: "test:counting",
    can: TEXT_ONLY,
    asked: 0,
    generate: async ({ prompt }: { prompt: string }) => {
      act(++model.asked);
      return {
        text: prompt.includes("YES or NO") ? "Answer: YES" : "Answer: 7",
        inputTokens: prompt.length,
        outputTokens: 3,
      };
    },
  };
  return model;
}

function keys(rows: readonly Row[]): string[] {
  return rows.map(({ question, sample }) => `${question}:${sample}`).sort();
}

describe("ask", () => {
  it("writes questions, flat rows and a manifest, and gives the oracle full marks", async () => {
    const out = folder();
    const set = smallSet();
    const run = await ask(set, "baseline:oracle", { out });
    expect(readdirSync(out).sort()).toEqual(["answers.jsonl", "manifest.json", "questions.jsonl"]);
    expect(run.rows.map(row => row.verdict)).toEqual(set.questions.map(() => "right"));
    expect(run.manifest).toMatchObject({
      model: "baseline:oracle",
      items: 20,
      answered: 20,
      errors: 0,
      datasetSha256: set.sha256,
    });
    expect(run.manifest.environment.finished).not.toBeNull();
    for (const row of run.rows)
      for (const value of Object.values(row)) expect(typeof value === "object" && value !== null).toBe(false);
  });

  it("shows a language model the prompt and nothing else", async () => {
    const seen: unknown[] = [];
    const model: LanguageModel = {
      kind: "language model",
      name: "test:spy",
      can: TEXT_ONLY,
      generate: async (...given) => {
        seen.push(given);
        return { text: "" };
      },
    };
    await ask(smallSet(1), model, { out: folder() });
    for (const given of seen) {
      const [request, options] = given as [object, object];
      expect(Object.keys(request).sort()).toEqual(["prompt", "sample", "settings"]);
      expect(Object.keys(options)).toEqual(["signal"]);
      expect(JSON.stringify(request)).not.toContain("truth");
    }
  });

  it("continues after being stopped: what is answered is not asked again", async () => {
    const out = folder();
    const set = smallSet();
    const stop = new AbortController();
    const first = counting(asked => asked === 6 && stop.abort());
    const partial = await ask(set, first, { out, samples: 2, concurrency: 1, signal: stop.signal });
    expect(partial.rows).toHaveLength(6);
    expect(partial.manifest.environment.finished).toBeNull();
    const second = counting();
    const whole = await ask(set, second, { out, samples: 2 });
    expect(second.asked).toBe(34);
    expect(new Set(keys(whole.rows)).size).toBe(40);
    expect(whole.manifest).toMatchObject({ answered: 40, items: 40 });
    const third = counting();
    const again = await ask(set, third, { out, samples: 2 });
    expect(third.asked).toBe(0);
    expect(again.manifest).toEqual(whole.manifest);
  });

  it("shows demonstrations of other clusters, and keeps how in the setup", async () => {
    const set = smallSet(4);
    const seen: string[] = [];
    const spy = counting();
    const model: LanguageModel = {
      ...spy,
      generate: async request => {
        seen.push(request.prompt);
        return { text: "" };
      },
    };
    const out = folder();
    const { manifest, rows } = await ask(set, model, { out, shots: 2 });
    expect(seen.every(text => text.match(/^Example \d$/gm)?.length === 2)).toBe(true);
    expect(manifest.shots).toEqual({ count: 2, choice: "fixed", from: set.sha256 });
    const again = await ask(set, model, { out: folder(), shots: 2 });
    expect(again.manifest.promptsSha256).toBe(manifest.promptsSha256);
    expect(new Set(rows.map(row => row.prompt)).size).toBe(set.questions.length);
    const random = await ask(set, model, { out: folder(), shots: 2, choice: "random" });
    expect(random.manifest.promptsSha256).not.toBe(manifest.promptsSha256);
    await expect(ask(set, model, { out, shots: 1 })).rejects.toThrow(/this run has shots \{"count":2/);
    await expect(ask(set, model, { out: folder(), shots: 4 })).rejects.toThrow(
      /4 demonstrations asked for, but for question \w+ \(p\d\.js\) there are only 3/,
    );
  });

  it("loses at most the row being written when killed at any byte", async () => {
    const out = folder();
    const set = smallSet(1);
    await ask(set, "baseline:oracle", { out, concurrency: 1 });
    const file = join(out, "answers.jsonl");
    const bytes = readFileSync(file);
    const whole = readFileSync(file, "utf8");
    for (let cut = 0; cut <= bytes.length; cut += 97) {
      writeFileSync(file, bytes.subarray(0, cut));
      const lines = bytes.subarray(0, cut).toString().split("\n").length - 1;
      expect((await readRun(out)).rows).toHaveLength(lines);
      await ask(set, "baseline:oracle", { out, concurrency: 1 });
      const strip = (text: string): string => text.replace(/"latencyMs":[\d.]+/g, "");
      expect(strip(readFileSync(file, "utf8"))).toBe(strip(whole));
    }
  });

  it("tries again what failed in the model, and counts a failure as an error", async () => {
    const out = folder();
    const set = smallSet(1);
    const failing = counting(asked => {
      if (asked <= 2) throw new Error("503 overloaded");
    });
    const first = await ask(set, failing, { out, concurrency: 1 });
    const errors = first.rows.filter(row => row.verdict === "error");
    expect(errors.map(row => [row.reason, row.error, row.score])).toEqual([
      ["model error", "503 overloaded", 0],
      ["model error", "503 overloaded", 0],
    ]);
    expect(first.manifest).toMatchObject({ answered: 3, errors: 2 });
    const second = await ask(set, counting(), { out });
    expect(second.manifest).toMatchObject({ answered: 5, errors: 0 });
    expect(second.rows).toHaveLength(7);
  });

  it.each([
    [
      "another model",
      { model: "baseline:random" },
      /manifest\.json: this run has model "baseline:oracle", not "baseline:random"/,
    ],
    ["another style", { style: "cot" as const }, /has style "direct", not "cot"/],
    ["another number of samples", { samples: 3 }, /has samples 1, not 3/],
    ["another limit", { limit: 2 }, /has limit null, not 2/],
    ["another set", { programs: 3 }, /has datasetSha256 "[0-9a-f]+", not "[0-9a-f]+"/],
  ])("refuses to continue a run with %s, and leaves it as it is", async (_title, change, message) => {
    const out = folder();
    await ask(smallSet(2), "baseline:oracle", { out });
    const before = readdirSync(out).map(name => readFileSync(join(out, name), "utf8"));
    const {
      model = "baseline:oracle",
      programs = 2,
      ...options
    } = change as { model?: string; programs?: number };
    await expect(ask(smallSet(programs), model, { out, ...options })).rejects.toThrow(message);
    expect(readdirSync(out).map(name => readFileSync(join(out, name), "utf8"))).toEqual(before);
  });

  it("says what is wrong with a damaged run", async () => {
    const out = folder();
    await ask(smallSet(1), "baseline:oracle", { out });
    appendFileSync(join(out, "answers.jsonl"), '{"schema":"tracebook/row@2"}\n');
    await expect(readRun(out)).rejects.toThrow(
      /answers\.jsonl:6: expected schema tracebook\/row@1, got "tracebook\/row@2"/,
    );
    await expect(readRun(join(out, "nothing"))).rejects.toThrow(/manifest\.json: cannot read \(ENOENT\)/);
  });

  it("replays a recorded run from its prompts", async () => {
    const set = smallSet();
    const recorded = folder();
    const out = folder();
    const first = await ask(set, counting(), { out: recorded, samples: 2 });
    const second = await ask(set, `replay:${recorded}`, { out, samples: 2 });
    const answers = (rows: readonly Row[]): string[] =>
      rows.map(r => `${r.question}:${r.sample} ${r.completion} ${r.verdict}`).sort();
    expect(answers(second.rows)).toEqual(answers(first.rows));
    expect(second.rows.every(row => row.cacheHit)).toBe(true);
    const other = await ask(set, `replay:${recorded}`, { out: folder(), style: "cot" });
    expect(new Set(other.rows.map(row => row.verdict))).toEqual(new Set(["error"]));
  });

  it("refuses models it does not have, naming those it has", async () => {
    const asked = (name: string): Promise<unknown> => ask(smallSet(1), name, { out: folder() });
    await expect(asked("embed")).rejects.toThrow(
      /unknown model: "embed" \(available: embedded, embedded-direct, embedded-random, embedded-codebook-mlp, embedded-codebook-attn-mlp, openai:<model>\[@<base url>\], .*local:<folder or file\.gguf>, .*replay:<run folder>, .*baseline:oracle, baseline:constant, baseline:copy-input, baseline:random\)/,
    );
    await expect(asked("baseline:best")).rejects.toThrow(/unknown model: "baseline:best"/);
    await expect(asked(`replay:${folder()}`)).rejects.toThrow(/no run to replay/);
  });
});

describe("selectQuestions", () => {
  const { questions } = smallSet(20);

  it("parts the questions into shards that are disjoint, complete and stable", () => {
    const parts = [0, 1, 2].map(index =>
      selectQuestions(questions, { limit: null, shard: { index, count: 3 }, seed: 1 }),
    );
    expect(
      parts
        .flat()
        .map(q => q.id)
        .sort(),
    ).toEqual(questions.map(q => q.id).sort());
    expect(parts.every(part => part.length > 10)).toBe(true);
    expect(shardOf("0123456789abcdef", 1000)).toBe(shardOf("0123456789abcdef", 1000));
  });

  it("takes a limit by hash: a larger one only adds", () => {
    const take = (limit: number): string[] =>
      selectQuestions(questions, { limit, shard: null, seed: 1 }).map(q => q.id);
    expect(take(10)).toHaveLength(10);
    expect(take(20)).toEqual(expect.arrayContaining(take(10)));
    expect(
      new Set(selectQuestions(questions, { limit: 30, shard: null, seed: 1 }).map(q => q.task)).size,
    ).toBe(5);
  });
});

describe("readQuestionSet", () => {
  const set = smallSet(2);
  const text = questionSetLines(set);

  it("reads back what was written, to the byte", () => {
    const read = readQuestionSet(text, "set.jsonl");
    expect(read.sha256).toBe(set.sha256);
    expect(questionSetLines(read)).toBe(text);
  });

  it.each([
    ["an empty file", "", /^set\.jsonl: empty/],
    ["no JSON", `${text.split("\n")[0]}\n{"schema": \n`, /^set\.jsonl:2: not JSON: \{"schema":/],
    [
      "another schema",
      text.replace("tracebook/questions@1", "tracebook/questions@9"),
      /^set\.jsonl:1: expected schema tracebook\/questions@1, got "tracebook\/questions@9"/,
    ],
    ["a missing field", text.replace('"family":"even",', ""), /^set\.jsonl:2: .*family/],
    ["an edited row", text.replace('"call":"f(0)"', '"call":"f(9)"'), /content does not fit its hash/],
    [
      "a missing row",
      `${text.trimEnd().split("\n").slice(0, -1).join("\n")}\n`,
      /content does not fit its hash/,
    ],
  ])("refuses %s with file and row", (_title, broken, message) => {
    expect(() => readQuestionSet(broken, "set.jsonl")).toThrow(message);
  });
});
