import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Intervention } from "../../../src/lens/session/Intervention.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { furthest, open, text } from "./models.js";

// What each action does at every hook of every architecture is in test/lens/parity/interventions.test.ts; here: how values and
// selections are given.
let model: LocalModel;
beforeAll(async () => {
  model = await open();
});
afterAll(() => model.close());

const z = "blocks.1.attn.hook_z"; // [batch, pos, head, d_head] = [1, T, 4, 8]

/** The hook's value after interventions on it. */
async function changed(
  interventions: Intervention[],
  tokens: readonly number[] | number[][] = text.slice(0, 5),
) {
  const result = await model.run(tokens, { hooks: [z], interventions, logits: "none" });
  return result.hooks.get(z)!.data;
}

const at = (pos: number, head: number, feature: number) => (pos * 4 + head) * 8 + feature;

describe("values of interventions", () => {
  it("are one number, the last axis, the last two, the selection, or the whole hook: by their length", async () => {
    const before = await changed([]);
    const select = { hook: z, positions: [3, 1], heads: [2, 0], features: [7, 4, 5] };
    const cases: [number[], (p: number, h: number, f: number) => number][] = [
      [[9], () => 9],
      [[1, 2, 3], (_p, _h, f) => f + 1],
      [[1, 2, 3, 4, 5, 6], (_p, h, f) => h * 3 + f + 1],
      [Array.from({ length: 12 }, (_, i) => i + 1), (p, h, f) => p * 6 + h * 3 + f + 1],
      [Array.from({ length: 5 * 32 }, (_, i) => i), (p, h, f) => at([3, 1][p], [2, 0][h], [7, 4, 5][f])],
    ];
    for (const [value, expected] of cases) {
      const got = await changed([{ ...select, action: { kind: "replace", value } }]);
      const wanted = Float32Array.from(before);
      for (let p = 0; p < 2; p++)
        for (let h = 0; h < 2; h++)
          for (let f = 0; f < 3; f++) wanted[at([3, 1][p], [2, 0][h], [7, 4, 5][f])] = expected(p, h, f);
      expect(furthest(got, wanted)).toBeLessThan(1e-5);
    }
  });

  it("act one after the other, in the order they are given, and before the hook is read", async () => {
    const only = { hook: z, positions: [0], heads: [0], features: [0] };
    const [value] = await changed([
      { ...only, action: { kind: "replace", value: [3] } },
      { ...only, action: { kind: "add", value: [2] } },
      { ...only, action: { kind: "scale", factor: -4 } },
    ]);
    expect(value).toBe(-20);
  });

  it("are means of each text's own positions, padding left out", async () => {
    const texts = [text.slice(0, 3), text.slice(4, 9)].map(one => [...one]);
    const got = await changed([{ hook: z, action: { kind: "mean" } }], texts);
    for (const [index, one] of texts.entries()) {
      const plain = await changed([], one);
      for (let i = 0; i < 32; i++) {
        let mean = 0;
        for (let p = 0; p < one.length; p++) mean += plain[p * 32 + i] / one.length;
        for (let p = 0; p < one.length; p++)
          expect(Math.abs(got[index * 5 * 32 + p * 32 + i] - mean)).toBeLessThan(1e-5);
      }
    }
  });

  it("count negative positions from each text's own end", async () => {
    const texts = [text.slice(0, 3), text.slice(0, 5)].map(one => [...one]);
    const got = await changed([{ hook: z, positions: [-1], action: { kind: "zero" } }], texts);
    const plain = await changed([], texts);
    const zeros = (index: number, p: number) =>
      got.subarray((index * 5 + p) * 32, (index * 5 + p + 1) * 32).every(number => number === 0);
    expect([zeros(0, 1), zeros(0, 2), zeros(1, 3), zeros(1, 4)]).toEqual([false, true, false, true]);
    expect(plain.subarray(2 * 32, 3 * 32).some(number => number !== 0)).toBe(true);
  });

  it("at positions of the cache are done already: only new tokens change", async () => {
    const first = await model.run(text.slice(0, 4), { keepCache: true });
    const zero = { hook: z, positions: [1, 5], action: { kind: "zero" } } as const;
    const { hooks } = await model.run(text.slice(4, 8), {
      cache: first.cache,
      interventions: [zero],
      hooks: [z],
    });
    const rows = [0, 1, 2, 3].map(p =>
      hooks
        .get(z)!
        .data.subarray(p * 32, (p + 1) * 32)
        .every(n => n === 0),
    );
    expect(rows).toEqual([false, true, false, false]);
  });

  it("mask attention: a forbidden key gets no weight, the others share it", async () => {
    const hook = "blocks.0.attn.hook_attn_scores";
    const forbid = {
      hook,
      heads: [1],
      features: [2],
      action: { kind: "replace", value: [Number.NEGATIVE_INFINITY] },
    } as const;
    const pattern = "blocks.0.attn.hook_pattern";
    const { hooks } = await model.run(text.slice(0, 6), { interventions: [forbid], hooks: [pattern] });
    const { data } = hooks.get(pattern)!;
    for (let query = 3; query < 6; query++) {
      const row = [...data.subarray((6 + query) * 6, (7 + query) * 6)];
      expect(row[2]).toBe(0);
      expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    }
  });
});

describe("faults of interventions", () => {
  const cases: [string, Intervention, string][] = [
    [
      "an unknown hook",
      { hook: "blocks.7.hook_resid_pre", action: { kind: "zero" } },
      'no hook "blocks.7.hook_resid_pre"; the model has blocks 0 to 1',
    ],
    [
      "heads where there are none",
      { hook: "hook_embed", heads: [0], action: { kind: "zero" } },
      "hook_embed: has no heads; its axes are batch, pos, d_model",
    ],
    [
      "a head too many",
      { hook: z, heads: [4], action: { kind: "zero" } },
      `${z}: head 4 is not there; heads go from 0 to 3`,
    ],
    [
      "a position beyond the text",
      { hook: z, positions: [-6], action: { kind: "zero" } },
      `${z}: position -6 is not there; positions go from -5 to 4`,
    ],
    [
      "a position twice",
      { hook: z, positions: [4, -1], action: { kind: "zero" } },
      `${z}: positions 4,-1 name one token twice`,
    ],
    [
      "a feature that is no whole number",
      { hook: z, features: [0.5], action: { kind: "zero" } },
      `${z}: feature 0.5 is not there; features go from 0 to 7`,
    ],
    [
      "a value of another length",
      { hook: z, action: { kind: "add", value: [1, 2] } },
      `${z} [batch, pos, head, d_head] = [1,5,4,8]: the value has 2 numbers; 1, 8, 32, 160 would fit`,
    ],
    [
      "a value with NaN",
      { hook: z, action: { kind: "add", value: [Number.NaN] } },
      `${z}: number 0 of the value is not a number`,
    ],
    ["no value", { hook: z, action: { kind: "patch" } }, `${z}: "patch" needs a value`],
    [
      "no factor",
      { hook: z, action: { kind: "scale", factor: Number.POSITIVE_INFINITY } },
      `${z}: cannot be scaled by Infinity`,
    ],
    [
      "an unknown action",
      { hook: z, action: { kind: "ablate" } as never },
      `${z}: unknown action "ablate"; there are replace, add, scale, zero, mean, patch`,
    ],
  ];
  for (const [title, intervention, message] of cases)
    it(`name hook, axis and value: ${title}`, async () => {
      await expect(model.run(text.slice(0, 5), { interventions: [intervention] })).rejects.toThrow(message);
    });
});
