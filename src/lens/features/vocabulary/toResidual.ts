import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { PieceBuilder } from "./PieceBuilder.js";
import { runRows } from "./runRows.js";

const STREAM = /^(?:hook_embed|ln_final|blocks\.\d+\.hook_(?:attn_out|mlp_out|resid_(?:pre|mid|post)))$/;

/**
 * What vectors at a hook write to the residual stream: themselves at the stream and at what is added to it (`mlp.hook_out` too, unless a
 * norm stands behind it); behind the projection of the
 * heads for one head of `attn.hook_z`, behind that of the MLP for `mlp.hook_post`. Biases are left out.
 *
 * @param vectors [n, width].
 * @param head of `hook_z`; undefined: all heads side by side.
 * @returns [n, d_model].
 * @throws SourceError for a hook that writes nothing in proportion, a width that is not the hook's.
 */
export async function toResidual(
  model: LocalModel,
  vectors: Float32Array,
  hook: string,
  head?: number,
): Promise<Float32Array> {
  const { dModel, dHead, heads, dMlp, architecture } = model.config;
  const refuse = (why: string): never => {
    throw new SourceError(why, hook);
  };
  const normedBehind = (): never =>
    refuse("is normed before it is added to the residual stream: it has no fixed direction");
  const isMlpOut = /^blocks\.\d+\.mlp\.hook_out$/.test(hook);
  if (isMlpOut && architecture === "gemma3") return normedBehind();
  if (isMlpOut || STREAM.test(hook)) {
    if (vectors.length % dModel !== 0)
      refuse(`has width ${dModel}; ${vectors.length} numbers are no rows of it`);
    return vectors;
  }
  const [, block, place] = /^(blocks\.\d+)\.(attn\.hook_z|mlp\.hook_post)$/.exec(hook) ?? [];
  if (block === undefined) return refuse("writes nothing to the residual stream in proportion to its value");
  if (architecture === "gemma3") normedBehind();
  const isHeads = place === "attn.hook_z";
  const inputs = isHeads ? heads * dHead : dMlp;
  const width = isHeads && head !== undefined ? dHead : inputs;
  if (vectors.length % width !== 0) refuse(`has width ${width}; ${vectors.length} numbers are no rows of it`);
  const count = vectors.length / width;
  // One row more, zeros: what the bias alone gives.
  const rows = new Float32Array((count + 1) * inputs);
  for (let i = 0; i < count; i++)
    rows.set(vectors.subarray(i * width, (i + 1) * width), i * inputs + (head ?? 0) * (isHeads ? dHead : 0));
  const all = new Float32Array((count + 1) * dModel);
  const to = `${block}.${isHeads ? "hook_attn_out" : "hook_mlp_out"}`;
  await runRows(
    model,
    weights => {
      const graph = new PieceBuilder(weights, hook, to);
      return { graph, input: "piece", output: graph.emit() };
    },
    rows,
    { inputs, outputs: dModel },
    (values, first) => all.set(values, first * dModel),
  );
  const found = all.slice(0, count * dModel);
  for (let i = 0; i < found.length; i++) found[i] -= all[count * dModel + (i % dModel)];
  return found;
}
