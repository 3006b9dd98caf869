import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Intervention } from "../../../src/lens/session/Intervention.js";
import type { HookPoint, LocalModel, RunResult } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import type { ModelConfig } from "../../../src/lens/weights/ModelConfig.js";
import { difference } from "./difference.js";
import { expectedOf } from "./expectedOf.js";
import { GOLDENS, readGoldens, VARIANTS } from "./goldens.js";
import { logitAxes, piece } from "./pieces.js";

const LIMIT = 1e-5;

/** Interventions that must leave a hook as it is, given its value in a run without any. */
const IDENTITIES: Readonly<
  Record<string, (whole: Float32Array, atFive: Float32Array) => Omit<Intervention, "hook">>
> = {
  "patch with itself": value => ({ action: { kind: "patch", value } }),
  "replace with itself": value => ({ action: { kind: "replace", value } }),
  "scale by 1": () => ({ action: { kind: "scale", factor: 1 } }),
  "add 0": () => ({ action: { kind: "add", value: [0] } }),
  "mean of one position": () => ({ positions: [5], action: { kind: "mean" } }),
  "mean given as its own value": (_, value) => ({ positions: [5], action: { kind: "mean", value } }),
};

describe.each(VARIANTS)("%s", name => {
  let model: LocalModel;
  let ids: readonly number[];
  let base: RunResult;
  beforeAll(async () => {
    ids = readGoldens(name).ids;
    model = await openLocalModel(join(GOLDENS, name), { threads: 1 });
    base = await model.run(ids, { hooks: model.hooks.map(hook => hook.name) });
  });
  afterAll(() => model.close());

  const untouched = (hook: string) => base.hooks.get(hook)!;

  /** Logits of rows `from` to `to`. */
  function rows(run: RunResult, from: number, to: number): Float32Array {
    return piece(run.logits!, logitAxes, { from, to });
  }

  it.each(Object.keys(IDENTITIES))("changes nothing at any hook, at all of them at once: %s", async kind => {
    const interventions = model.hooks.map(({ name: hook, axes }): Intervention => {
      const atFive = piece(untouched(hook), axes, { from: 5, to: 6 });
      return { hook, ...IDENTITIES[kind]!(untouched(hook).data, atFive) };
    });
    const run = await model.run(ids, { interventions });
    expect(difference(run.logits!.data, base.logits!.data)).toBeLessThan(LIMIT);
  });

  it("changes nothing at each hook alone, by every identity one after the other", async () => {
    const above: string[] = [];
    for (const { name: hook, axes } of model.hooks) {
      const atFive = piece(untouched(hook), axes, { from: 5, to: 6 });
      const interventions = Object.values(IDENTITIES).map(make => ({
        hook,
        ...make(untouched(hook).data, atFive),
      }));
      const run = await model.run(ids, { interventions, hooks: [hook] });
      const changed = Math.max(
        difference(run.logits!.data, base.logits!.data),
        difference(run.hooks.get(hook)!.data, untouched(hook).data),
      );
      if (!(changed <= LIMIT)) above.push(`${hook} ${changed}`);
    }
    expect(above).toEqual([]);
  });

  it("changes what comes after, and nothing before, at each hook", async () => {
    const wrong: string[] = [];
    for (const { name: hook, axes } of model.hooks) {
      const features = axes.at(-1) === "1" ? [0] : [0, 1];
      const action = { kind: "scale", factor: 3 } as const;
      const run = await model.run(ids, { interventions: [{ hook, positions: [3], features, action }] });
      const early = difference(rows(run, 0, 3), rows(base, 0, 3));
      const late = difference(rows(run, 3, ids.length), rows(base, 3, ids.length));
      if (!(early <= LIMIT && late > 1e-4)) wrong.push(`${hook}: before ${early}, after ${late}`);
    }
    expect(wrong).toEqual([]);
  });

  it("does to each hook what the intervention says, by position, head and feature", async () => {
    const wrong: string[] = [];
    for (const hook of model.hooks) {
      const interventions = everyKind(hook, model.config);
      const run = await model.run(ids, { interventions, hooks: [hook.name] });
      const expected = expectedOf(untouched(hook.name), hook.axes, interventions);
      const relative = difference(run.hooks.get(hook.name)!.data, expected);
      if (!(relative <= LIMIT)) wrong.push(`${hook.name} ${relative}`);
      if (difference(untouched(hook.name).data, expected) < 1e-3)
        wrong.push(`${hook.name}: nothing was to change`);
    }
    expect(wrong).toEqual([]);
  });

  it("gives another text's logits where the whole residual stream is patched from its run", async () => {
    const other = [...ids].reverse();
    const theirs = await model.run(other, { hooks: ["blocks.*.hook_resid_*"] });
    expect(difference(base.logits!.data, theirs.logits!.data)).toBeGreaterThan(0.1);
    for (const [hook, { data }] of theirs.hooks) {
      const everywhere = Array.from({ length: ids.length }, (_, position) => position);
      const patch = { hook, positions: everywhere, action: { kind: "patch", value: data } } as const;
      const run = await model.run(ids, { interventions: [patch] });
      expect(difference(run.logits!.data, theirs.logits!.data), hook).toBeLessThan(LIMIT);
    }
  });

  it("patches single positions: what stands before them is this text's, a patched first row the other's", async () => {
    const other = [...ids].reverse();
    const hook = "blocks.0.hook_resid_pre";
    const { hooks, logits } = await model.run(other, { hooks: [hook] });
    const { data: value } = hooks.get(hook)!;
    const first = { hook, positions: [0], action: { kind: "patch", value } } as const;
    const run = await model.run(ids, { interventions: [first] });
    const theirs = piece(logits!, logitAxes, { to: 1 });
    expect(difference(rows(run, 0, 1), theirs)).toBeLessThan(LIMIT);
    expect(difference(rows(run, 1, 24), rows(base, 1, 24))).toBeGreaterThan(1e-4);
    const last = { hook, positions: [-1], action: { kind: "patch", value } } as const;
    const second = await model.run(ids, { interventions: [last] });
    expect(difference(rows(second, 0, 23), rows(base, 0, 23))).toBeLessThan(LIMIT);
    expect(difference(rows(second, 23, 24), rows(base, 23, 24))).toBeGreaterThan(1e-4);
  });
});

/** One intervention of every kind, each at a position of its own, of the last head and some features. */
function everyKind({ name: hook, axes }: HookPoint, { heads, kvHeads }: ModelConfig): Intervention[] {
  const head = axes.includes("head") ? [heads - 1] : axes.includes("kvHead") ? [kvHeads - 1] : undefined;
  const features = axes.at(-1) === "1" ? [0] : [0, 2];
  const some = { hook, features, ...(head && { heads: head }) };
  return [
    { ...some, positions: [4], action: { kind: "add", value: [0.5] } },
    { ...some, positions: [-3], action: { kind: "add", value: features.map(feature => feature + 1) } },
    { ...some, positions: [6], action: { kind: "scale", factor: -2 } },
    { ...some, positions: [7], action: { kind: "zero" } },
    { ...some, positions: [8], action: { kind: "mean", value: features.map(feature => 0.3 - feature) } },
    {
      ...some,
      positions: [9],
      action: { kind: "replace", value: features.map(feature => 1.5 * feature + 1) },
    },
    { ...some, positions: [10, 12, -2], action: { kind: "mean" } },
    { hook, positions: [14], action: { kind: "scale", factor: 4 } },
  ];
}
