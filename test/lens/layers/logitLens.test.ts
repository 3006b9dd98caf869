import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogitLens } from "../../../src/lens/layers/LogitLensTable.js";
import { logitLens } from "../../../src/lens/layers/logitLens.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { GOLDENS, type Goldens, readGoldens, VARIANTS } from "../parity/goldens.js";
import { logSoftmax, type PlainCell, plainCell, plainUnembed } from "./plainLens.js";

describe.each(VARIANTS)("the logit lens of %s", name => {
  let model: LocalModel;
  let goldens: Goldens;
  let lens: LogitLens;
  beforeAll(async () => {
    model = await openLocalModel(join(GOLDENS, name), { threads: 1 });
    goldens = readGoldens(name);
    lens = await logitLens(model, goldens.ids, { top: 3 });
  });
  afterAll(() => model.close());

  test("is what transformers' residual streams give through norm and unembedding in plain doubles", async () => {
    const weights = await openWeights(join(GOLDENS, name));
    const { layers } = model.config;
    const T = goldens.ids.length;
    const cells: PlainCell[][] = [];
    for (let layer = 0; layer <= layers; layer++) {
      const hook = layer === 0 ? "blocks.0.hook_resid_pre" : `blocks.${layer - 1}.hook_resid_post`;
      const rows = await plainUnembed(weights, goldens.values.get(hook)!.data);
      cells.push(goldens.ids.slice(1).map((id, t) => plainCell(rows[t]!, id)));
    }
    await weights.close();
    expect(lens.layers).toEqual(Array.from({ length: layers + 1 }, (_, i) => i));
    let worst = 0;
    const near = (a: number, b: number): void => {
      worst = Math.max(worst, Math.abs(a - b) / Math.max(1, Math.abs(b)));
    };
    for (let layer = 0; layer <= layers; layer++) {
      for (let t = 1; t < T; t++) {
        const own = cells[layer]![t - 1]!;
        const last = cells[layers]![t - 1]!;
        const at = layer * T + t;
        near(lens.logprobs[at]!, own.logprob);
        near(lens.entropies[at]!, own.entropy);
        near(
          lens.divergences[at]!,
          last.logprobs.reduce((sum, p, id) => sum + Math.exp(p) * (p - own.logprobs[id]!), 0),
        );
        // Two of almost the same probability may change places.
        const tied = own.logprobs.filter(value => Math.abs(value - own.logprob) < 1e-3).length;
        expect(Math.abs(lens.ranks[at]! - own.rank)).toBeLessThan(tied);
        const sorted = [...own.logprobs].sort((a, b) => b - a);
        for (let k = 0; k < 3; k++) {
          near(lens.topLogprobs[at * 3 + k]!, sorted[k]!);
          near(own.logprobs[lens.topIds[at * 3 + k]!]!, sorted[k]!);
        }
      }
    }
    expect(worst).toBeLessThan(1e-3);
  });

  test("ends with what the model itself says, to 1e-4", async () => {
    const { logits } = await model.run(goldens.ids, { logits: "all" });
    const T = goldens.ids.length;
    const row = (lens.layers.length - 1) * T;
    for (let t = 1; t < T; t++) {
      const said = logSoftmax(logits!.data.subarray((t - 1) * lens.vocabulary, t * lens.vocabulary));
      expect(Math.abs(lens.logprobs[row + t]! - said[goldens.ids[t]!]!)).toBeLessThan(1e-4);
      expect(lens.divergences[row + t]).toBeLessThan(1e-4);
    }
  });

  test("is what the model says when the last residual stream is replaced by an earlier one", async () => {
    const layer = 1;
    const stream = (
      await model.run(goldens.ids, { hooks: ["blocks.0.hook_resid_post"], logits: "none" })
    ).hooks.get("blocks.0.hook_resid_post")!;
    const hook = `blocks.${model.config.layers - 1}.hook_resid_post`;
    const { logits } = await model.run(goldens.ids, {
      interventions: [{ hook, action: { kind: "replace", value: stream.data } }],
    });
    const T = goldens.ids.length;
    for (let t = 1; t < T; t++) {
      const said = logSoftmax(logits!.data.subarray((t - 1) * lens.vocabulary, t * lens.vocabulary));
      expect(Math.abs(lens.logprobs[layer * T + t]! - said[goldens.ids[t]!]!)).toBeLessThan(1e-4);
    }
  });

  test("says nothing of the first token", () => {
    for (let layer = 0; layer < lens.layers.length; layer++) {
      const at = layer * goldens.ids.length;
      expect(lens.logprobs[at]).toBeNaN();
      expect(lens.ranks[at]).toBe(0);
      expect(lens.topIds[at * 3]).toBe(-1);
    }
  });
});

describe("what is read", () => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await openLocalModel(join(GOLDENS, "llama"), { threads: 1 });
  });
  afterAll(() => model.close());

  test("chosen layers are those rows of the whole lens, with the last one among them", async () => {
    const { ids } = readGoldens("llama");
    const all = await logitLens(model, ids);
    const some = await logitLens(model, ids, { layers: [-2, 0] });
    const { layers } = model.config;
    expect(some.layers).toEqual([0, layers - 1, layers]);
    const T = ids.length;
    some.layers.forEach((layer, row) => {
      expect(some.ranks.slice(row * T, (row + 1) * T)).toEqual(all.ranks.slice(layer * T, (layer + 1) * T));
      expect(Math.abs(some.logprobs[row * T + 3]! - all.logprobs[layer * T + 3]!)).toBeLessThan(1e-5);
    });
  });

  test("a text gives bytes and names of its tokens, and words for every id", async () => {
    const lens = await logitLens(model, "def f(x):\n    return x\n", { bos: false, top: 2 });
    expect(lens.text).toBe("def f(x):\n    return x\n");
    expect(lens.spans!.end.at(-1)).toBe(23);
    expect(lens.names).toHaveLength(lens.ids.length);
    for (const id of lens.topIds.slice(2))
      if (id >= 0) expect(lens.words.get(id)).toBe(model.tokenizer.show(id));
  });

  test.each([
    [{ layers: [99] }, /layers: local:.*llama has layers 0\.\.\d+ \(or -\d+\.\.-1\), not 99/],
    [{ layers: [] }, /layers: the list is empty/],
    [{ top: 0 }, /top: expected a whole number within 1\.\.100, not 0/],
  ])("wrong options are named: %j", async (options, message) => {
    const error = await logitLens(model, [1, 2, 3], options).catch(found => found);
    expect(error).toBeInstanceOf(SourceError);
    expect(error.message).toMatch(message);
  });

  test("a text without tokens and ids the model does not know are named", async () => {
    await expect(logitLens(model, [])).rejects.toThrow("text: there are no tokens in it");
    await expect(logitLens(model, [1, 1e9])).rejects.toThrow(/token 1 has id .*; local:.* knows 0\.\./);
  });

  test("a signal ends it", async () => {
    await expect(logitLens(model, [1, 2, 3], { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});
