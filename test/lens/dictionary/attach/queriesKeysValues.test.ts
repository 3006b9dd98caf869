import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachDictionaries } from "../../../../src/lens/dictionary/attach/attachDictionaries.js";
import type { Activation, LocalModel } from "../../../../src/lens/session/LocalModel.js";
import { furthest, open, text } from "../../session/models.js";
import { codebook, rows } from "./random.js";
import { codesReference, type Vector } from "./reference.js";

const HOOKS = ["q", "k", "v"].map(which => `blocks.0.attn.hook_${which}`);
const HEADS = 3;
const WIDTH = 8;

const qkv = (groupCount: number, width: number) =>
  codebook({ at: "qkv", hook: "blocks.0.attn.qkv", groupCount, width, grouped: true });

/** The fused projection's output at each token, as the architecture's checkpoints have it. */
const FUSED: Readonly<Record<string, (parts: readonly Vector[]) => Vector>> = {
  gpt2: parts => parts.flat(),
  "gpt-neox": parts =>
    Array.from({ length: HEADS }, (_, head) =>
      parts.flatMap(part => part.slice(head * WIDTH, (head + 1) * WIDTH)),
    ).flat(),
};

describe.each(Object.entries(FUSED))("codebooks of queries, keys and values of %s", (name, fuse) => {
  let model: LocalModel;
  beforeAll(async () => {
    model = await open(name);
  });
  afterAll(() => model.close());

  const fused = (hooks: ReadonlyMap<string, Activation>): Vector[] => {
    const parts = HOOKS.map(hook => rows(hooks.get(hook)!));
    return text.map((_, token) => fuse(parts.map(part => part[token]!)));
  };

  const layouts = name === "gpt2" ? [3, 6, 9] : [9];
  it.each(layouts)("%i groups take the place of parts of the fused projection, in its order", async count => {
    const width = (3 * HEADS * WIDTH) / count;
    const dictionary = qkv(count, width);
    const replaced = await attachDictionaries(model, [dictionary], { mode: "replace" });
    const ids = dictionary.groups.map(
      (_, group) => `blocks.0.attn.codebook_layer.codebook.${group}.hook_codebook_ids`,
    );
    const { hooks, logits } = await replaced.run(text, { hooks: [...HOOKS, ...ids] });
    const plain = await model.run(text, { hooks: HOOKS });
    const after = fused(hooks);
    for (const [token, row] of fused(plain.hooks).entries()) {
      const expected = dictionary.groups.flatMap((_, group) => {
        const part = row.slice(group * width, (group + 1) * width);
        const { ids: chosen, mean } = codesReference(dictionary, group, part);
        expect(rows(hooks.get(ids[group]!)!)[token]).toEqual(chosen);
        return mean(chosen);
      });
      expect(furthest(after[token]!, expected)).toBeLessThan(1e-4);
    }
    expect(furthest(logits!.data, plain.logits!.data)).toBeGreaterThan(1e-3);
    await replaced.close();
  });
});

it("of GPT-NeoX are three for each head, and no other number", async () => {
  const model = await open("gpt-neox");
  await expect(attachDictionaries(model, [qkv(3, 24)], { mode: "replace" })).rejects.toThrow(
    "has 3 groups for queries, keys and values; GPT-NeoX has these head by head, which takes 9 for 3 heads",
  );
  await model.close();
});
