import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scoredOfLogits } from "../../../src/lens/scored/scoredOfLogits.js";
import { scoreLocal } from "../../../src/lens/scored/scoreLocal.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";

const TEXT = 'def f(a):\n    return g("x", [1]) # é🐍 日\n';
/** Short enough for each of the small models' contexts. */
const SHORT = 'f("é🐍 日")\n';
const worst = (a: Float64Array, b: Float64Array): number =>
  a.reduce(
    (most, x, i) => (Number.isNaN(x) && Number.isNaN(b[i]) ? most : Math.max(most, Math.abs(x - b[i]))),
    0,
  );

describe.each(["llama", "gpt2"])("scores of a local model (%s, small and random)", architecture => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await openLocalModel(join(import.meta.dirname, "../goldens", architecture), { threads: 1 });
  });
  afterAll(() => model.close());

  it("are those of its logits, taken at once", async () => {
    const scored = await scoreLocal(model, SHORT, { top: 4, bos: false });
    const { logits } = await model.run(scored.ids);
    const { tokenizer } = model;
    const whole = scoredOfLogits(SHORT, scored.spans, scored.ids, logits!, {
      top: 4,
      bytes: id => (tokenizer.has(id) ? tokenizer.bytes(id) : new Uint8Array(0)),
    });
    expect(worst(scored.logprobs, whole.logprobs)).toBeLessThan(1e-5);
    expect(worst(scored.entropies!, whole.entropies!)).toBeLessThan(1e-5);
    expect(scored.ranks).toEqual(whole.ranks);
    expect(scored.alternatives?.map(list => list.map(({ id }) => id))).toEqual(
      whole.alternatives?.map(list => list.map(({ id }) => id)),
    );
    expect(scored.notes?.[0]).toBe("The first token has no probability: nothing stands before it.");
    expect([scored.model, scored.vocabulary]).toEqual([model.name, model.config.vocabulary]);
  });

  it("of a text longer than the context come from windows that are each the same as a text of its own", async () => {
    const { context } = model.config;
    const long = TEXT.repeat(1 + Math.ceil((2 * context) / Buffer.byteLength(TEXT)));
    const steps: number[] = [];
    const [window, stride] = [context - 8, 16];
    const scored = await scoreLocal(model, long, {
      bos: false,
      window,
      stride,
      onProgress: ({ done }) => steps.push(done),
    });
    expect(scored.ids.length).toBeGreaterThan(2 * context);
    expect([...scored.logprobs].map(Number.isNaN).lastIndexOf(true)).toBe(0);
    expect(scored.notes?.[1]).toMatch(
      new RegExp(
        `^The text of ${scored.ids.length} tokens was scored in \\d+ windows; from token ${window} on each token was given at least ${window - stride} before it`,
      ),
    );
    // The third window, run as a text of its own.
    const tokens = [...scored.windows!].flatMap((number, token) => (number === 2 ? [token] : []));
    const start = tokens.at(-1)! + 1 - window;
    const alone = await model.run(scored.ids.slice(start, start + window));
    const spans = {
      start: new Int32Array(window),
      end: new Int32Array(window),
      special: new Uint8Array(window),
    };
    const own = scoredOfLogits("", spans, scored.ids.slice(start, start + window), alone.logits!);
    for (const token of tokens)
      expect(Math.abs(scored.logprobs[token] - own.logprobs[token - start])).toBeLessThan(1e-4);
    expect(steps.every((done, at) => at === 0 || done > steps[at - 1])).toBe(true);
    expect(steps.at(-1)).toBe(scored.ids.length);
  });

  it("of ids that are another text's are refused, naming token and byte", async () => {
    const ids = model.tokenizer.encode("def g");
    await expect(scoreLocal(model, "def f", { ids })).rejects.toThrow(/^token 4, byte 4: /);
  });

  it("end when they are told to", async () => {
    await expect(scoreLocal(model, TEXT, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });

  it("of an empty text are none, of one token only with a beginning", async () => {
    expect((await scoreLocal(model, "", { bos: false })).ids.length).toBe(0);
    expect((await scoreLocal(model, "a", { bos: false })).logprobs).toEqual(Float64Array.of(Number.NaN));
    if (model.tokenizer.bos === undefined) return;
    const [score] = (await scoreLocal(model, "a", { bos: true })).logprobs;
    expect(score).toBeLessThan(0);
  });
});

describe("a model in whose folder another model's tokenizer lies", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "other-tokenizer-"));
    cpSync(join(import.meta.dirname, "../goldens/llama"), folder, { recursive: true });
    const golden = readFileSync(join(import.meta.dirname, "../tokens/goldens/qwen.json"), "utf8");
    const { tokenizer, config } = JSON.parse(golden) as Record<string, unknown>;
    writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
    writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify(config));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is refused before a text is scored, with both sizes", async () => {
    const model = await openLocalModel(folder, { threads: 1 });
    await expect(scoreLocal(model, TEXT)).rejects.toThrow(
      `${folder}: the tokenizer has 520 tokens and the embedding 259 rows: token 259 (`,
    );
    await model.close();
  });
});
