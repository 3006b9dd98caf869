import { SourceError } from "../../../program/SourceError.js";
import type { GraphBuilder } from "../../onnx/GraphBuilder.js";
import type { Feed, Feeds } from "../../session/Feed.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { OpenModel } from "../../session/OpenModel.js";
import type { Weights } from "../../weights/Weights.js";

/** A graph with one input and one output, both [1, rows, width]. */
export interface RowGraph {
  readonly graph: GraphBuilder;
  readonly input: string;
  readonly output: string;
}

/** Numbers of an output at a time: 64 MiB of them. */
const PIECE = 2 ** 24;

/**
 * Runs rows through a graph over the model's weights, some at a time.
 *
 * @param rows [n, inputs].
 * @param visit given `count` rows of the output from the `first` on, [count, outputs]; overwritten when it is done.
 */
export async function runRows(
  model: LocalModel,
  make: (weights: Weights) => RowGraph,
  rows: Float32Array,
  widths: { readonly inputs: number; readonly outputs: number },
  visit: (values: Float32Array, first: number, count: number) => void,
): Promise<void> {
  if (!(model instanceof OpenModel))
    throw new SourceError("only models that openLocalModel opened can be read", model.name);
  const { inputs, outputs } = widths;
  let about: RowGraph | undefined;
  const session = await model.derive(weights => {
    about = make(weights);
    return about.graph;
  });
  try {
    const { input, output } = about as RowGraph;
    const each = Math.max(1, Math.floor(PIECE / outputs));
    for (let first = 0; first * inputs < rows.length; first += each) {
      const data = rows.subarray(first * inputs, (first + each) * inputs);
      const count = data.length / inputs;
      const values = new Float32Array(count * outputs);
      const feed: Feed = { type: "float32", data, dims: [1, count, inputs] };
      const feeds: Feeds = new Map([[input, () => feed]]);
      await session.run(feeds, new Map([[output, { data: values, dims: [1, count, outputs] }]]));
      visit(values, first, count);
    }
  } finally {
    await session.release();
  }
}
