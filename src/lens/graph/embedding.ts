import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import type { Value } from "../onnx/Value.js";
import { linear } from "./linear.js";

/** Rows of the embedding [d_vocab, d_model] for the ids: [batch, pos, d_model]. The architecture scales and names it. */
export function embed(g: GraphBuilder, weight: string): Value {
  const { vocabulary, dModel } = g.config;
  return g.rows(weight, [vocabulary, dModel], g.input("ids", "i32", ["batch", "pos"]));
}

/** Logits from the final norm's output, of all positions or of each text's last one, as is asked. */
export function unembed(g: GraphBuilder, x: Value, weight: string, bias?: string): void {
  const { vocabulary, dModel } = g.config;
  const { logits } = g.demand;
  if (logits === "none") return;
  const last = g.input("lastIndex", "i64", ["batch", 1, 1]);
  const read = logits === "last" ? g.op("GatherND", [x, last], { batch_dims: 1 }) : x;
  const value = linear(g, read, weight, { inputs: dModel, outputs: vocabulary, bias });
  g.logits = value;
  g.output(value, "f32", ["batch", logits === "last" ? 1 : "pos", vocabulary]);
}
