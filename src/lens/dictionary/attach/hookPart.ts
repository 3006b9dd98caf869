import type { GraphBuilder, HookLayout } from "../../onnx/GraphBuilder.js";
import { concat, constantInts, reshape, slice } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";

/** Where a value lies, and which head of it is meant (absent: all of it, heads side by side). */
export interface PartOfHook {
  readonly axes: readonly string[];
  readonly layout: HookLayout;
  readonly head?: number | undefined;
  /** Width of a head. */
  readonly width: number;
}

/** The part of a hook's value that a dictionary reads, [batch, pos, width]. */
export function takePart(g: GraphBuilder, value: Value, { axes, layout, head, width }: PartOfHook): Value {
  if (axes.length === 3) return value;
  const flat = layout.flat === undefined ? reshape(g, value, [0, 0, -1]) : value;
  return head === undefined ? flat : columns(g, flat, head * width, (head + 1) * width);
}

/** The hook's value with another part in its place. */
export function putPart(g: GraphBuilder, value: Value, part: Value, place: PartOfHook): Value {
  const { axes, layout, head, width } = place;
  if (axes.length === 3) return part;
  const flat = layout.flat === undefined ? reshape(g, value, [0, 0, -1]) : value;
  const whole =
    head === undefined
      ? part
      : concat(g, [columns(g, flat, 0, head * width), part, columns(g, flat, (head + 1) * width, END)], 2);
  return layout.flat === undefined ? g.op("Reshape", [whole, g.op("Shape", [value])]) : whole;
}

/** Past the end of any axis. */
const END = 2 ** 31 - 1;

/** Columns `from` to `to` of the last of three axes. */
export function columns(g: GraphBuilder, x: Value, from: number, to: number): Value {
  return slice(g, x, 2, constantInts(g, [from]), constantInts(g, [to]));
}
