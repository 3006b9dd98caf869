import type { Weights } from "../weights/Weights.js";
import { UnembeddingBuilder } from "./UnembeddingBuilder.js";

/** Outputs of {@link predictionGraph}, [layers, tokens, 1] but for the last two, [layers, tokens, top]. */
export interface PredictionOutputs {
  readonly logprob: string;
  readonly greater: string;
  readonly entropy: string;
  readonly divergence: string;
  readonly topLogprobs: string;
  readonly topIds: string;
}

/**
 * Graph from residual streams (input `residual`, [layers, tokens, d_model], the last layer last) to what is said of the
 * tokens behind them (input `target`, [layers, tokens, 1]): no distribution over the vocabulary leaves it.
 */
export function predictionGraph(
  weights: Weights,
  top: number,
): { readonly graph: UnembeddingBuilder; readonly outputs: PredictionOutputs } {
  const g = new UnembeddingBuilder(weights);
  const logprobs = g.op("LogSoftmax", [g.unembedded()], { axis: -1 });
  const ints = (values: readonly number[]) => g.constant(BigInt64Array.from(values, BigInt));
  const target = g.input("target", "i64", ["batch", "pos", 1]);
  const logprob = g.op("GatherElements", [logprobs, target], { axis: 2 });
  const sum = (value: { readonly name: string }) => g.op("ReduceSum", [value, ints([-1])], { keepdims: 1 });
  const above = g.op("Cast", [g.op("Greater", [logprobs, logprob])], { to: 1 });
  const entropy = g.op("Neg", [sum(g.op("Mul", [g.op("Exp", [logprobs]), logprobs]))]);
  const last = g.op("Slice", [logprobs, ints([-1]), ints([Number.MAX_SAFE_INTEGER]), ints([0])]);
  const divergence = sum(g.op("Mul", [g.op("Exp", [last]), g.op("Sub", [last, logprobs])]));
  const [topLogprobs, topIndices] = g.ops(
    "TopK",
    [logprobs, ints([top])],
    { axis: -1, largest: 1, sorted: 1 },
    2,
  );
  // Ids are below 2^24: as floats they are exact, and one kind of output is enough.
  const topIds = g.op("Cast", [topIndices], { to: 1 });
  const greater = sum(above);
  for (const value of [logprob, greater, entropy, divergence]) g.output(value, "f32", ["batch", "pos", 1]);
  for (const value of [topLogprobs, topIds]) g.output(value, "f32", ["batch", "pos", top]);
  return {
    graph: g,
    outputs: {
      logprob: logprob.name,
      greater: greater.name,
      entropy: entropy.name,
      divergence: divergence.name,
      topLogprobs: topLogprobs.name,
      topIds: topIds.name,
    },
  };
}
