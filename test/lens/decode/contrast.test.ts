import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contrast, contrastScores } from "../../../src/lens/decode/contrast.js";
import { generate } from "../../../src/lens/decode/generate.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { logitRows, logSoftmax, tinyModel } from "./models.js";

const PROMPT = [...Buffer.from("return ")];

describe("contrastive decoding", () => {
  let expert: LocalModel;
  let amateur: LocalModel;
  beforeAll(async () => {
    expert = await tinyModel("llama");
    amateur = await tinyModel("qwen3");
  });
  afterAll(async () => {
    await expert.close();
    await amateur.close();
  });

  it("is the formula of the paper on a distribution written out by hand", () => {
    const p = [0.5, 0.3, 0.15, 0.04, 0.01];
    const q = [0.6, 0.1, 0.2, 0.05, 0.05];
    const logits = (shares: number[], shift: number): number[] =>
      shares.map(share => Math.log(share) + shift);
    const scores = contrastScores(logits(p, 3), logits(q, -2), { alpha: 0.1 });
    // V_head holds tokens of at least 0.05: the first three.
    for (const [id, score] of scores.entries()) {
      if (p[id] < 0.05) expect(score).toBe(Number.NEGATIVE_INFINITY);
      else expect(score).toBeCloseTo(Math.log(p[id]) - Math.log(q[id]), 10);
    }
    const [half] = contrastScores(logits(p, 0), logits(q, 0), { beta: 0.5 });
    expect(half).toBeCloseTo(Math.log(0.5) - 0.5 * Math.log(0.6), 10);
    const squared = q.map(share => share ** 2);
    const norm = squared.reduce((a, b) => a + b);
    const [, colder] = contrastScores(logits(p, 0), logits(q, 0), { amateurTemperature: 0.5 });
    expect(colder).toBeCloseTo(Math.log(0.3) - Math.log(0.01 / norm), 10);
  });

  it("chooses what the formula chooses on whole texts; log-probabilities are the expert's", async () => {
    if (expert.tokenizer.hash !== amateur.tokenizer.hash) throw new Error("the tokenizers must be the same");
    const ids: number[] = [];
    const expected: number[] = [];
    const size = expert.tokenizer.size;
    while (ids.length < 10) {
      const text = [...PROMPT, ...ids];
      const own = logSoftmax((await logitRows(expert, text)).at(-1)!);
      const other = logSoftmax((await logitRows(amateur, text)).at(-1)!);
      const most = Math.max(...own);
      const scores = own.map((value, id) =>
        id < size && value >= most + Math.log(0.3) ? value - 0.8 * other[id] : Number.NEGATIVE_INFINITY,
      );
      const best = scores.indexOf(Math.max(...scores));
      ids.push(best);
      expected.push(own[best]);
    }
    const options = { alpha: 0.3, beta: 0.8, maxTokens: 10, stopIds: [], logprobs: 0 };
    const generated = await contrast(expert, amateur, PROMPT, options);
    expect([...generated.ids]).toEqual(ids);
    for (const [i, logprob] of expected.entries()) expect(generated.logprobs![i]).toBeCloseTo(logprob, 4);
  });

  it("is the expert alone with an amateur of no weight, or with a mask that leaves one token", async () => {
    const alone = await generate(expert, PROMPT, { maxTokens: 12 });
    for (const options of [{ beta: 0, alpha: 0 }, { alpha: 1 }]) {
      const generated = await contrast(expert, amateur, PROMPT, { maxTokens: 12, ...options });
      expect([...generated.ids]).toEqual([...alone.ids]);
    }
  });

  it("refuses models of different tokenizers, naming them, and numbers that cannot be", async () => {
    const other = {
      ...amateur,
      name: "local:other",
      tokenizer: { ...amateur.tokenizer, hash: "f".repeat(64) },
    };
    await expect(contrast(expert, other as LocalModel, PROMPT)).rejects.toThrow(
      /local:.*llama and local:other have different tokenizers \([0-9a-f]{12}…, ffffffffffff…\)/,
    );
    await expect(contrast(expert, amateur, PROMPT, { alpha: 2 })).rejects.toThrow(
      "contrast: alpha: expected",
    );
    await expect(contrast(expert, amateur, PROMPT, { beta: -1 })).rejects.toThrow("contrast: beta");
    await expect(contrast(expert, amateur, PROMPT, { amateurTemperature: 0 })).rejects.toThrow(
      "amateurTemperature",
    );
  });
});
