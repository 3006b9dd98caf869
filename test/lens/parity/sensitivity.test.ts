import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { difference } from "./difference.js";
import { GOLDENS, readGoldens } from "./goldens.js";

/** What the other tests of this folder allow. */
const LIMIT = 1e-5;

/** Mistakes a reader of configurations or a graph could make: what changes in config.json. */
const MISTAKES: readonly [model: string, mistake: string, change: Record<string, unknown>][] = [
  ["llama", "rotary base left at 10,000 (TransformerLens on SmolLM2)", { rope_theta: 10_000 }],
  ["llama", "epsilon of another family", { rms_norm_eps: 1e-6 }],
  ["llama", "tanh for SiLU", { hidden_act: "gelu_pytorch_tanh" }],
  ["llama3-untied-sharded", "no scaling", { rope_parameters: { rope_type: "default", rope_theta: 50 } }],
  [
    "llama3-untied-sharded",
    "linear scaling for llama3's",
    { rope_parameters: { rope_type: "linear", rope_theta: 50, factor: 8 } },
  ],
  ["qwen2", "rotary base", { rope_theta: 10_000 }],
  ["qwen3", "rotary base", { rope_parameters: { rope_type: "default", rope_theta: 10_000 } }],
  ["gemma3", "window one too long", { sliding_window: 8 }],
  ["gemma3", "window one too short", { sliding_window: 6 }],
  ["gemma3", "base of layers with a window", { rope_local_base_freq: 10_000 }],
  ["gemma3", "base of layers without", { rope_theta: 10_000 }],
  ["gemma3", "scale by d_head", { query_pre_attn_scalar: 8 }],
  [
    "gemma3",
    "kinds of layers shifted by one",
    { layer_types: ["full_attention", "sliding_attention", "sliding_attention"] },
  ],
  ["gemma3", "erf for tanh in GELU", { hidden_activation: "gelu" }],
  [
    "gemma3-linear-bf16",
    "no scaling on full layers",
    { rope_parameters: { full_attention: { rope_type: "default", rope_theta: 1000 } } },
  ],
  ["gpt2", "erf for tanh in GELU", { activation_function: "gelu" }],
  ["gpt2", "no scale of scores", { scale_attn_weights: false }],
  ["gpt-neox", "all of a head rotated", { rotary_pct: 1 }],
  ["gpt-neox", "sequential residual", { use_parallel_residual: false }],
  ["gpt-neox", "tanh for erf in GELU", { hidden_act: "gelu_new" }],
  ["gpt-neox-sequential", "parallel residual", { use_parallel_residual: true }],
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tracebook-mistakes-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a mistake in what a model is shows in its logits, above what the parity tests allow", () => {
  it.each(MISTAKES)("%s: %s", async (name, mistake, change) => {
    const path = join(folder, `${name} ${mistake.replaceAll(/\W/g, "-")}`);
    await cp(join(GOLDENS, name), path, { recursive: true });
    const config = JSON.parse(await readFile(join(path, "config.json"), "utf8")) as Record<string, unknown>;
    await writeFile(join(path, "config.json"), JSON.stringify({ ...config, ...change }));
    const { ids, values } = readGoldens(name);
    const model = await openLocalModel(path, { threads: 1 });
    const { logits } = await model.run(ids);
    await model.close();
    expect(difference(logits!.data, values.get("logits")!.data)).toBeGreaterThan(2 * LIMIT);
  });
});
