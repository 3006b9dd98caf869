import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scoreContinuations } from "../../../src/lens/decode/scoreContinuations.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { tinyGguf } from "../../providers/llama/tinyGguf.js";
import { logitRows, logSoftmax } from "./models.js";

/** Log-probabilities of the tokens of a text from one on, read whole. */
async function whole(model: LocalModel, ids: readonly number[], from: number): Promise<number[]> {
  const rows = await logitRows(model, ids);
  return ids.slice(from).map((id, i) => logSoftmax(rows[from + i - 1])[id]);
}

describe("continuations of a prompt", () => {
  let folder: string;
  let model: LocalModel;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tracebook-decode-"));
    await writeFile(join(folder, "bpe.gguf"), tinyGguf({ tokenizer: "bpe" }));
    model = await openLocalModel(join(folder, "bpe.gguf"), { threads: 1 });
  });
  afterAll(async () => {
    await model.close();
    await rm(folder, { recursive: true });
  });

  it("are scored as the whole text is, the shared prompt read once", async () => {
    const prompt = "the x return";
    const continuations = [
      " x",
      " x == 12\n",
      "ab",
      "日本é and a tail that is longer than one piece of a prompt. ".repeat(3),
    ];
    const scored = await scoreContinuations(model, prompt, continuations, { bos: false });
    expect(scored.map(({ text }) => text)).toEqual(continuations);
    const { length } = model.tokenizer.encode(prompt);
    for (const { text, ids, logprobs, logprob, bytes, promptBytes, borderToken } of scored) {
      const all = [...model.tokenizer.encode(prompt + text)];
      expect([...ids]).toEqual(all.slice(length));
      const expected = await whole(model, all, length);
      for (const [i, value] of expected.entries()) expect(logprobs[i]).toBeCloseTo(value, 4);
      expect(logprob).toBeCloseTo(
        expected.reduce((a, b) => a + b),
        3,
      );
      expect({ bytes, promptBytes, borderToken }).toEqual({
        bytes: Buffer.byteLength(text),
        promptBytes: 0,
        borderToken: undefined,
      });
    }
  });

  it("are all scored from the last border they share, where one of them has a token across it", async () => {
    // `==` is a token, and so is `12`.
    const scored = await scoreContinuations(model, "x =", ["=", " 1"], { bos: false });
    const [joined, apart] = scored;
    const text = [...model.tokenizer.encode("x ==")];
    expect(joined.borderToken).toBe(text.length - 1);
    expect(apart.borderToken).toBe(undefined);
    expect([joined.promptBytes, apart.promptBytes]).toEqual([1, 1]);
    expect([joined.bytes, apart.bytes]).toEqual([2, 3]);
    const from = text.length - 1;
    expect(joined.logprob).toBeCloseTo(
      (await whole(model, text, from)).reduce((a, b) => a + b),
      4,
    );
    const other = [...model.tokenizer.encode("x = 1")];
    expect(apart.logprob).toBeCloseTo(
      (await whole(model, other, from)).reduce((a, b) => a + b),
      4,
    );
  });

  it("sum to 1 over all tokens that may come", async () => {
    const words = Array.from({ length: model.tokenizer.size }, (_, id) => id)
      .filter(id => !model.tokenizer.isSpecial(id))
      .map(id => Buffer.from(model.tokenizer.bytes(id)).toString("utf8"))
      .filter(word => !word.includes("�") && model.tokenizer.encode(`.${word}`).length === 2);
    const scored = await scoreContinuations(model, ".", words);
    const sum = scored.reduce((total, { logprob }) => total + Math.exp(logprob), 0);
    expect(scored.every(({ ids }) => ids.length === 1)).toBe(true);
    expect(sum).toBeGreaterThan(0.2);
    expect(sum).toBeLessThan(1);
  });

  it("change with an intervention on the prompt", async () => {
    const action = { kind: "scale", factor: -2 } as const;
    const interventions = [{ hook: "blocks.0.hook_resid_post", positions: [1], action }];
    const [plain] = await scoreContinuations(model, "the x", [" return x"]);
    const [changed] = await scoreContinuations(model, "the x", [" return x"], { interventions });
    const rows = await logitRows(model, [...model.tokenizer.encode("the x return x")], interventions);
    expect(changed.ids).toEqual(plain.ids);
    const at = rows.length - plain.ids.length - 1;
    for (const [i, logprob] of changed.logprobs.entries()) {
      expect(logprob).toBeCloseTo(logSoftmax(rows[at + i])[plain.ids[i]], 4);
      expect(logprob).not.toBeCloseTo(plain.logprobs[i], 3);
    }
  });

  it("are refused where there is nothing to score, nothing before, or no room", async () => {
    const score = (prompt: string, continuations: string[], options = {}) =>
      scoreContinuations(model, prompt, continuations, options);
    await expect(score("x", [])).rejects.toThrow("scoreContinuations: continuations: there are none");
    await expect(score("x", ["a", ""])).rejects.toThrow("scoreContinuations: continuations[1]: is empty");
    await expect(score("", ["x"], { bos: false })).rejects.toThrow("nothing stands before the first token");
    await expect(score("x", ["\n".repeat(300)])).rejects.toThrow(
      /\d+ tokens do not fit the context of 256 tokens/,
    );
    const negative = [
      { hook: "blocks.0.hook_resid_post", positions: [-1], action: { kind: "zero" } as const },
    ];
    await expect(score("x", ["a"], { interventions: negative })).rejects.toThrow("count from the beginning");
  });
});
