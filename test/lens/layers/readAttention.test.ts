import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { align } from "../../../src/lens/align/align.js";
import { attentionOnNodes } from "../../../src/lens/layers/attentionOnNodes.js";
import { logitLens } from "../../../src/lens/layers/logitLens.js";
import { readAttention } from "../../../src/lens/layers/readAttention.js";
import { scoreLocal } from "../../../src/lens/scored/scoreLocal.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import { difference } from "../parity/difference.js";
import { GOLDENS, readGoldens, VARIANTS } from "../parity/goldens.js";

const source = "def f(x):\n    return x\n";

describe.each(VARIANTS)("attention of %s", name => {
  test("is transformers' pattern, of all heads or of those chosen, in order of layers and heads", async () => {
    const model = await openLocalModel(join(GOLDENS, name), { threads: 1 });
    const { ids, values } = readGoldens(name);
    const { layers, heads } = model.config;
    const all = await readAttention(model, ids);
    expect(all.heads).toHaveLength(layers * heads);
    const size = ids.length ** 2;
    all.heads.forEach(({ layer, head }, h) => {
      const golden = values.get(`blocks.${layer}.attn.hook_pattern`)!.data;
      const own = all.patterns.subarray(h * size, (h + 1) * size);
      expect(difference(own, golden.subarray(head * size, (head + 1) * size))).toBeLessThan(1e-3);
    });
    const some = await readAttention(model, ids, { layers: [-1], heads: [heads - 1, 0] });
    expect(some.heads).toEqual([0, heads - 1].map(head => ({ layer: layers - 1, head })));
    const last = all.heads.length - 1;
    expect(some.patterns.slice(size)).toEqual(all.patterns.slice(last * size, (last + 1) * size));
    await model.close();
  });

  test("of a scored text lies on its nodes, with the beginning-of-text token the scores were given", async () => {
    const model = await openLocalModel(join(GOLDENS, name), { threads: 1 });
    const scored = await scoreLocal(model, source);
    const aligned = align({ source, nodes: parseLoose(source, { language: "python" }).nodes }, scored);
    const patterns = await readAttention(model, scored, { layers: [0] });
    expect(patterns.lead !== undefined).toBe(
      model.tokenizer.addsBos && scored.ids[0] !== model.tokenizer.bos,
    );
    const on = attentionOnNodes(patterns, aligned, { token: scored.ids.length - 1 });
    expect(on.own.reduce((a, b) => a + b, 0) + on.special + on.outside).toBeCloseTo(1, 5);
    // The lens of a scored text ends with the scores themselves.
    const lens = await logitLens(model, scored, { layers: [1] });
    const T = scored.ids.length;
    for (let t = 0; t < T; t++) {
      const own = lens.logprobs[(lens.layers.length - 1) * T + t]!;
      if (Number.isNaN(scored.logprobs[t])) expect(own).toBeNaN();
      else expect(Math.abs(own - scored.logprobs[t]!)).toBeLessThan(1e-4);
    }
    await model.close();
  });
});

describe("a beginning-of-text token", () => {
  test("runs before the text where it is asked for, and is none of its tokens", async () => {
    const model = await openLocalModel(join(GOLDENS, "llama"), { threads: 1 });
    const { bos } = model.tokenizer;
    expect(bos).toBeDefined();
    const ids = model.tokenizer.encode(source);
    const led = await logitLens(model, source, { bos: true, top: 1 });
    const whole = await logitLens(model, [bos!, ...ids], { top: 1 });
    const T = ids.length;
    expect(led.ids).toEqual(ids);
    for (let row = 0; row < led.layers.length; row++)
      for (let t = 0; t < T; t++)
        expect(Math.abs(led.logprobs[row * T + t]! - whole.logprobs[row * (T + 1) + t + 1]!)).toBeLessThan(
          1e-5,
        );
    const patterns = await readAttention(model, source, { bos: true, layers: [0], heads: [0] });
    expect(patterns.lead).toBe(model.tokenizer.show(bos!));
    expect(patterns.patterns).toHaveLength((T + 1) ** 2);
    await model.close();
  });
});

test("too many numbers are refused before the model runs, with what they would be", async () => {
  const model = await openLocalModel(join(GOLDENS, "llama"), { threads: 1 });
  await expect(readAttention(model, new Int32Array(20_000).fill(5))).rejects.toThrow(
    /attention: \d+ heads × 20000 × 20000 tokens are more than 1 GiB: choose fewer layers or heads/,
  );
  await expect(readAttention(model, [1, 2], { heads: [64] })).rejects.toThrow(/heads: .* has heads 0\.\.\d+/);
  await model.close();
});
