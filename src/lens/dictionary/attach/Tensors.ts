import type { GraphBuilder } from "../../onnx/GraphBuilder.js";
import type { Value } from "../../onnx/Value.js";
import type { Feeds } from "../../session/Feed.js";

/** Numbers of a dictionary with their shape, row-major. */
export interface DictionaryTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/**
 * Tensors of one attached dictionary. They are inputs of the graph that lie where they were read to: no copy of them goes into a
 * graph, however many of these there are, and another dictionary of the same shape needs no other graph.
 */
export interface Tensors {
  /** Beginning of the inputs' names, a dictionary's own. */
  readonly prefix: string;
  readonly of: ReadonlyMap<string, DictionaryTensor>;
}

/** A tensor as a value of the graph. */
export function tensor(g: GraphBuilder, { prefix, of }: Tensors, key: string): Value {
  const { dims } = of.get(key) as DictionaryTensor;
  return g.input(`${prefix}.${key}`, "f32", dims);
}

/** What the graph's inputs are given. */
export function tensorFeeds({ prefix, of }: Tensors): Feeds {
  const feeds = [...of].map(
    ([key, { data, dims }]) =>
      [`${prefix}.${key}`, () => ({ type: "float32" as const, data, dims })] as const,
  );
  return new Map(feeds);
}
