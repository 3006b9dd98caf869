import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../../../src/lens/decode/generate.js";
import type { AttachMode } from "../../../../src/lens/dictionary/attach/AttachOptions.js";
import { attachDictionaries } from "../../../../src/lens/dictionary/attach/attachDictionaries.js";
import type { Codebook, Dictionary } from "../../../../src/lens/dictionary/Dictionary.js";
import type { Intervention } from "../../../../src/lens/session/Intervention.js";
import type { LocalModel, RunOptions } from "../../../../src/lens/session/LocalModel.js";
import { furthest, open, text } from "../../session/models.js";
import { codebook, crossLayer, rows, sae, transcoder } from "./random.js";
import { codesReference, crossLayerReference, sparseReference } from "./reference.js";

const LIMIT = 1e-5;
const out = "blocks.0.hook_mlp_out";
const acts = `${out}.hook_sae_acts_post`;
const ids = "blocks.0.mlp.codebook_layer.hook_codebook_ids";

let model: LocalModel;
beforeAll(async () => {
  model = await open();
});
afterAll(() => model.close());

async function withAttached<T>(
  dictionaries: readonly Dictionary[],
  mode: AttachMode,
  act: (attached: LocalModel) => Promise<T>,
): Promise<T> {
  const attached = await attachDictionaries(model, dictionaries, { mode });
  try {
    return await act(attached);
  } finally {
    await attached.close();
  }
}

/** Logits of the last tokens, with whatever is asked. */
const logits = async (of: LocalModel, options: RunOptions = {}) => (await of.run(text, options)).logits!.data;
const change = (intervention: Intervention): RunOptions => ({ interventions: [intervention] });

const KINDS: Readonly<Record<string, { readonly dictionary: Dictionary; readonly hook: string }>> = {
  transcoder: { dictionary: transcoder(), hook: acts },
  SAE: { dictionary: sae("blocks.1.hook_resid_pre"), hook: "blocks.1.hook_resid_pre.hook_sae_acts_post" },
  "SAE of a head": {
    dictionary: sae("blocks.0.attn.hook_z", { head: 2, dIn: 8, dOut: 8, scaling: { kind: "layer norm" } }),
    hook: "blocks.0.attn.hook_z.head.2.hook_sae_acts_post",
  },
  "cross-layer transcoder": { dictionary: crossLayer(), hook: "blocks.0.mlp.hook_out.hook_sae_acts_post" },
  codebook: { dictionary: codebook(), hook: ids },
  "codebook of each head": {
    dictionary: codebook({ groupCount: 4, width: 8, at: "attn_preproj", hook: "blocks.0.attn.hook_z", k: 2 }),
    hook: "blocks.0.attn.codebook_layer.codebook.3.hook_codebook_ids",
  },
  "codebook of both parts of a block": {
    dictionary: codebook({ at: "attn_plus_mlp", hook: "blocks.0.hook_resid_post" }),
    hook: "blocks.0.codebook_layer.hook_codebook_ids",
  },
};

describe.each(Object.entries(KINDS))("%s", (_, { dictionary, hook }) => {
  it("keeps the model as it is with its error, whatever is read; features patched with themselves too", async () => {
    const plain = await logits(model);
    await withAttached([dictionary], "keep error", async kept => {
      const all = kept.hooks.map(({ name }) => name).filter(name => /hook_(sae|codebook)_/.test(name));
      const { hooks, logits: read } = await kept.run(text, { hooks: all });
      expect(furthest(read!.data, plain)).toBeLessThan(LIMIT);
      const patch = { hook, action: { kind: "patch", value: hooks.get(hook)!.data } } as const;
      expect(furthest(await logits(kept, change(patch)), plain)).toBeLessThan(LIMIT);
      const other = { hook, positions: [4], features: [1], action: { kind: "replace", value: [3] } } as const;
      const changed = await logits(kept, change(other));
      const before = 4 * model.config.vocabulary;
      expect(furthest(changed.subarray(0, before), plain.subarray(0, before))).toBeLessThan(LIMIT);
      expect(furthest(changed, plain)).toBeGreaterThan(1e-3);
    });
  });

  it("in its hook's place gives the same read with a cache, in a batch and alone; patched with itself too", async () => {
    await withAttached([dictionary], "replace", async replaced => {
      const { hooks, logits: whole } = await replaced.run(text, { hooks: [hook] });
      expect(furthest(whole!.data, await logits(model))).toBeGreaterThan(1e-3);
      const patch = { hook, action: { kind: "patch", value: hooks.get(hook)!.data } } as const;
      expect(furthest(await logits(replaced, change(patch)), whole!.data)).toBeLessThan(LIMIT);
      const first = await replaced.run(text.slice(0, 12), { hooks: [hook], keepCache: true });
      const second = await replaced.run(text.slice(12), { hooks: [hook], cache: first.cache! });
      const parts = (read: (run: typeof first) => Float32Array) =>
        Float32Array.from([...read(first), ...read(second)]);
      expect(
        furthest(
          parts(run => run.logits!.data),
          whole!.data,
        ),
      ).toBeLessThan(LIMIT);
      expect(
        furthest(
          parts(run => run.hooks.get(hook)!.data),
          hooks.get(hook)!.data,
        ),
      ).toBeLessThan(LIMIT);
      const batch = await replaced.run([text.slice(0, 5), text], { hooks: [hook] });
      expect(rows(batch.hooks.get(hook)!, 1)).toEqual(
        rows(hooks.get(hook)!).map(row => row.map(v => expect.closeTo(v, 4))),
      );
      expect(furthest(batch.logits!.data.subarray(whole!.data.length), whole!.data)).toBeLessThan(LIMIT);
    });
  });
});

describe("features changed", () => {
  const dictionary = transcoder();
  const kinds: Readonly<Record<string, { action: Intervention["action"]; to: (old: number) => number }>> = {
    replace: { action: { kind: "replace", value: [2] }, to: () => 2 },
    add: { action: { kind: "add", value: [1.5] }, to: old => old + 1.5 },
    scale: { action: { kind: "scale", factor: -3 }, to: old => -3 * old },
    zero: { action: { kind: "zero" }, to: () => 0 },
    mean: { action: { kind: "mean", value: [0.7] }, to: () => 0.7 },
  };

  it.each(Object.entries(kinds))(
    "%s: what is written is made of what they are then",
    async (_, { action, to }) => {
      const features = [3, 17];
      const intervention = { hook: acts, positions: [2, -1], features, action };
      for (const mode of ["replace", "keep error"] as const)
        await withAttached([dictionary], mode, async attached => {
          const names = [dictionary.hookIn, acts, out];
          const { hooks } = await attached.run(text, { hooks: names, interventions: [intervention] });
          const own = rows((await model.run(text, { hooks: [out] })).hooks.get(out)!);
          for (const [token, input] of rows(hooks.get(dictionary.hookIn)!).entries()) {
            const { acts: clean, recons } = sparseReference(dictionary, input);
            const chosen = token === 2 || token === text.length - 1;
            const now = clean.map((z, f) => (chosen && features.includes(f) ? to(z) : z));
            const base = recons(clean);
            const expected = recons(now).map((y, i) =>
              mode === "replace" ? y : own[token]![i]! + y - base[i]!,
            );
            expect(furthest(rows(hooks.get(acts)!)[token]!, now)).toBeLessThan(1e-4);
            expect(furthest(rows(hooks.get(out)!)[token]!, expected)).toBeLessThan(1e-4);
          }
        });
    },
  );

  it("of a cross-layer transcoder reach the layers behind", async () => {
    const clt = crossLayer();
    const hook = "blocks.0.mlp.hook_out.hook_sae_acts_post";
    await withAttached([clt], "replace", async attached => {
      const { hooks } = await attached.run(text, {
        hooks: ["blocks.*.mlp.hook_in", "blocks.*.mlp.hook_out"],
        interventions: [{ hook, features: [5], action: { kind: "replace", value: [4] } }],
      });
      const of = (what: string) => [0, 1].map(layer => rows(hooks.get(`blocks.${layer}.mlp.${what}`)!));
      const [inputs, outputs] = [of("hook_in"), of("hook_out")];
      for (let token = 0; token < text.length; token++) {
        const { acts: clean, recons } = crossLayerReference(
          clt,
          inputs.map(layer => layer[token]!),
        );
        const now = [clean[0]!.map((z, f) => (f === 5 ? 4 : z)), clean[1]!];
        for (const layer of [0, 1])
          expect(furthest(outputs[layer]![token]!, recons(now)[layer]!)).toBeLessThan(1e-4);
      }
    });
  });

  it("all layers replaced is what replacing each hook by hand gives, layer by layer", async () => {
    const dictionaries = [
      transcoder({ layer: 0 }),
      transcoder({ layer: 1, activation: { kind: "topk", k: 6, relu: true } }),
    ];
    const interventions: Intervention[] = [];
    for (const dictionary of dictionaries) {
      const run = await model.run(text, { hooks: [dictionary.hookIn], interventions });
      const value = rows(run.hooks.get(dictionary.hookIn)!).flatMap(input => {
        const { acts: z, recons } = sparseReference(dictionary, input);
        return [...recons(z)];
      });
      interventions.push({ hook: dictionary.hookOut, action: { kind: "replace", value } });
    }
    const byHand = await logits(model, { interventions });
    await withAttached(dictionaries, "replace", async attached => {
      expect(furthest(await logits(attached), byHand)).toBeLessThan(1e-4);
      expect(furthest(await logits(attached, { hooks: ["blocks.*.hook_mlp_out.*"] }), byHand)).toBeLessThan(
        1e-4,
      );
    });
  });

  it("while generating: as the whole text read anew for each token", async () => {
    const interventions = [{ hook: acts, features: [3], action: { kind: "replace", value: [6] } }] as const;
    await withAttached([dictionary], "replace", async attached => {
      const { ids: made } = await generate(attached, text.slice(0, 6), { maxTokens: 5, interventions });
      const sequence = [...text.slice(0, 6)];
      for (const id of made) {
        const { logits: last } = await attached.run(sequence, { logits: "last", interventions });
        expect(id).toBe(last!.data.indexOf(Math.max(...last!.data)));
        sequence.push(id);
      }
      expect(made.length).toBe(5);
    });
  });
});

describe("codes changed", () => {
  const dictionary: Codebook = codebook();
  /** Ids and output of each token under interventions, and the ids without. */
  async function changed(...interventions: Intervention[]) {
    return withAttached([dictionary], "replace", async attached => {
      const { hooks } = await attached.run(text, { hooks: [ids, out], interventions });
      const inputs = rows((await model.run(text, { hooks: [out] })).hooks.get(out)!);
      return {
        ids: rows(hooks.get(ids)!),
        output: rows(hooks.get(out)!),
        own: inputs.map(input => codesReference(dictionary, 0, input)),
      };
    });
  }

  it.each([
    [
      "at one place of the order",
      { features: [1], positions: [3], value: [7] },
      (row: number[]) => [row[0]!, 7, row[2]!],
    ],
    ["at all places", { positions: [3], value: [9] }, () => [9, 9, 9]],
    [
      "taken out, which counts as 0",
      { features: [0], positions: [3], value: [-1] },
      (row: number[]) => [-1, row[1]!, row[2]!],
    ],
  ] as const)("replaced %s", async (_, { value, ...selected }, to) => {
    const result = await changed({ hook: ids, ...selected, action: { kind: "replace", value } });
    for (const [token, { ids: own, mean }] of result.own.entries()) {
      const now = token === 3 ? to(own) : own;
      expect(result.ids[token]).toEqual(now);
      expect(furthest(result.output[token]!, mean(now))).toBeLessThan(1e-4);
    }
  });

  it("appended: one more in the mean where it is, and what is replaced keeps its place", async () => {
    const result = await changed(
      { hook: ids, positions: [2, 5], action: { kind: "append", value: [11] } },
      { hook: ids, positions: [5], features: [2], action: { kind: "replace", value: [0] } },
    );
    for (const [token, { ids: own, mean }] of result.own.entries()) {
      const now = token === 5 ? [own[0]!, own[1]!, 0, 11] : token === 2 ? [...own, 11] : own;
      expect(result.ids[token]).toEqual(now.length === 4 ? now : [...now, -2]);
      expect(furthest(result.output[token]!, mean(now))).toBeLessThan(1e-4);
    }
  });

  it("while generating, in a batch and with a cache, an appended code is there", async () => {
    const interventions = [{ hook: ids, action: { kind: "append", value: [11] } }] as const;
    await withAttached([dictionary], "replace", async attached => {
      const { ids: made, hooks } = await generate(attached, text.slice(0, 6), {
        maxTokens: 4,
        interventions,
        hooks: [ids],
      });
      const sequence = [...text.slice(0, 6)];
      for (const id of made) {
        const { logits: last } = await attached.run(sequence, { logits: "last", interventions });
        expect(id).toBe(last!.data.indexOf(Math.max(...last!.data)));
        sequence.push(id);
      }
      for (const row of rows(hooks!.get(ids)!)) expect([row.length, row[3]]).toEqual([4, 11]);
      const batch = await attached.run([text, text.slice(0, 4)], { hooks: [ids], interventions });
      expect(batch.hooks.get(ids)!.dims).toEqual([2, text.length, 4]);
    });
  });
});
