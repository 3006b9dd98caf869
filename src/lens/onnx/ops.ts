import type { GraphBuilder } from "./GraphBuilder.js";
import type { Value } from "./Value.js";

/** Whole numbers as a constant (shapes, axes). */
export function constantInts(g: GraphBuilder, values: readonly number[]): Value {
  return g.constant(BigInt64Array.from(values, BigInt));
}

/** A single number as a constant without axes. */
export function scalar(g: GraphBuilder, value: number): Value {
  return g.constant(new Float32Array([value]), []);
}

/** a + b, broadcast. */
export function add(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op("Add", [a, b]);
}

/** a − b, broadcast. */
export function subtract(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op("Sub", [a, b]);
}

/** a · b by element, broadcast. */
export function mul(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op("Mul", [a, b]);
}

/** a / b by element, broadcast. */
export function div(g: GraphBuilder, a: Value, b: Value): Value {
  return g.op("Div", [a, b]);
}

/** Square root by element. */
export function sqrt(g: GraphBuilder, x: Value): Value {
  return g.op("Sqrt", [x]);
}

/** `yes` where the condition holds, else `no`; broadcast. */
export function where(g: GraphBuilder, condition: Value, yes: Value, no: Value): Value {
  return g.op("Where", [condition, yes, no]);
}

/** Other axes over the same numbers; 0 keeps an axis, -1 is what remains. */
export function reshape(g: GraphBuilder, x: Value, shape: readonly number[]): Value {
  return g.op("Reshape", [x, constantInts(g, shape)]);
}

/** Axes in another order. */
export function transpose(g: GraphBuilder, x: Value, order: readonly number[]): Value {
  return g.op("Transpose", [x], { perm: order });
}

/** x · y over the last two axes. */
export function matmul(g: GraphBuilder, x: Value, y: Value): Value {
  return g.op("MatMul", [x, y]);
}

/** scale · x · yᵀ over the last two axes, without a transposed copy. */
export function matmulTransposed(g: GraphBuilder, x: Value, y: Value, scale = 1): Value {
  return g.op("FusedMatMul", [x, y], { transB: 1, alpha: { float: scale } }, "com.microsoft");
}

/** Softmax over the last axis. */
export function softmax(g: GraphBuilder, x: Value): Value {
  return g.op("Softmax", [x], { axis: -1 });
}

/** Sum over an axis, which stays with length 1 unless `keep` is false. */
export function reduceSum(g: GraphBuilder, x: Value, axis: number, keep = true): Value {
  return g.op("ReduceSum", [x, constantInts(g, [axis])], { keepdims: keep ? 1 : 0 });
}

/** Mean over the last axis, which stays with length 1. */
export function reduceMean(g: GraphBuilder, x: Value): Value {
  return g.op("ReduceMean", [x, constantInts(g, [-1])], { keepdims: 1 });
}

/** Parts of the given lengths along an axis. */
export function split(g: GraphBuilder, x: Value, axis: number, lengths: readonly number[]): Value[] {
  return g.ops("Split", [x, constantInts(g, lengths)], { axis }, lengths.length);
}

/** Rows of `table` by number. */
export function gather(g: GraphBuilder, table: Value, rows: Value): Value {
  return g.op("Gather", [table, rows], { axis: 0 });
}

/** One after the other along an axis. */
export function concat(g: GraphBuilder, parts: readonly Value[], axis: number): Value {
  return g.op("Concat", parts, { axis });
}

/** Elements `from` (inclusive) to `to` (exclusive) of an axis; both are values of one whole number. */
export function slice(g: GraphBuilder, x: Value, axis: number, from: Value, to: Value): Value {
  return g.op("Slice", [x, from, to, constantInts(g, [axis])]);
}
