import { cp, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { difference } from "./difference.js";
import { GOLDENS, MODELS, readGoldens } from "./goldens.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tracebook-heads-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Names of the projection behind the heads, by layer. */
const outputs = (layer: number): string[] => [
  `model.layers.${layer}.self_attn.o_proj.weight`,
  `transformer.h.${layer}.attn.c_proj.weight`,
  `gpt_neox.layers.${layer}.attention.dense.weight`,
];

/** A copy of a model without a head: what its projection has for the head is 0 on disk. */
async function without(model: string, layer: number, head: number): Promise<string> {
  const path = join(folder, `${model}-${layer}-${head}`);
  await cp(join(GOLDENS, model), path, { recursive: true });
  const weights = await openWeights(path);
  const { dHead, architecture } = weights.config;
  const { file, offset, bytes, shape } = weights.tensors.get(
    outputs(layer).find(name => weights.tensors.has(name))!,
  )!;
  await weights.close();
  const [rows, columns] = shape as [number, number];
  const size = bytes / (rows * columns);
  const handle = await open(file, "r+");
  // GPT-2's weight is [heads · dHead, dModel]: a head is rows. Everywhere else it is columns.
  const zero = (row: number, column: number, count: number) =>
    handle.write(Buffer.alloc(count * size), 0, count * size, offset + (row * columns + column) * size);
  if (architecture === "gpt2") await zero(head * dHead, 0, dHead * columns);
  else for (let row = 0; row < rows; row++) await zero(row, head * dHead, dHead);
  await handle.close();
  return path;
}

describe.each(MODELS)("$model", ({ model: name, goldens }) => {
  it("zeroing a head's hook_z or hook_result is the model without the head, in every layer", async () => {
    const { ids } = readGoldens(goldens);
    const model = await openLocalModel(join(GOLDENS, name), { threads: 1 });
    const { layers, heads } = model.config;
    const base = await model.run(ids);
    for (let layer = 0; layer < layers; layer++) {
      const head = (layer + 1) % heads;
      const cut = await openLocalModel(await without(name, layer, head), { threads: 1 });
      const hooks = ["blocks.*.hook_attn_out"];
      const expected = await cut.run(ids, { hooks });
      await cut.close();
      expect(difference(expected.logits!.data, base.logits!.data)).toBeGreaterThan(1e-3);
      for (const what of ["hook_z", "hook_result"]) {
        const hook = `blocks.${layer}.attn.${what}`;
        const zero = { hook, heads: [head], action: { kind: "zero" } } as const;
        const run = await model.run(ids, { hooks, interventions: [zero] });
        expect(difference(run.logits!.data, expected.logits!.data), hook).toBeLessThan(1e-5);
        for (const [out, { data }] of expected.hooks)
          expect(difference(run.hooks.get(out)!.data, data), `${hook}: ${out}`).toBeLessThan(1e-5);
      }
    }
    await model.close();
  });
});
