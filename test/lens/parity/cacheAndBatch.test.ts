import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Activation, LocalModel, RunResult } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { difference } from "./difference.js";
import { GOLDENS, readGoldens, VARIANTS } from "./goldens.js";
import { axesOf, piece } from "./pieces.js";

/** Asked for is 1e-4. */
const LIMIT = 1e-5;

/** Hooks and logits of a run, by name. */
function everything(run: RunResult): [string, Activation][] {
  return [...run.hooks, ["logits", run.logits!]];
}

describe.each(VARIANTS)("%s", name => {
  let model: LocalModel;
  let ids: readonly number[];
  let all: string[];
  beforeAll(async () => {
    ids = readGoldens(name).ids;
    model = await openLocalModel(join(GOLDENS, name), { threads: 1 });
    all = model.hooks.map(hook => hook.name);
  });
  afterAll(() => model.close());

  /** Differences of a text that runs in parts, each with the cache of those before, from one that runs at once. */
  async function inParts(lengths: readonly number[], hooksOf: (part: number) => string[]): Promise<string[]> {
    const whole = await model.run(ids, { hooks: all });
    const above: string[] = [];
    let at = 0;
    let cache: RunResult["cache"];
    for (const [part, length] of lengths.entries()) {
      const hooks = hooksOf(part);
      const run = await model.run(ids.slice(at, at + length), { hooks, cache, keepCache: true });
      cache = run.cache;
      expect(cache?.tokens).toBe(at + length);
      for (const [hook, actual] of everything(run)) {
        const axes = axesOf(model.hooks, hook);
        const reference = hook === "logits" ? whole.logits! : whole.hooks.get(hook)!;
        const expected = piece(reference, axes, { from: at, to: at + length, keys: at + length });
        const relative = difference(actual.data, expected);
        if (!(relative <= LIMIT)) above.push(`part ${part}, ${hook}: ${relative}`);
      }
      at += length;
    }
    expect(at).toBe(ids.length);
    return above;
  }

  it("gives the same with a cache as without: every hook, parts of 9, 1, 1, 6 and 7 tokens", async () => {
    expect(await inParts([9, 1, 1, 6, 7], () => all)).toEqual([]);
  });

  it("gives the same with a cache where nothing inside is asked for", async () => {
    expect(await inParts([9, 1, 1, 6, 7], () => [])).toEqual([]);
  });

  it("goes on from a cache of another kind of run: with and without the inside of attention by turns", async () => {
    const inside = all.filter(hook => /hook_(pattern|attn_scores)$/.test(hook));
    expect(await inParts([9, 1, 1, 6, 7], part => (part % 2 ? inside : []))).toEqual([]);
    expect(await inParts([1, 1, 15, 1, 6], part => (part % 2 ? [] : inside))).toEqual([]);
  });

  it("gives the same token by token", async () => {
    expect(
      await inParts(
        ids.map(() => 1),
        () => [],
      ),
    ).toEqual([]);
  });

  it.each([
    ["every hook", true],
    ["no hook", false],
  ])("gives each text of a batch of different lengths what it gives it alone: %s", async (_, asked) => {
    const hooks = asked ? all : [];
    const texts = [ids.slice(3, 8), ids, ids.slice(20, 21), [...ids.slice(0, 13)].reverse()];
    const batch = await model.run(texts, { hooks });
    expect(batch.lengths).toEqual([5, 24, 1, 13]);
    const above: string[] = [];
    for (const [text, tokens] of texts.entries()) {
      const alone = await model.run(tokens, { hooks });
      for (const [hook, { data }] of everything(alone)) {
        const axes = axesOf(model.hooks, hook);
        const whole = hook === "logits" ? batch.logits! : batch.hooks.get(hook)!;
        const actual = piece(whole, axes, { text, to: tokens.length, keys: tokens.length });
        const relative = difference(actual, data);
        if (!(relative <= LIMIT)) above.push(`text ${text}, ${hook}: ${relative}`);
        const padding = piece(whole, axes, { text, from: tokens.length, to: ids.length });
        if (hook !== "logits" && padding.some(value => value !== 0))
          above.push(`text ${text}, ${hook}: padding`);
      }
    }
    expect(above).toEqual([]);
  });

  it("gives only the last logits, or none, where only they are asked for", async () => {
    const { logits } = await model.run(ids);
    const last = await model.run(ids, { logits: "last" });
    expect(last.logits!.dims).toEqual([1, 1, model.config.vocabulary]);
    const row = piece(logits!, axesOf([], "logits"), { from: ids.length - 1, to: ids.length });
    expect(difference(last.logits!.data, row)).toBeLessThan(LIMIT);
    expect((await model.run(ids, { logits: "none", hooks: ["ln_final.*"] })).logits).toBeUndefined();
    const batch = await model.run([ids.slice(0, 5), ids], { logits: "last" });
    const rows = piece(logits!, axesOf([], "logits"), { from: 4, to: 5 });
    expect(difference(batch.logits!.data, [...rows, ...row])).toBeLessThan(LIMIT);
  });
});
