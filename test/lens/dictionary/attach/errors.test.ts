import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttachMode } from "../../../../src/lens/dictionary/attach/AttachOptions.js";
import { attachDictionaries } from "../../../../src/lens/dictionary/attach/attachDictionaries.js";
import { sameModelName } from "../../../../src/lens/dictionary/attach/sameModelName.js";
import type { Dictionary } from "../../../../src/lens/dictionary/Dictionary.js";
import type { Intervention } from "../../../../src/lens/session/Intervention.js";
import type { LocalModel } from "../../../../src/lens/session/LocalModel.js";
import { open, text } from "../../session/models.js";
import { codebook, memory, sae, transcoder } from "./random.js";

const z = "blocks.0.attn.hook_z";
const acts = "blocks.0.hook_mlp_out.hook_sae_acts_post";
const ids = "blocks.0.mlp.codebook_layer.hook_codebook_ids";

let model: LocalModel;
beforeAll(async () => {
  model = await open();
});
afterAll(() => model.close());

const WRONG: Readonly<Record<string, { readonly of: readonly Dictionary[]; readonly says: string }>> = {
  "another width": {
    of: [transcoder({ dIn: 24 })],
    says: "is 24 wide at blocks.0.mlp.hook_in; the model's is 16",
  },
  "all heads' width": {
    of: [sae(z, { dIn: 8, dOut: 8 })],
    says: `is 8 wide at ${z}; the model's is 32 (4 heads of 8)`,
  },
  "a head there is not": {
    of: [sae(z, { head: 4, dIn: 8, dOut: 8 })],
    says: `is of head 4; ${z} has heads 0 to 3`,
  },
  "a head where there are none": {
    of: [transcoder({ head: 0 })],
    says: "is of head 0; blocks.0.mlp.hook_in has no heads",
  },
  "another layer": {
    of: [transcoder({ layer: 7 })],
    says: 'the model has no hook "blocks.7.mlp.hook_in"; the model has blocks 0 to 1',
  },
  "no such hook": {
    of: [sae("blocks.0.hook_middle")],
    says: 'the model has no hook "blocks.0.hook_middle"; there are: hook_embed',
  },
  "a hook that is no vector a token": {
    of: [sae("blocks.0.attn.hook_pattern")],
    says: "has axes batch, head, query, key",
  },
  "the order of its hooks": {
    of: [transcoder({ hookIn: "blocks.1.hook_resid_pre" })],
    says: "reads blocks.1.hook_resid_pre, which comes after blocks.0.hook_mlp_out that it writes",
  },
  "more kept than there are": {
    of: [transcoder({ activation: { kind: "topk", k: 41, relu: true } })],
    says: "keeps the 41 largest of 40 features",
  },
  thresholds: {
    of: [transcoder({ activation: { kind: "jumprelu", threshold: new Float32Array(3) } })],
    says: "has 3 thresholds for 40 features",
  },
  "an array of another length": {
    of: [transcoder({ decoder: new Float32Array(7) })],
    says: "decoder has 7 numbers; [40,16] are 640",
  },
  "another model": {
    of: [transcoder({ source: { ...memory, model: "google/gemma-2-2b" } })],
    says: 'was made for "google/gemma-2-2b", not for local:',
  },
  "two in one place": {
    of: [transcoder(), codebook()],
    says: "takes the place of blocks.0.hook_mlp_out, as does dictionaries[0] (transcoder of blocks.0.hook_mlp_out)",
  },
  "a head and all heads": {
    of: [sae(z, { head: 1, dIn: 8, dOut: 8 }), sae(z, { dIn: 32, dOut: 32 })],
    says: `takes the place of ${z}, as does dictionaries[0]`,
  },
  "codes of another width": {
    of: [codebook({ width: 8 })],
    says: "has 1 groups of width 8 for blocks.0.hook_mlp_out, which is 16 wide",
  },
  "more codes than there are": { of: [codebook({ k: 31 })], says: "takes the 31 most similar of 30 codes" },
};

describe("before anything runs, with numbers", () => {
  it.each(Object.entries(WRONG))("%s", async (_, { of, says }) => {
    await expect(attachDictionaries(model, of, { mode: "replace" })).rejects.toThrow(says);
  });

  it("two of one name that are only read, and one beside one attached before", async () => {
    const twice = attachDictionaries(model, [transcoder(), sae("blocks.0.hook_mlp_out")], { mode: "read" });
    await expect(twice).rejects.toThrow("has hooks blocks.0.hook_mlp_out.hook_sae_*, as has dictionaries[0]");
    const first = await attachDictionaries(model, [transcoder()], { mode: "replace" });
    const second = attachDictionaries(first, [codebook()], { mode: "replace" });
    await expect(second).rejects.toThrow(
      "takes the place of blocks.0.hook_mlp_out, as does one attached before",
    );
    await first.close();
  });

  it("a mode there is not", async () => {
    const mode = "swap" as AttachMode;
    await expect(attachDictionaries(model, [], { mode })).rejects.toThrow(
      'expected "read", "replace" or "keep error", not "swap"',
    );
  });

  it("anyModel takes a dictionary of another name", async () => {
    const source = { ...memory, model: "gpt2-small" };
    const attached = await attachDictionaries(model, [transcoder({ source })], {
      mode: "read",
      anyModel: true,
    });
    expect(attached.hooks.some(({ name }) => name === acts)).toBe(true);
    await attached.close();
  });
});

describe("interventions that would do nothing, or what cannot be", () => {
  const CASES: Readonly<Record<string, readonly [AttachMode, Intervention, string]>> = {
    "of what is only read": [
      "read",
      { hook: acts, action: { kind: "zero" } },
      'attached to be read only; attach with mode "replace" or "keep error"',
    ],
    "of an error that is not added": [
      "replace",
      { hook: "blocks.0.hook_mlp_out.hook_sae_error", action: { kind: "zero" } },
      'is not added back in mode "replace"',
    ],
    "of a feature there is not": [
      "replace",
      { hook: acts, features: [40], action: { kind: "zero" } },
      "feature 40 is not there; features go from 0 to 39",
    ],
    "appending to features": [
      "replace",
      { hook: acts, action: { kind: "append", value: [1] } },
      '"append" is for ids of codes',
    ],
    "scaling ids": [
      "replace",
      { hook: ids, action: { kind: "scale", factor: 2 } },
      'ids of codes cannot be changed by "scale"',
    ],
    "an id there is not": [
      "replace",
      { hook: ids, action: { kind: "replace", value: [30] } },
      "30 is no id of a code; ids go from -1 (none) to 29",
    ],
    "half an id": [
      "replace",
      { hook: ids, action: { kind: "append", value: [1.5] } },
      "1.5 is no id of a code",
    ],
    "appending at a place": [
      "replace",
      { hook: ids, features: [0], action: { kind: "append", value: [1] } },
      "it takes no features",
    ],
  };
  it.each(Object.entries(CASES))("%s", async (_, [mode, intervention, says]) => {
    const of = intervention.hook === ids ? codebook() : transcoder();
    const attached = await attachDictionaries(model, [of], { mode });
    await expect(attached.run(text, { interventions: [intervention] })).rejects.toThrow(says);
    await attached.close();
  });
});

describe("life of an attached model", () => {
  it("closing it leaves the model open; closing the model ends it", async () => {
    const base = await open();
    const one = await attachDictionaries(base, [transcoder()], { mode: "replace" });
    const two = await attachDictionaries(base, [transcoder()], { mode: "read" });
    expect(one.identity.dictionaries).toBe(`replace ${"0".repeat(16)}`);
    expect(two.identity).toEqual(base.identity);
    await one.run(text, { logits: "last" });
    await one.close();
    await expect(one.run(text)).rejects.toThrow("the model is closed");
    await base.run(text, { logits: "last" });
    await base.close();
    await expect(two.run(text)).rejects.toThrow("the model is closed");
  });
});

describe("sameModelName", () => {
  it.each([
    ["gpt2-small", "/m/gpt2", true],
    ["meta-llama/Llama-3.2-1B", "/hub/models--meta-llama--Llama-3.2-1B/snapshots/9213176726f5", true],
    ["HuggingFaceTB/SmolLM2-135M-Instruct", "/m/SmolLM2-135M-Instruct.Q4_1.gguf", true],
    ["embedded", "models/embedded", true],
    ["google/gemma-2-2b", "/m/gemma-3-270m", false],
    ["gpt2-medium", "/m/Qwen2.5-Coder-0.5B", false],
  ] as const)("%s at %s: %s", (named, path, same) => {
    expect(sameModelName(named, path)).toBe(same);
  });
});
