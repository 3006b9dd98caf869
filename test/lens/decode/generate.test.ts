import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../../src/lens/decode/generate.js";
import { TextReader } from "../../../src/lens/decode/TextReader.js";
import type { Intervention } from "../../../src/lens/session/Intervention.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { greedy, logitRows, logSoftmax, tinyModel } from "./models.js";

const PROMPT = [...Buffer.from("let x = 1;")];

describe.each(["llama", "gemma3", "gpt2", "gpt-neox", "qwen3"])("going on with a small random %s", name => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await tinyModel(name);
  });
  afterAll(() => model.close());

  it("takes the likeliest tokens, as reading the whole text anew for each one finds them", async () => {
    const expected = await greedy(model, PROMPT, 16);
    const generated = await generate(model, PROMPT, { maxTokens: 16, logprobs: 3 });
    expect([...generated.ids]).toEqual(expected.ids);
    expect(generated).toMatchObject({ finish: "max tokens", promptTokens: PROMPT.length });
    for (const [i, logprob] of expected.logprobs.entries()) {
      expect(generated.logprobs![i]).toBeCloseTo(logprob, 4);
      const [first, second, third] = generated.alternatives![i];
      expect(first.id).toBe(generated.ids[i]);
      expect(first.logprob).toBe(generated.logprobs![i]);
      expect(second.logprob).toBeGreaterThanOrEqual(third.logprob);
    }
    // Half a character at the end is left out.
    expect(model.tokenizer.decode(generated.ids).replace(generated.text, "")).toMatch(/^�?$/);
  });

  it.each<[string, Intervention[]]>([
    ["everywhere", [{ hook: "blocks.1.hook_resid_pre", action: { kind: "scale", factor: -0.5 } }]],
    ["at the prompt", [{ hook: "blocks.0.hook_resid_pre", positions: [2, 5], action: { kind: "zero" } }]],
    [
      "at a token to come, with a row for each position",
      [
        {
          hook: "blocks.0.hook_resid_pre",
          positions: [3, 12, 14],
          features: [0, 3],
          action: { kind: "add", value: [4, -3, -5, 2, 6, -6] },
        },
      ],
    ],
    ["at a head", [{ hook: "blocks.1.attn.hook_z", heads: [1], positions: [11], action: { kind: "zero" } }]],
    [
      "with the prompt's mean",
      [{ hook: "blocks.0.hook_resid_pre", positions: [0, 1, 2, 3], action: { kind: "mean" } }],
    ],
  ])("does what an intervention %s does to the whole text", async (_where, interventions) => {
    const applied = (tokens: number): Intervention[] =>
      interventions.map(one => {
        const { positions, action } = one;
        if (positions === undefined) return one;
        const kept = positions.flatMap((position, i) => (position < tokens ? [i] : []));
        const value = "value" in action ? action.value : undefined;
        const width = (value?.length ?? 0) / positions.length;
        return {
          ...one,
          positions: kept.map(i => positions[i]),
          action:
            value === undefined
              ? action
              : { kind: "add", value: kept.flatMap(i => [...value.slice(i * width, (i + 1) * width)]) },
        };
      });
    const ids: number[] = [];
    const expected: number[][] = [];
    while (ids.length < 8) {
      const text = [...PROMPT, ...ids];
      const last = (await logitRows(model, text, applied(text.length)))
        .at(-1)!
        .slice(0, model.tokenizer.size);
      expected.push(logSoftmax(last));
      ids.push(last.indexOf(Math.max(...last)));
    }
    const generated = await generate(model, PROMPT, {
      maxTokens: 8,
      interventions,
      logprobs: 1,
      stopIds: [],
    });
    expect([...generated.ids]).toEqual(ids);
    const plain = await generate(model, PROMPT, { maxTokens: 8, logprobs: 1, stopIds: [] });
    expect([...generated.logprobs!]).not.toEqual([...plain.logprobs!]);
  });

  it("gives hooks at the generated tokens, as the whole text gives them", async () => {
    const hooks = ["blocks.*.hook_resid_post", "blocks.1.attn.hook_pattern", "blocks.0.attn.hook_z"];
    const generated = await generate(model, PROMPT, { maxTokens: 6, hooks, stopIds: [] });
    const whole = [...PROMPT, ...generated.ids];
    const { hooks: expected } = await model.run(whole, { hooks, logits: "none" });
    expect([...generated.hooks!.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [hook, { data, dims }] of generated.hooks!) {
      const all = expected.get(hook)!;
      const along = hook.endsWith("pattern") ? 2 : 1;
      expect(dims).toEqual(all.dims.map((size, axis) => (axis === along ? 6 : size)));
      const inner = dims.slice(along + 1).reduce((a, b) => a * b, 1);
      const outer = dims.slice(0, along).reduce((a, b) => a * b, 1);
      let worst = 0;
      for (let o = 0; o < outer; o++)
        for (let i = 0; i < 6 * inner; i++) {
          const other = all.data[(o * whole.length + PROMPT.length) * inner + i];
          worst = Math.max(worst, Math.abs(data[o * 6 * inner + i] - other));
        }
      expect(worst).toBeLessThan(1e-4 * Math.max(1, ...all.data.map(Math.abs)));
    }
  });
});

describe("how a text is gone on with", () => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await tinyModel("llama");
  });
  afterAll(() => model.close());
  const drawn = { temperature: 1.3, maxTokens: 24, stopIds: [] };
  const text = async (options: object): Promise<string> =>
    Buffer.from((await generate(model, PROMPT, { ...drawn, ...options })).bytes).toString("hex");

  it("is drawn by the seed; sample k by seed + k", async () => {
    const one = await text({ seed: 5 });
    expect(await text({ seed: 5 })).toBe(one);
    const next = await text({ seed: 5, sample: 1 });
    expect(next).not.toBe(one);
    expect(await text({ seed: 6 })).toBe(next);
    expect(await text({ seed: 6, topK: 1 })).toBe(await text({ temperature: 0 }));
  });

  it("ends at a stop string, across tokens, before it; what is streamed is the text", async () => {
    const all = await generate(model, PROMPT, { ...drawn, seed: 3 });
    for (const [from, to] of [
      [4, 7],
      [0, 2],
      [10, 11],
    ]) {
      // Tokens are single bytes, so three of them are three tokens. A stop string is text: it is cut from what can be.
      const stop = Buffer.from(all.bytes.subarray(from, to)).toString("utf8");
      const at = Buffer.from(all.bytes).indexOf(Buffer.from(stop));
      let streamed = "";
      const cut = await generate(model, PROMPT, {
        ...drawn,
        seed: 3,
        stop: ["never there", stop],
        onText: piece => {
          streamed += piece;
        },
      });
      if (at < 0) expect(cut.finish).toBe("max tokens");
      else {
        expect(cut.finish).toBe("stop string");
        expect(Buffer.from(cut.bytes).toString("hex")).toBe(
          Buffer.from(all.bytes.subarray(0, at)).toString("hex"),
        );
      }
      expect(streamed).toBe(cut.text);
    }
  });

  it("tells each token when it is chosen", async () => {
    const told: { index: number; id: number }[] = [];
    const { ids, logprobs } = await generate(model, PROMPT, {
      maxTokens: 5,
      logprobs: 0,
      onToken: token => told.push(token),
    });
    expect(told.map(({ id }) => id)).toEqual([...ids]);
    expect(told).toMatchObject([...logprobs!].map((logprob, index) => ({ index, logprob })));
  });

  it("ends at a stop token, which is no part of it, and where the context is full", async () => {
    const all = await generate(model, PROMPT, { maxTokens: 10 });
    const stopId = all.ids[4];
    const first = all.ids.indexOf(stopId);
    const cut = await generate(model, PROMPT, { stopIds: [stopId] });
    expect(cut).toMatchObject({ finish: "stop token", stopId });
    expect([...cut.ids]).toEqual([...all.ids.slice(0, first)]);
    const full = await generate(model, PROMPT, { temperature: 1, stopIds: [] });
    expect(full.finish).toBe("context full");
    expect(full.promptTokens + full.ids.length).toBe(model.config.context);
  });

  it("stays within a grammar, whatever the seed, and ends with it", async () => {
    const grammar = 'root ::= "Answer: " ("-"? [1-9] [0-9]* | "[" [0-9] ("," [0-9])* "]")';
    for (let seed = 0; seed < 20; seed++) {
      const { text, finish } = await generate(model, PROMPT, {
        temperature: 1,
        seed,
        grammar,
        maxTokens: 40,
      });
      const complete = finish === "stop token" || finish === "grammar";
      const whole = /^Answer: (-?[1-9]\d*|\[\d(,\d)*\])$/;
      const begun = /^Answer: (-?[1-9]\d*|\[\d?(,\d?)*)$/;
      expect(text).toMatch(complete ? whole : begun);
    }
    const answer = await generate(model, PROMPT, { grammar: 'root ::= "YES" | "NO"' });
    expect(["YES", "NO"]).toContain(answer.text);
    expect(answer.finish).toBe("grammar");
  });

  it("goes on from a beginning that is read already, to the bit", async () => {
    const whole = await generate(model, PROMPT, { maxTokens: 12, logprobs: 2 });
    const reader = new TextReader(model);
    await reader.read(Int32Array.from(PROMPT.slice(0, 6)));
    const forked = new TextReader(model, reader.fork(4));
    const from = await generate(model, PROMPT, { maxTokens: 12, logprobs: 2, from: reader });
    expect([...from.ids]).toEqual([...whole.ids]);
    const again = await generate(model, PROMPT, { maxTokens: 12, logprobs: 2, from: forked });
    expect([...again.ids]).toEqual([...whole.ids]);
    await expect(generate(model, PROMPT.slice(0, 3), { from: reader })).rejects.toThrow("are read already");
  });

  it("ends with the caller's reason", async () => {
    const controller = new AbortController();
    const onToken = ({ index }: { index: number }): void => {
      if (index === 2) controller.abort(new Error("enough"));
    };
    await expect(generate(model, PROMPT, { signal: controller.signal, onToken })).rejects.toThrow("enough");
  });

  it.each([
    [[], {}, "generate: prompt: a prompt needs a token"],
    [[300], {}, "generate: prompt: token 0 is 300; ids of local:"],
    [Array(64).fill(65), {}, "64 tokens do not fit the context of 64 tokens"],
    [PROMPT, { maxTokens: 0 }, "generate: maxTokens: expected a whole number from 1, got 0"],
    [PROMPT, { temperature: -1 }, "generate: temperature"],
    [PROMPT, { stopIds: [999] }, "generate: stopIds: there is no token 999"],
    [PROMPT, { hooks: ["blocks.9.hook_resid_post"] }, "blocks.9.hook_resid_post"],
    [PROMPT, { grammar: "root := x" }, "grammar:1:6: expected ::= behind root"],
    [
      PROMPT,
      { interventions: [{ hook: "blocks.0.hook_resid_pre", action: { kind: "mean" } }] },
      "generate: interventions[0]: a mean over positions of the run needs positions of the prompt",
    ],
  ] as const)("refuses %j with %j", async (prompt, options, message) => {
    await expect(generate(model, prompt, { maxTokens: 3, ...options })).rejects.toThrow(message);
  });
});
