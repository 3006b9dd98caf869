import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyValueCache, LocalModel } from "../../../src/lens/session/LocalModel.js";
import { furthest, open, text } from "./models.js";

let model: LocalModel;
let whole: Float32Array;
beforeAll(async () => {
  model = await open();
  whole = (await model.run(text)).logits!.data;
});
afterAll(() => model.close());

/** Logits of the text read in parts of these lengths. */
async function inParts(lengths: readonly number[], hooks: string[] = []): Promise<number[]> {
  const logits: number[] = [];
  let cache: KeyValueCache | undefined;
  let at = 0;
  for (const length of lengths) {
    const part = await model.run(text.slice(at, at + length), { cache, keepCache: true, hooks });
    logits.push(...part.logits!.data);
    cache = part.cache;
    at += length;
    expect(cache!.tokens).toBe(at);
  }
  return logits;
}

describe("keys and values kept", () => {
  it("give what reading at once gives: token by token, in parts, one token after 19", async () => {
    for (const lengths of [Array(20).fill(1), [7, 1, 1, 11], [19, 1], [20]])
      expect(furthest(await inParts(lengths), whole)).toBeLessThan(1e-4);
  });

  it("are the same whether attention is ORT's own operator or taken apart", async () => {
    expect(furthest(await inParts([5, 1, 14], ["blocks.1.attn.hook_attn_scores"]), whole)).toBeLessThan(1e-4);
  });

  it("may be read by the fused graph and written by the other, in turn", async () => {
    const first = await model.run(text.slice(0, 6), {
      keepCache: true,
      hooks: ["blocks.*.attn.hook_attn_scores"],
    });
    const second = await model.run(text.slice(6, 13), { cache: first.cache, keepCache: true });
    const third = await model.run(text.slice(13), {
      cache: second.cache,
      hooks: ["blocks.0.attn.hook_attn_scores"],
    });
    expect(furthest(third.logits!.data, whole.subarray(13 * model.config.vocabulary))).toBeLessThan(1e-4);
    expect(third.hooks.get("blocks.0.attn.hook_attn_scores")!.dims).toEqual([1, 4, 7, 20]);
    expect(third.cache).toBeUndefined();
  });

  it("outgrow their room and go on (80 tokens, one by one)", async () => {
    const long = await open("llama3-untied-sharded");
    const ids = Array.from({ length: Math.min(80, long.config.context) }, (_, i) => (i * 53) % 256);
    const all = await long.run(ids, { logits: "last" });
    let cache: KeyValueCache | undefined;
    let last: Float32Array | undefined;
    for (const id of ids) {
      const step = await long.run([id], { cache, keepCache: true, logits: "last" });
      ({ cache } = step);
      last = step.logits!.data;
    }
    expect(furthest(last!, all.logits!.data)).toBeLessThan(1e-4);
    await long.close();
  });

  it("are forked: both continuations go on as if they were alone", async () => {
    const { cache } = await model.run(text.slice(0, 10), { keepCache: true });
    const shorter = cache!.fork(6);
    const other = cache!.fork();
    const vocabulary = model.config.vocabulary;
    const straight = await model.run(text.slice(10), { cache });
    expect(furthest(straight.logits!.data, whole.subarray(10 * vocabulary))).toBeLessThan(1e-4);
    const bent = await model.run([1, 2, 3], { cache: other });
    const alone = await model.run([...text.slice(0, 10), 1, 2, 3]);
    expect(furthest(bent.logits!.data, alone.logits!.data.subarray(10 * vocabulary))).toBeLessThan(1e-4);
    const again = await model.run(text.slice(6), { cache: shorter });
    expect(furthest(again.logits!.data, whole.subarray(6 * vocabulary))).toBeLessThan(1e-4);
  });

  it("are taken over once, also by runs that are started together", async () => {
    const { cache } = await model.run(text.slice(0, 4), { keepCache: true });
    const first = model.run([1], { cache });
    await expect(model.run([2], { cache })).rejects.toThrow("cache: was taken over by an earlier run");
    await first;
    expect(() => cache!.fork()).toThrow("was taken over");
  });

  it("are refused with numbers: another model's, a batch, a fork beyond them, a full context", async () => {
    const other = await open("qwen3");
    const { cache } = await other.run(text, { keepCache: true });
    await expect(model.run([1], { cache })).rejects.toThrow("cache: is of another model, local:/");
    await expect(other.run([[1], [2]], { cache })).rejects.toThrow("cache: is of one text; the batch has 2");
    expect(() => cache!.fork(21)).toThrow("cannot be forked at 21 tokens; it has 20");
    const { context } = other.config;
    await expect(other.run(Array(context).fill(1), { cache })).rejects.toThrow(
      `tokens: the text has ${context + 20} tokens (20 in the cache and ${context} new ones); the context is ${context}`,
    );
    await other.close();
  });
});
