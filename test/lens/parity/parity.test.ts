import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { difference } from "./difference.js";
import { GOLDENS, type Goldens, MODELS, readGoldens } from "./goldens.js";

/** Asked for is 1e-3; a change that makes anything a hundred times less exact than it is should be looked at. */
const LIMIT = 1e-5;

/** Hooks that the goldens have nothing for: what is checked of them stands in tests of their own. */
const WITHOUT = /\.attn\.hook_result$|\.mlp\.hook_(in|out)$/;

describe.each(MODELS)("$model computes what transformers computes", ({ model: folder, goldens: name }) => {
  let model: LocalModel;
  let goldens: Goldens;
  beforeAll(async () => {
    goldens = readGoldens(name);
    model = await openLocalModel(join(GOLDENS, folder), { threads: 1 });
  });
  afterAll(() => model.close());

  /** Differences of all hooks that are above the limit, and the worst of all. */
  async function compare(hooks: readonly string[]): Promise<{ worst: string; above: string[] }> {
    const run = await model.run(goldens.ids, { hooks });
    const found = [...run.hooks, ["logits", run.logits!] as const].map(([hook, { data, dims }]) => {
      const golden = goldens.values.get(hook)!;
      expect(dims, hook).toEqual([1, ...golden.dims]);
      return { hook, relative: difference(data, golden.data) };
    });
    expect(found.length).toBe(hooks.length + 1);
    const worst = found.reduce((a, b) => (b.relative > a.relative ? b : a));
    const above = found.filter(({ relative }) => !(relative <= LIMIT));
    return {
      worst: `${worst.hook} ${worst.relative.toExponential(1)}`,
      above: above.map(({ hook, relative }) => `${hook} ${relative.toExponential(1)}`),
    };
  }

  it("has every hook of the reference, in the order of the forward pass, and no other", () => {
    const names = model.hooks.map(hook => hook.name).filter(hook => !WITHOUT.test(hook));
    const order = [...goldens.values.keys()].filter(hook => hook !== "logits");
    expect([...names].sort()).toEqual([...order].sort());
    const at = (hook: string) => names.indexOf(hook);
    expect(at("blocks.0.hook_resid_pre")).toBeLessThan(at("blocks.0.ln1.hook_scale"));
    expect(at("blocks.0.attn.hook_z")).toBeLessThan(at("blocks.0.hook_attn_out"));
    expect(at("blocks.0.hook_resid_post")).toBeLessThan(at("blocks.1.hook_resid_pre"));
  });

  it("every hook and the logits, with every hook asked for", async () => {
    const { worst, above } = await compare([...goldens.values.keys()].filter(hook => hook !== "logits"));
    console.log(`${folder}, every hook: worst ${worst}`);
    expect(above).toEqual([]);
  });

  it("logits and residual stream where nothing inside of attention or norms is asked for", async () => {
    const { worst, above } = await compare(
      model.hooks.map(hook => hook.name).filter(hook => /resid_/.test(hook)),
    );
    console.log(`${folder}, fused: worst ${worst}`);
    expect(above).toEqual([]);
  });

  it("each hook alone, whatever of the graph is fused around it", async () => {
    const all: string[] = [];
    for (const hook of goldens.values.keys())
      if (hook !== "logits") all.push(...(await compare([hook])).above);
    expect(all).toEqual([]);
  });

  it("heads' results and the bias add up to what attention gives, before the norm behind it", async () => {
    const { layers, heads, dModel, architecture } = model.config;
    const names = Array.from({ length: layers }, (_, layer) => `blocks.${layer}.attn.hook_result`);
    const run = await model.run(goldens.ids, { hooks: names });
    expect(difference(run.logits!.data, goldens.values.get("logits")!.data)).toBeLessThan(LIMIT);
    for (const [layer, hook] of names.entries()) {
      const { data, dims } = run.hooks.get(hook)!;
      expect(dims).toEqual([1, goldens.ids.length, heads, dModel]);
      const bias = await outputBias(join(GOLDENS, folder), layer);
      const sum = Float32Array.from({ length: goldens.ids.length * dModel }, (_, i) => {
        const at = Math.floor(i / dModel) * heads * dModel + (i % dModel);
        const parts = Array.from({ length: heads }, (_, head) => data[at + head * dModel]!);
        return parts.reduce((a, b) => a + b, bias?.[i % dModel] ?? 0);
      });
      // Gemma's hook_attn_out is behind another norm; what goes into it is normalized · scale.
      const golden = (name: string) => goldens.values.get(`blocks.${layer}.${name}`)!.data;
      const scale = architecture === "gemma3" ? golden("ln1_post.hook_scale") : undefined;
      const expected = scale
        ? golden("ln1_post.hook_normalized").map((value, i) => value * scale[Math.floor(i / dModel)]!)
        : golden("hook_attn_out");
      expect(difference(sum, expected), hook).toBeLessThan(LIMIT);
    }
  });

  it("an MLP's input is the norm behind its gain, its output what is added or normed once more", async () => {
    const { layers, dModel, architecture } = model.config;
    const { hooks } = await model.run(goldens.ids, {
      hooks: ["blocks.*.mlp.hook_in", "blocks.*.mlp.hook_out"],
    });
    expect(hooks.size).toBe(2 * layers);
    for (let layer = 0; layer < layers; layer++) {
      const golden = (name: string) => goldens.values.get(`blocks.${layer}.${name}`)!.data;
      const { gain, bias } = await gainAndBias(join(GOLDENS, folder), layer);
      const into = golden("ln2.hook_normalized").map(
        (value, i) =>
          value * (gain[i % dModel]! + (architecture === "gemma3" ? 1 : 0)) + (bias?.[i % dModel] ?? 0),
      );
      expect(difference(hooks.get(`blocks.${layer}.mlp.hook_in`)!.data, into)).toBeLessThan(LIMIT);
      const scale = architecture === "gemma3" ? golden("ln2_post.hook_scale") : undefined;
      const out = scale
        ? golden("ln2_post.hook_normalized").map((value, i) => value * scale[Math.floor(i / dModel)]!)
        : golden("hook_mlp_out");
      expect(difference(hooks.get(`blocks.${layer}.mlp.hook_out`)!.data, out)).toBeLessThan(LIMIT);
    }
  });
});

/** Gain and bias of the norm before the MLP. */
async function gainAndBias(
  folder: string,
  layer: number,
): Promise<{ gain: Float32Array; bias: Float32Array | undefined }> {
  const weights = await openWeights(folder);
  const names = [
    `model.layers.${layer}.pre_feedforward_layernorm`,
    `transformer.h.${layer}.ln_2`,
    `gpt_neox.layers.${layer}.post_attention_layernorm`,
    `model.layers.${layer}.post_attention_layernorm`,
  ];
  const name = names.find(one => weights.tensors.has(`${one}.weight`))!;
  const gain = await weights.read(`${name}.weight`);
  const bias = weights.tensors.has(`${name}.bias`) ? await weights.read(`${name}.bias`) : undefined;
  await weights.close();
  return { gain, bias };
}

/** Bias of the projection behind the heads; undefined where there is none. */
async function outputBias(folder: string, layer: number): Promise<Float32Array | undefined> {
  const weights = await openWeights(folder);
  const names = [
    `model.layers.${layer}.self_attn.o_proj.bias`,
    `transformer.h.${layer}.attn.c_proj.bias`,
    `gpt_neox.layers.${layer}.attention.dense.bias`,
  ];
  const name = names.find(one => weights.tensors.has(one));
  const bias = name === undefined ? undefined : await weights.read(name);
  await weights.close();
  return bias;
}
