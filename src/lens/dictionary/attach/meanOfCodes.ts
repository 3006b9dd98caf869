import { ABSENT } from "../../onnx/Demand.js";
import type { GraphBuilder } from "../../onnx/GraphBuilder.js";
import { elementType } from "../../onnx/modelProto.js";
import { constantInts, div, gather, mul, reduceSum, scalar } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";

/** Ids of k codes as they were found, or as an intervention made them (floats, with -1 and {@link ABSENT}). */
export type ChosenCodes = { readonly ids: Value; readonly k: number } | { readonly changed: Value };

/**
 * Mean of the rows of `table` [codes, d] that are chosen [batch, pos, k]: [batch, pos, d]. No code (-1) counts as 0, a place where none
 * was appended not at all.
 */
export function meanOfCodes(g: GraphBuilder, table: Value, chosen: ChosenCodes): Value {
  if ("ids" in chosen) {
    const rows = gather(g, table, chosen.ids);
    return div(g, reduceSum(g, rows, 2, false), scalar(g, chosen.k));
  }
  const { changed } = chosen;
  const over = (than: number) =>
    g.op("Cast", [g.op("Greater", [changed, scalar(g, than)])], { to: elementType.f32 });
  const known = g.op("Cast", [g.op("Relu", [changed])], { to: elementType.i64 });
  const there = g.op("Unsqueeze", [over(-0.5), constantInts(g, [3])]);
  const rows = mul(g, gather(g, table, known), there);
  const count = reduceSum(g, over(ABSENT + 0.5), 2);
  return div(g, reduceSum(g, rows, 2, false), count);
}
