import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { architectures } from "../../../src/lens/graph/architectures.js";
import type { Demand } from "../../../src/lens/onnx/Demand.js";
import { GraphBuilder } from "../../../src/lens/onnx/GraphBuilder.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import type { Weights } from "../../../src/lens/weights/Weights.js";
import { folder } from "../session/models.js";

let weights: Weights;
beforeAll(async () => {
  weights = await openWeights(folder("llama"));
});
afterAll(() => weights.close());

const nothing: Demand = { hooks: new Set(), interventions: [], logits: "all", cache: false };

function emitted(demand: Partial<Demand>, of: Weights = weights): GraphBuilder {
  const g = new GraphBuilder(of, { ...nothing, ...demand });
  architectures[of.config.architecture](g);
  return g;
}

const built = (g: GraphBuilder) =>
  g.build(name => ({ ...weights.raw(name)!, location: "model.safetensors" }));

describe("GraphBuilder", () => {
  it("leaves out what no output needs: nodes, inputs, weights", () => {
    const g = emitted({ hooks: new Set(["blocks.0.attn.hook_z"]), logits: "none" });
    const layer = g.weightNames().filter(name => name.startsWith("model.layers."));
    expect(new Set(layer.map(name => name.replace(/^model\.layers\.0\.(self_attn\.)?/, "")))).toEqual(
      new Set(["input_layernorm.weight", "q_proj.weight", "k_proj.weight", "v_proj.weight"]),
    );
    const { inputs, outputs, nodes } = built(g);
    expect(inputs.map(({ name }) => name)).not.toContain("mask.full");
    expect(outputs).toHaveLength(1);
    expect(nodes.length).toBeLessThan(built(emitted({})).nodes.length / 2);
  });

  it("takes attention apart only in the layers whose inside is changed or whose scores are read", () => {
    const fused = (demand: Partial<Demand>) =>
      built(emitted(demand)).nodes.filter(({ op }) => op === "GroupQueryAttention").length;
    const { layers } = weights.config;
    expect(fused({})).toBe(layers);
    expect(fused({ hooks: new Set(["blocks.0.attn.hook_pattern"]) })).toBe(layers);
    expect(fused({ hooks: new Set(["blocks.0.attn.hook_attn_scores"]) })).toBe(layers - 1);
    expect(fused({ interventions: [{ hook: "blocks.1.attn.hook_pattern", kind: "replace" }] })).toBe(
      layers - 1,
    );
  });

  it("keeps a tied embedding twice, as rows and as a matrix, at one place of the file", () => {
    const embedding = built(emitted({})).tensors.filter(({ name }) => name.endsWith("embed_tokens.weight"));
    expect(embedding.map(({ name }) => name).sort()).toEqual([
      "rows.model.embed_tokens.weight",
      "weight.model.embed_tokens.weight",
    ]);
    expect(embedding[0].data).toEqual(embedding[1].data);
  });

  it("reads two hooks that are one place from one output", () => {
    const g = emitted({
      hooks: new Set(["blocks.0.hook_resid_post", "blocks.1.hook_resid_pre"]),
      logits: "none",
    });
    expect(built(g).outputs).toHaveLength(1);
    expect(g.hookValues.get("blocks.0.hook_resid_post")!.value).toEqual(
      g.hookValues.get("blocks.1.hook_resid_pre")!.value,
    );
  });

  it("names file, tensor and shapes where weights do not fit the architecture", () => {
    const name = "model.layers.1.mlp.up_proj.weight";
    const without = new Map(weights.tensors);
    without.delete(name);
    expect(() => emitted({}, { ...weights, tensors: without })).toThrow(
      `tensor "${name}" is missing; the architecture "llama" needs it as [`,
    );
    const entry = weights.tensors.get(name)!;
    const other = new Map(weights.tensors).set(name, { ...entry, shape: [3, 5] });
    const { dMlp, dModel } = weights.config;
    expect(() => emitted({}, { ...weights, tensors: other })).toThrow(
      `model.safetensors: tensor "${name}" is [3,5]; by its configuration the model needs [${dMlp},${dModel}]`,
    );
  });
});
