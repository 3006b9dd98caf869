import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachDictionaries } from "../../../../src/lens/dictionary/attach/attachDictionaries.js";
import type { SparseDictionary } from "../../../../src/lens/dictionary/Dictionary.js";
import type { Activation, LocalModel } from "../../../../src/lens/session/LocalModel.js";
import { furthest, open, text } from "../../session/models.js";
import { codebook, crossLayer, memory, numbers, rows, sae, transcoder } from "./random.js";
import { codesReference, crossLayerReference, sparseReference } from "./reference.js";

const LIMIT = 1e-4;
const z = "blocks.1.attn.hook_z";
const threshold = numbers(40, 77, 0.4);

const SPARSE: Readonly<Record<string, SparseDictionary>> = {
  "ReLU transcoder": transcoder(),
  "JumpReLU transcoder, thresholds below 0 too": transcoder({ activation: { kind: "jumprelu", threshold } }),
  "TopK transcoder": transcoder({ activation: { kind: "topk", k: 5, relu: true } }),
  "TopK transcoder that keeps negative activations": transcoder({
    activation: { kind: "topk", k: 30, relu: false },
  }),
  "skip transcoder of layer 1": transcoder({ layer: 1, skip: numbers(256, 88, 0.3) }),
  "transcoder from before the norm's gain": transcoder({ hookIn: "blocks.0.ln2.hook_normalized" }),
  "transcoder of another output width": transcoder({
    hookOut: "blocks.0.mlp.hook_post",
    hookIn: "blocks.0.ln2.hook_normalized",
    dOut: 22,
  }),
  "SAE with an input bias": sae("blocks.1.hook_resid_pre", { inputBias: numbers(16, 5) }),
  "SAE, constant norm": sae("blocks.0.hook_resid_mid", {
    scaling: { kind: "constant norm" },
    inputBias: numbers(16, 6),
  }),
  "SAE, layer norm": sae("blocks.0.hook_resid_post", { scaling: { kind: "layer norm" } }),
  "transcoder, constant norm: its output is not scaled back": transcoder({
    scaling: { kind: "constant norm" },
  }),
  "transcoder, layer norm, a skip: its output is not scaled back": transcoder({
    layer: 1,
    scaling: { kind: "layer norm" },
    skip: numbers(256, 89, 0.3),
  }),
  "SAE of all heads side by side": sae(z, { dIn: 32, dOut: 32, flattenHeads: true }),
  "SAE of the heads' results, which lie apart": sae("blocks.0.attn.hook_result", {
    dIn: 64,
    dOut: 64,
    flattenHeads: true,
  }),
};

describe("sparse dictionaries in the graph compute what 64-bit numbers give", () => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await open();
  });
  afterAll(() => model.close());

  it.each(Object.entries(SPARSE))("%s", async (_, dictionary) => {
    const read = await attachDictionaries(model, [dictionary], { mode: "read" });
    const name = `${dictionary.hookOut}.hook_sae_`;
    const { hooks, logits } = await read.run(text, {
      hooks: [
        dictionary.hookIn,
        dictionary.hookOut,
        ...["acts_pre", "acts_post", "recons", "error", "output"].map(what => name + what),
      ],
    });
    const inputs = rows(hooks.get(dictionary.hookIn)!);
    const outputs = rows(hooks.get(dictionary.hookOut)!);
    const got = (what: string) => rows(hooks.get(name + what)!);
    let active = 0;
    for (const [token, input] of inputs.entries()) {
      const { pre, acts, recons } = sparseReference(dictionary, input);
      const y = recons(acts);
      active += acts.filter(v => v !== 0).length;
      expect(furthest(got("acts_pre")[token]!, pre)).toBeLessThan(LIMIT);
      expect(furthest(got("acts_post")[token]!, acts)).toBeLessThan(LIMIT);
      expect(furthest(got("recons")[token]!, y)).toBeLessThan(LIMIT);
      expect(
        furthest(
          got("error")[token]!,
          y.map((v, i) => outputs[token]![i]! - v),
        ),
      ).toBeLessThan(LIMIT);
      expect(furthest(got("output")[token]!, outputs[token]!)).toBe(0);
    }
    expect(active).toBeGreaterThan(40);
    expect(active).toBeLessThan(40 * text.length);
    const plain = await model.run(text);
    expect(furthest(logits!.data, plain.logits!.data)).toBeLessThan(1e-5);
    await read.close();
  });

  it.each([
    ["gpt2", 24, "without its mean, which its error gives back"],
    ["gpt-neox", 24, "without its mean, which its error gives back"],
    // TransformerLens does not centre models with RMSNorm.
    ["llama", 16, "as it is"],
  ])("of a centred %s (width %i) reads and is compared with the stream %s", async (name, width, how) => {
    const centred = await open(name);
    const hook = "blocks.1.hook_resid_pre";
    const dictionary = sae(hook, { source: { ...memory, centred: true }, dIn: width, dOut: width });
    const kept = await attachDictionaries(centred, [dictionary], { mode: "keep error" });
    const names = ["recons", "error"].map(what => `${hook}.hook_sae_${what}`);
    const change = {
      hook: `${hook}.hook_sae_acts_post`,
      features: [7],
      action: { kind: "replace", value: [2] },
    } as const;
    const own = rows((await centred.run(text, { hooks: [hook] })).hooks.get(hook)!);
    const { hooks } = await kept.run(text, { hooks: [hook, ...names], interventions: [change] });
    const means: number[] = [];
    for (const [token, row] of own.entries()) {
      const mean = row.reduce((a, b) => a + b, 0) / row.length;
      const known = how === "as it is" ? row : row.map(v => v - mean);
      const { acts, recons } = sparseReference(dictionary, known);
      const [before, after] = [recons(acts), recons(acts.map((z, f) => (f === 7 ? 2 : z)))];
      const got = (name: string) => rows(hooks.get(name)!)[token]!;
      expect(furthest(got(names[0]!), after)).toBeLessThan(LIMIT);
      expect(
        furthest(
          got(names[1]!),
          known.map((v, i) => v - before[i]!),
        ),
      ).toBeLessThan(LIMIT);
      expect(
        furthest(
          got(hook),
          row.map((v, i) => v + after[i]! - before[i]!),
        ),
      ).toBeLessThan(LIMIT);
      means.push(Math.abs(mean));
    }
    expect(Math.max(...means)).toBeGreaterThan(1e-2);
    await centred.close();
  });

  it("an SAE of one head reads that head; another head's stands beside it", async () => {
    const heads = [1, 3].map(head =>
      sae(z, { head, dIn: 8, dOut: 8, encoder: numbers(320, head), decoder: numbers(320, 9 + head) }),
    );
    const attached = await attachDictionaries(model, heads, { mode: "replace" });
    const whole = (await model.run(text, { hooks: [z] })).hooks.get(z)!;
    const names = [1, 3].map(head => `${z}.head.${head}.hook_sae_recons`);
    const { hooks } = await attached.run(text, { hooks: [z, ...names] });
    for (const [token, row] of rows(whole).entries()) {
      const expected = [...row];
      for (const [index, dictionary] of heads.entries()) {
        const head = [1, 3][index]!;
        const { acts, recons } = sparseReference(dictionary, row.slice(8 * head, 8 * head + 8));
        expected.splice(8 * head, 8, ...recons(acts));
        expect(furthest(rows(hooks.get(names[index]!)!)[token]!, recons(acts))).toBeLessThan(LIMIT);
      }
      expect(furthest(rows(hooks.get(z)!)[token]!, expected)).toBeLessThan(LIMIT);
    }
    await attached.close();
  });

  it.each([{ kind: "relu" }, { kind: "topk", k: 4, relu: false }] as const)(
    "a cross-layer transcoder writes to its own and to later layers: %o",
    async activation => {
      const dictionary = crossLayer(activation);
      const read = await attachDictionaries(model, [dictionary], { mode: "read" });
      const names = ["hook_sae_acts_post", "hook_sae_recons"].map(what => `blocks.*.mlp.hook_out.${what}`);
      const { hooks } = await read.run(text, { hooks: ["blocks.*.mlp.hook_in", ...names] });
      const of = (name: string) =>
        [0, 1].map(layer => rows(hooks.get(`blocks.${layer}.mlp.${name}`) as Activation));
      const inputs = of("hook_in");
      for (let token = 0; token < text.length; token++) {
        const { acts, recons } = crossLayerReference(
          dictionary,
          inputs.map(layer => layer[token]!),
        );
        for (const layer of [0, 1]) {
          expect(furthest(of("hook_out.hook_sae_acts_post")[layer]![token]!, acts[layer]!)).toBeLessThan(
            LIMIT,
          );
          expect(furthest(of("hook_out.hook_sae_recons")[layer]![token]!, recons(acts)[layer]!)).toBeLessThan(
            LIMIT,
          );
        }
      }
      await read.close();
    },
  );
});

const CODEBOOKS = {
  "of the MLP": codebook(),
  "of the MLP, euclidean": codebook({ similarity: "euclidean" }),
  "one code of one": codebook({ codes: 1, k: 1 }),
  "in four groups of the residual stream": codebook({
    groupCount: 4,
    width: 4,
    at: "transformer_block",
    hook: "blocks.0.hook_resid_post",
  }),
  "of each head": codebook({
    groupCount: 4,
    width: 8,
    at: "attn_preproj",
    hook: "blocks.0.attn.hook_z",
    k: 2,
  }),
} as const;

describe("codebooks in the graph choose the codes that 64-bit numbers give", () => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await open();
  });
  afterAll(() => model.close());

  it.each(Object.entries(CODEBOOKS))("%s", async (_, dictionary) => {
    const { hook, at, groups } = dictionary;
    const replaced = await attachDictionaries(model, [dictionary], { mode: "replace" });
    const before = (await model.run(text, { hooks: [hook] })).hooks.get(hook)!;
    const part = at === "mlp" ? ".mlp" : at === "attn_preproj" ? ".attn" : "";
    const prefix = (group: number) =>
      `blocks.0${part}.codebook_layer${groups.length > 1 ? `.codebook.${group}` : ""}.hook_codebook_`;
    const names = groups.flatMap((_, group) => ["ids", "output", "input"].map(what => prefix(group) + what));
    const { hooks } = await replaced.run(text, { hooks: [hook, ...names] });
    const after = rows(hooks.get(hook)!);
    const width = groups[0]!.normWeight.length;
    for (const [token, row] of rows(before).entries()) {
      const output = groups.flatMap((_, group) => {
        const { ids, mean, normed } = codesReference(
          dictionary,
          group,
          row.slice(group * width, (group + 1) * width),
        );
        expect(rows(hooks.get(`${prefix(group)}ids`)!)[token]).toEqual(ids);
        expect(furthest(rows(hooks.get(`${prefix(group)}input`)!)[token]!, normed)).toBeLessThan(LIMIT);
        expect(furthest(rows(hooks.get(`${prefix(group)}output`)!)[token]!, mean(ids))).toBeLessThan(LIMIT);
        return mean(ids);
      });
      expect(furthest(after[token]!, output)).toBeLessThan(LIMIT);
    }
    await replaced.close();
  });

  it("equally similar codes come by their ids, the lower first", async () => {
    const { groups, ...rest } = codebook({ codes: 12, k: 12 });
    const codes = groups[0]!.codes.slice();
    // Three times the same four codes, and one of length 0.
    for (let code = 4; code < 12; code++) codes.copyWithin(16 * code, 16 * (code - 4), 16 * (code - 3));
    codes.fill(0, 16 * 11, 16 * 12);
    const same = { ...rest, groups: [{ ...groups[0]!, codes }] };
    const read = await attachDictionaries(model, [same], { mode: "read" });
    const name = "blocks.0.mlp.codebook_layer.hook_codebook_ids";
    const ids = rows((await read.run(text, { hooks: [name] })).hooks.get(name)!);
    for (const row of ids) {
      for (const code of [0, 1, 2])
        expect([row.indexOf(code), row.indexOf(code + 4)]).toEqual([
          row.indexOf(code),
          row.indexOf(code) + 1,
        ]);
      expect([...row].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    }
    await read.close();
  });
});
