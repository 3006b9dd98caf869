import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import {
  add,
  concat,
  constantInts,
  matmul,
  matmulTransposed,
  reduceSum,
  reshape,
  slice,
  softmax,
  transpose,
} from "../onnx/ops.js";
import type { Value } from "../onnx/Value.js";
import { linear } from "./linear.js";
import { rotaryOf, rotarySettings, rotaryTables, rotate } from "./rotary.js";

const queryAxes = ["batch", "pos", "head", "d_head"];
const keyAxes = ["batch", "pos", "kvHead", "d_head"];
const scoreAxes = ["batch", "head", "query", "key"];

/** Queries, keys and values of a layer, [batch, pos, heads * d_head]; keys and values have `kvHeads` heads. */
export interface QueriesKeysValues {
  readonly q: Value;
  readonly k: Value;
  readonly v: Value;
}

/**
 * Names queries, keys and values, as they come out of their projections (before norms of heads and rotation).
 */
export function hookQueriesKeysValues(
  g: GraphBuilder,
  layer: number,
  { q, k, v }: QueriesKeysValues,
): QueriesKeysValues {
  const flat = g.config.dHead;
  const name = `blocks.${layer}.attn.hook_`;
  return {
    q: g.hook(`${name}q`, q, queryAxes, { flat }),
    k: g.hook(`${name}k`, k, keyAxes, { flat }),
    v: g.hook(`${name}v`, v, keyAxes, { flat }),
  };
}

/**
 * Causal attention with its rotation: from queries, keys and values (heads already normed) to `hook_z`, flat
 * [batch, pos, heads * d_head]. Heads share keys and values in groups (arXiv 2305.13245); layers of kind `sliding` see the
 * last `slidingWindow` tokens only.
 *
 * Where nothing inside is changed, it is ONNX Runtime's own operator, which also rotates, keeps the cache and gives the
 * pattern back.
 */
export function attention(g: GraphBuilder, layer: number, { q, k, v }: QueriesKeysValues): Value {
  const { heads, kvHeads, dHead } = g.config;
  const name = `blocks.${layer}.attn.hook_`;
  const which = rotaryOf(g.config, layer);
  const inside = g.wants(`${name}attn_scores`) || g.changes(`${name}pattern`);
  const rotated =
    which !== undefined && (inside || g.wants(`${name}rot_q`, `${name}rot_k`) || !rotatesItself(g, which));
  let queries = q;
  let keys = k;
  if (rotated) {
    queries = g.hook(`${name}rot_q`, rotate(g, q, heads, which), queryAxes, { flat: dHead });
    keys = g.hook(`${name}rot_k`, rotate(g, k, kvHeads, which), keyAxes, { flat: dHead });
  }
  const z = inside
    ? explicitAttention(g, layer, { q: queries, k: keys, v })
    : fusedAttention(g, layer, { q: queries, k: keys, v }, rotated ? undefined : which);
  return g.hook(`${name}z`, z, queryAxes, { flat: dHead });
}

/** Whether ONNX Runtime's attention can do the rotation: it wants whole heads, and vectors of 16. */
function rotatesItself({ config }: GraphBuilder, which: "global" | "local"): boolean {
  return config.dHead % 16 === 0 && rotarySettings(config, which).dims === config.dHead;
}

/** What the layer may read back of earlier tokens: whole buffers, of which the first `offset` tokens are filled. */
function past(g: GraphBuilder, layer: number, what: "key" | "value"): Value {
  return g.input(`past.${layer}.${what}`, "f32", [1, g.config.kvHeads, "capacity", g.config.dHead]);
}

/** Gives keys or values back, under names the session knows. */
function present(
  g: GraphBuilder,
  layer: number,
  what: "key" | "value",
  value: Value,
  inPlace: boolean,
): void {
  g.present.set(`${layer}.${what}`, { value, inPlace });
  g.output(value, "f32", [1, g.config.kvHeads, inPlace ? "capacity" : "key", g.config.dHead]);
}

function fusedAttention(
  g: GraphBuilder,
  layer: number,
  { q, k, v }: QueriesKeysValues,
  which: "global" | "local" | undefined,
): Value {
  const { heads, kvHeads, attentionScale, layerKinds, slidingWindow } = g.config;
  const tables = which && rotaryTables(g, which);
  const { cache: cached, long } = g.demand;
  const name = `blocks.${layer}.attn.hook_pattern`;
  // Asked for the whole pattern it multiplies matrices, else it goes over keys in blocks: the first takes half the time for
  // 128 tokens (0.41 against 0.91 ms for 9 heads of 64), the second less memory and time from about 700 on.
  const whole = !long || g.wants(name);
  const [z, keys, values, pattern] = g.ops(
    "GroupQueryAttention",
    [
      q,
      k,
      v,
      cached ? past(g, layer, "key") : undefined,
      cached ? past(g, layer, "value") : undefined,
      g.input("lastToken", "i32", ["batch"]),
      g.input("total", "i32", []),
      tables?.cos,
      tables?.sin,
    ],
    {
      num_heads: heads,
      kv_num_heads: kvHeads,
      scale: { float: attentionScale },
      do_rotary: tables ? 1 : 0,
      rotary_interleaved: 0,
      local_window_size: layerKinds[layer] === "sliding" && slidingWindow ? slidingWindow : -1,
      // 2: as it is after the softmax.
      qk_output: whole ? 2 : 0,
    },
    whole ? 4 : 3,
    "com.microsoft",
  );
  if (cached) {
    present(g, layer, "key", keys, true);
    present(g, layer, "value", values, true);
  }
  if (whole) g.hook(name, pattern, scoreAxes);
  return z;
}

function explicitAttention(g: GraphBuilder, layer: number, { q, k, v }: QueriesKeysValues): Value {
  const { heads, kvHeads, dHead, attentionScale, layerKinds } = g.config;
  const name = `blocks.${layer}.attn.hook_`;
  const byHead = (x: Value, count: number) => transpose(g, reshape(g, x, [0, 0, count, dHead]), [0, 2, 1, 3]);
  const all = (x: Value, what: "key" | "value") => {
    const now = byHead(x, kvHeads);
    if (!g.demand.cache) return now;
    const before = slice(g, past(g, layer, what), 2, constantInts(g, [0]), g.input("offset", "i64", [1]));
    const together = concat(g, [before, now], 2);
    present(g, layer, what, together, false);
    return together;
  };
  // Heads that share keys are laid after one another along the positions: no copy of keys and values for each head.
  const grouped = [0, kvHeads, -1, dHead];
  const queries = reshape(g, byHead(q, heads), grouped);
  const products = matmulTransposed(g, queries, all(k, "key"), attentionScale);
  const kind = layerKinds[layer];
  const mask = g.input(`mask.${kind}`, "f32", ["query", "key"]);
  const perHead = g.op("Reshape", [products, g.input("scoreShape", "i64", [4])]);
  const scores = g.hook(`${name}attn_scores`, add(g, perHead, mask), scoreAxes);
  const pattern = g.hook(`${name}pattern`, softmax(g, scores), scoreAxes);
  const perGroup = g.op("Reshape", [pattern, g.input("groupShape", "i64", [4])]);
  const z = reshape(g, matmul(g, perGroup, all(v, "value")), [0, heads, -1, dHead]);
  return reshape(g, transpose(g, z, [0, 2, 1, 3]), [0, 0, heads * dHead]);
}

/**
 * The projection behind the heads: from `hook_z` to the attention's output [batch, pos, d_model], before what the
 * architecture does with it. Where `hook_result` is asked for, each head is projected alone and the heads are summed.
 *
 * @param weight [d_model, heads * d_head].
 * @param bias [d_model]; absent: none.
 */
export function attentionOut(g: GraphBuilder, layer: number, z: Value, weight: string, bias?: string): Value {
  const { heads, dHead, dModel } = g.config;
  const name = `blocks.${layer}.attn.hook_result`;
  if (!g.wants(name)) return linear(g, z, weight, { inputs: heads * dHead, outputs: dModel, bias });
  const perHead = transpose(
    g,
    reshape(g, g.weight(weight, [dModel, heads * dHead]), [dModel, heads, dHead]),
    [1, 2, 0],
  );
  const zByHead = transpose(g, reshape(g, z, [0, 0, heads, dHead]), [0, 2, 1, 3]);
  const results = transpose(g, matmul(g, zByHead, perHead), [0, 2, 1, 3]);
  const hooked = g.hook(name, results, ["batch", "pos", "head", "d_model"]);
  const sum = reduceSum(g, hooked, 2, false);
  return bias === undefined ? sum : add(g, sum, g.weight(bias, [dModel]));
}
