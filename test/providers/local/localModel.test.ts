import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAsked } from "../../../src/evaluate/openAsked.js";
import { PIECE } from "../../../src/lens/decode/TextReader.js";
import type { LocalOptions } from "../../../src/providers/local/LocalOptions.js";
import { type LocalLanguageModel, localModel } from "../../../src/providers/local/localModel.js";
import type { Settings } from "../../../src/providers/Model.js";
import { openModel } from "../../../src/providers/openModel.js";
import { ProviderError } from "../../../src/providers/ProviderError.js";
import type { TokenScore } from "../../../src/providers/TokenScore.js";
import { tinyFolder } from "./tinyFolder.js";

const TEMPLATE =
  "{{ bos_token }}{% for m in messages %}[{{ m['content'] }}]{% endfor %}" +
  "{% if add_generation_prompt %}Answer{% endif %}";
const TEXT = "return x 日本 月 😀é == 12\n";

async function fault(promise: Promise<unknown>): Promise<ProviderError> {
  const thrown = await promise.then(
    () => undefined,
    error => error,
  );
  expect(thrown).toBeInstanceOf(ProviderError);
  return thrown as ProviderError;
}

/** Spans that follow each other from 0 to the end of the text. */
function expectCover(text: string, tokens: readonly TokenScore[]): void {
  let end = 0;
  for (const token of tokens) {
    expect(token.byteStart).toBe(end);
    expect(token.byteEnd).toBeGreaterThanOrEqual(token.byteStart);
    end = token.byteEnd;
  }
  expect(end).toBe(Buffer.byteLength(text));
}

describe("a local model (small random weights)", () => {
  let folder: string;
  const open: LocalLanguageModel[] = [];
  let plain: LocalLanguageModel;
  let chat: LocalLanguageModel;

  const load = async (name: string, options: Partial<LocalOptions> = {}): Promise<LocalLanguageModel> => {
    const model = await localModel({ path: join(folder, name), threads: 1, ...options });
    open.push(model);
    return model;
  };
  const ask = (model: LocalLanguageModel, settings: Settings, prompt = "return x", sample = 0) =>
    model.generate({ prompt, sample, settings: { maxTokens: 12, ...settings } });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tracebook-local-"));
    await tinyFolder(join(folder, "plain"));
    await tinyFolder(join(folder, "chat"), { template: TEMPLATE });
    await tinyFolder(join(folder, "other"), { model: "qwen3" });
    plain = await load("plain");
    chat = await load("chat");
  });
  afterAll(async () => {
    for (const model of open) await model.close();
    await rm(folder, { recursive: true });
  });

  it("says what it can, and is told apart by weights, engine, template and context", async () => {
    expect(plain.can).toEqual({
      samples: true,
      logprobs: 100,
      promptLogprobs: true,
      logits: true,
      hiddenStates: true,
      typed: "grammar",
      seed: true,
      stop: true,
    });
    expect(plain.name).toBe(`local:${join(folder, "plain")}`);
    expect(plain.identity).toMatchObject({ endpoint: "completions", contextSize: "512", provider: "cpu" });
    expect(Object.values(plain.identity!).join(" ")).toMatch(/onnxruntime-node \d+\.\d+/);
    expect(chat.identity).toMatchObject({
      endpoint: "chat",
      chatTemplate: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const other = await load("other");
    expect(plain.identity?.weights).toMatch(/^[0-9a-f]{32,64}$/);
    expect(other.identity?.weights).not.toBe(plain.identity?.weights);
    await plain.check!();
  });

  it("has its hooks and logits at hand", async () => {
    const { hooks, logits } = await plain.local.run([65, 66], { hooks: ["blocks.0.hook_resid_post"] });
    expect(logits?.dims).toEqual([1, 2, 259]);
    expect(hooks.get("blocks.0.hook_resid_post")?.dims).toEqual([1, 2, 16]);
  });

  it("answers alike without a temperature, whatever was asked before", async () => {
    const first = await ask(plain, {});
    await ask(plain, { temperature: 1, seed: 9 }, "something else");
    expect((await ask(plain, {})).text).toBe(first.text);
    expect(first).toMatchObject({ inputTokens: 8, outputTokens: 12, finish: "length" });
  });

  it("reads the beginning that prompts share once, and gives the same log-probabilities to the bit", async () => {
    const program = "let total = 0; for (const x of list) total += x;\n".repeat(6);
    const questions = ["Which line comes next?", "What is the value of total?", "x"];
    const settings = { logprobs: 3, temperature: 1, seed: 4 };
    const fresh = [];
    for (const question of questions) {
      const alone = await localModel({ path: join(folder, "plain"), threads: 1 });
      fresh.push(await ask(alone, settings, program + question));
      await alone.close();
    }
    const model = await load("plain");
    for (const [index, question] of questions.entries()) {
      const { tokens, text, cachedInputTokens = 0 } = await ask(model, settings, program + question);
      expect({ text, tokens }).toEqual({ text: fresh[index].text, tokens: fresh[index].tokens });
      const shared = Math.floor(program.length / PIECE) * PIECE;
      expect(cachedInputTokens).toBe(index === 0 ? 0 : shared);
    }
    // A prompt that is a beginning of the one before keeps its last token to be read.
    const again = await ask(model, settings, program.slice(0, 2 * PIECE));
    expect(again.cachedInputTokens).toBe(PIECE);
  });

  it("draws by the seed; sample k by seed + k", async () => {
    const settings = { temperature: 1.5, seed: 5 };
    const one = await ask(plain, settings);
    expect((await ask(plain, settings)).text).toBe(one.text);
    const next = await ask(plain, settings, "return x", 1);
    expect(next.text).not.toBe(one.text);
    expect((await ask(plain, { ...settings, seed: 6 })).text).toBe(next.text);
    expect((await ask(plain, { ...settings, topP: 0.001 })).text).toBe((await ask(plain, {})).text);
  });

  it("answers one at a time though asked at once", async () => {
    const settings = { temperature: 1, seed: 1 };
    const alone = [await ask(plain, settings, "a"), await ask(plain, settings, "b")].map(({ text }) => text);
    const together = await Promise.all([ask(plain, settings, "a"), ask(plain, settings, "b")]);
    expect(together.map(({ text }) => text)).toEqual(alone);
  });

  it("ends at a stop string and leaves it out", async () => {
    let tried = 0;
    for (let seed = 0; seed < 20; seed++) {
      const settings = { temperature: 1.5, seed, maxTokens: 60 };
      const { text } = await ask(plain, settings);
      const stop = /[ -~]{2}/.exec(text.slice(1))?.[0];
      if (stop === undefined) continue;
      tried++;
      const cut = await ask(plain, { ...settings, stop: ["never there", stop], logprobs: 0 });
      expect(text.startsWith(cut.text)).toBe(true);
      expect(cut.text).not.toContain(stop);
      expect(cut.finish).toBe("stop");
      expectCover(cut.text, cut.tokens!);
    }
    expect(tried).toBeGreaterThan(3);
  });

  it("scores each sampled token, with spans that cover the text", async () => {
    for (let seed = 0; seed < 5; seed++) {
      const { text, tokens } = await ask(plain, { temperature: 2, seed, maxTokens: 30, logprobs: 3 });
      expectCover(text, tokens!);
      for (const { logprob, top, id } of tokens!) {
        expect(logprob).toBeLessThan(0);
        expect(top).toHaveLength(3);
        expect(top![0].logprob).toBeGreaterThanOrEqual(top![1].logprob);
        const same = top!.find(other => other.id === id);
        if (same !== undefined) expect(same.logprob).toBe(logprob);
        else expect(logprob).toBeLessThanOrEqual(top![2].logprob);
      }
    }
  });

  it("scores a text byte by byte, half characters too; what it says scores as it was scored", async () => {
    for (const text of [TEXT, ` ${TEXT}`, "\n", "月", "<s>", "x".repeat(300)]) {
      const tokens = await plain.score!(text, { top: 2 });
      expectCover(text, tokens);
      expect(tokens[0].logprob).toBe(undefined);
      for (const token of tokens.slice(1)) {
        expect(token.logprob).toBeLessThan(0);
        expect(token.top).toHaveLength(2);
      }
    }
    expect(await plain.score!("")).toEqual([]);
    for (let seed = 0; seed < 4; seed++) {
      const { text, tokens } = await ask(plain, { temperature: 1, seed, logprobs: 0, stop: ["é"] });
      if (text.includes("�")) continue;
      const said = (await plain.score!(`return x${text}`)).slice(-tokens!.length);
      for (const [index, token] of said.entries()) {
        expect(token.id).toBe(tokens![index].id);
        expect(token.logprob).toBeCloseTo(tokens![index].logprob!, 4);
      }
    }
  });

  it("gives probabilities that sum to 1 over the vocabulary", async () => {
    const tokens = await plain.score!("ab", { top: 1000 });
    const sum = tokens[1].top!.reduce((total, { logprob }) => total + Math.exp(logprob), 0);
    expect(tokens[1].top).toHaveLength(259);
    expect(sum).toBeCloseTo(1, 6);
  });

  it("holds answers to a grammar", async () => {
    const form = { schema: {}, grammar: 'root ::= "Answer: " [0-9] [0-9]' };
    for (let seed = 0; seed < 3; seed++) {
      const request = { prompt: "x", sample: 0, settings: { temperature: 1, seed }, form };
      const { text, finish } = await plain.generate(request);
      expect(text).toMatch(/^Answer: \d\d$/);
      expect(finish).toBe("stop");
    }
  });

  it("renders prompts by the model's template, unless told to give them as they are", async () => {
    const raw = await load("chat", { endpoint: "completions" });
    const settings = { temperature: 1, seed: 1, maxTokens: 30 };
    const rendered = await ask(chat, settings, "1+1?");
    expect(rendered.text).toBe((await ask(raw, settings, "<s>[1+1?]Answer")).text);
    expect(rendered.text).not.toBe((await ask(raw, settings, "1+1?")).text);
    await expect(load("plain", { endpoint: "chat" })).rejects.toThrow("has no chat template");
  });

  it("gives the template the date and the variables of a run, and asks for a date it needs", async () => {
    await tinyFolder(join(folder, "dated"), { template: `{{ strftime_now("%d %b") }}{{ mark }}${TEMPLATE}` });
    const name = `local:${join(folder, "dated")}`;
    const context = { questions: [], seed: 1 };
    await expect(openModel(name, context)).rejects.toThrow(/dated.*say --chat-date YYYY-MM-DD/);
    const options = { out: "", chatDate: "2026-11-23", chatVariables: { mark: "!" } };
    const dated = (await openAsked(name, options, context)) as LocalLanguageModel;
    const raw = await load("chat", { endpoint: "completions" });
    const expected = await ask(raw, {}, "23 Nov!<s>[1+1?]Answer");
    expect((await ask(dated, {}, "1+1?")).text).toBe(expected.text);
    await dated.close();
    await expect(openAsked(name, { ...options, endpoint: "completions" }, context)).rejects.toThrow(
      "--chat-date",
    );
  });

  it("tells a prompt that does not fit, and ends where the context is full", async () => {
    const error = await fault(ask(plain, {}, "x\n".repeat(300)));
    expect([error.fault, error.message]).toEqual([
      "context length",
      expect.stringMatching(/^600 tokens do not fit the context of 512 tokens \(.*plain\)$/),
    ]);
    expect((await fault(plain.score!("x\n".repeat(300)))).fault).toBe("context length");
    const short = await load("plain", { contextLength: 100 });
    expect((await fault(ask(short, {}, "x".repeat(100)))).message).toContain("the context of 100 tokens");
    const full = await short.generate({
      prompt: "x".repeat(90),
      sample: 0,
      settings: { temperature: 1, seed: 2 },
    });
    expect(full.finish === "stop" || full.inputTokens! + full.outputTokens! === 100).toBe(true);
  });

  it("ends with the caller's reason, or when it takes too long", async () => {
    const controller = new AbortController();
    const request = { prompt: "x", sample: 0, settings: { temperature: 1, seed: 1 } };
    const asked = plain.generate(request, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    expect((await fault(plain.generate(request, { timeoutMs: 0 }))).fault).toBe("timeout");
  });

  it("is opened once by its string, until it is closed", async () => {
    const name = `local:${join(folder, "plain")}`;
    const context = { questions: [], seed: 1 };
    const [one, two] = await Promise.all([openModel(name, context), openModel(name, context)]);
    expect(two).toBe(one);
    await (one as LocalLanguageModel).close();
    const three = (await openModel(name, context)) as LocalLanguageModel;
    expect(three).not.toBe(one);
    expect((await ask(three, {})).text).toBe((await ask(plain, {})).text);
    await three.close();
  });

  it("tells what is no model, by name and reason", async () => {
    const context = { questions: [], seed: 1 };
    await expect(openModel("local:", context)).rejects.toThrow("names no folder and no file");
    await expect(openModel("local:/nowhere/at/all", context)).rejects.toThrow(
      "/nowhere/at/all: no such file or folder",
    );
    await expect(openModel(`local:${folder}`, context)).rejects.toThrow(/config\.json/);
    await expect(openModel("locale:x", context)).rejects.toThrow("local:<folder or file.gguf>");
  });
});
