import ort from "onnxruntime-node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { furthest, open, text } from "./models.js";

afterEach(() => vi.restoreAllMocks());

/** Sees ONNX Runtime make sessions: whether each packs its weights. */
function watch(): { packed: boolean[]; released: () => number } {
  const packed: boolean[] = [];
  let released = 0;
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as (
    ...given: unknown[]
  ) => Promise<ort.InferenceSession>;
  vi.spyOn(ort.InferenceSession, "create").mockImplementation((async (...given: unknown[]) => {
    const { extra } = given[1] as { extra: { session: { disable_prepacking: string } } };
    packed.push(extra.session.disable_prepacking === "0");
    const session = await create(...given);
    const release = session.release.bind(session);
    session.release = () => {
      released++;
      return release();
    };
    return session;
  }) as never);
  return { packed, released: () => released };
}

describe("sessions of a model", () => {
  it("are made once for each kind of run; other values and positions need none", async () => {
    const made = watch();
    const model = await open();
    expect(made.packed).toHaveLength(0);
    for (const position of [0, 3, -1])
      for (const action of [{ kind: "zero" }, { kind: "replace", value: [position] }] as const)
        await model.run(text, {
          interventions: [{ hook: "blocks.0.hook_resid_mid", positions: [position], action }],
        });
    expect(made.packed).toHaveLength(1);
    await model.run(text.slice(0, 3), { hooks: ["hook_embed", "blocks.1.hook_resid_pre"] });
    await model.run(text, { hooks: ["blocks.1.hook_resid_pre", "hook_embed"] });
    expect(made.packed).toHaveLength(2);
    await model.close();
    expect(made.released()).toBe(2);
  });

  it("pack the weights in one of them at a time, and keep eight", async () => {
    const made = watch();
    const model = await open();
    const names = model.hooks.map(({ name }) => name).slice(0, 10);
    for (const name of names) await model.run(text, { hooks: [name], logits: "none" });
    // The first was the packed one: when it went, the next to be made took its place.
    expect(made.packed).toEqual([true, false, false, false, false, false, false, false, true, false]);
    expect(made.released()).toBe(2);
    await model.close();
    expect(made.released()).toBe(10);
  });

  it("give the same for runs started together as for runs one after the other", async () => {
    const model = await open("qwen2");
    const asked = model.hooks.slice(0, 12).map(({ name }) => name);
    const runs = (name: string) => model.run(text, { hooks: [name], logits: "last" });
    const together = await Promise.all(asked.map(runs));
    for (const [index, name] of asked.entries()) {
      const alone = await runs(name);
      expect(furthest(alone.logits!.data, together[index].logits!.data)).toBeLessThan(1e-5);
      expect(furthest(alone.hooks.get(name)!.data, together[index].hooks.get(name)!.data)).toBeLessThan(1e-5);
    }
    await model.close();
  });

  it("stop where a signal is given: before anything is made, and in the queue", async () => {
    const made = watch();
    const model = await open();
    await expect(model.run(text, { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    expect(made.packed).toHaveLength(0);
    const controller = new AbortController();
    const first = model.run(text);
    const second = model.run(text, { hooks: ["hook_embed"], signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toThrow("aborted");
    expect((await first).logits!.dims).toEqual([1, 20, model.config.vocabulary]);
    expect(made.packed).toHaveLength(1);
    await model.close();
    await expect(model.run(text)).rejects.toThrow("the model is closed");
  });
});

describe("faults of runs", () => {
  it("name numbers: ids, empty texts, the context, logits, providers, threads", async () => {
    const model = await open("llama", { contextLength: 30 });
    const { vocabulary } = model.config;
    await expect(model.run([1, vocabulary])).rejects.toThrow(
      `tokens: token 1 of the text is ${vocabulary}; the model has ids 0 to ${vocabulary - 1}`,
    );
    await expect(model.run([[1], [2.5]])).rejects.toThrow("token 0 of text 1 is 2.5");
    await expect(model.run([])).rejects.toThrow("the text has no tokens");
    await expect(model.run(Array(31).fill(1))).rejects.toThrow(
      "the text has 31 tokens (31); the context is 30",
    );
    await expect(model.run([1], { logits: "some" as never })).rejects.toThrow(
      'logits: expected "all", "last" or "none"',
    );
    await expect(model.run([1], { hooks: ["blocks.*.hook_nothing"] })).rejects.toThrow(
      "there are: hook_embed,",
    );
    await model.close();
    await expect(open("llama", { provider: "abacus" })).rejects.toThrow(
      /provider: ONNX Runtime [\d.]+ has no "abacus" on this system; it has cpu/,
    );
    await expect(open("llama", { threads: -1 })).rejects.toThrow(
      "threads: expected a number of threads, not -1",
    );
    await expect(open("llama", { contextLength: 0 })).rejects.toThrow(
      "contextLength: expected a number of tokens, not 0",
    );
  });

  it("refuse what the machine has no memory for, with the sizes, before it is tried", async () => {
    const model = await open();
    const batch = Array.from({ length: 400_000 }, () => [1]);
    // 400,000 rows of 64 tokens: one of them is that long.
    batch[0] = Array(64).fill(1);
    await expect(model.run(batch, { hooks: ["blocks.*.attn.hook_result"], logits: "all" })).rejects.toThrow(
      /hooks: out of memory: 2 hooks and all logits of 400000 × 64 tokens take [\d.]+ GiB; the machine has [\d.]+ GiB/,
    );
    await model.close();
  });
});
