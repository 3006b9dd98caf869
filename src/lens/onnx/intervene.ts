import { ABSENT, type CompiledIntervention } from "./Demand.js";
import type { GraphBuilder, HookLayout } from "./GraphBuilder.js";
import { add, concat, constantInts, div, mul, reduceSum, reshape, scalar, slice, where } from "./ops.js";
import type { Value } from "./Value.js";

/**
 * Emits one intervention on a hook's value. Masks choose instead of being multiplied with: masked-out attention scores
 * are -∞, and -∞ · 0 is NaN.
 *
 * @param index of the intervention, which names its inputs.
 */
export function intervene(
  g: GraphBuilder,
  value: Value,
  index: number,
  kind: CompiledIntervention["kind"],
  axes: readonly string[],
  { flat }: HookLayout,
): Value {
  const prefix = `intervention.${index}`;
  const dims = (what: string) => axes.map((_, axis) => `${prefix}.${what}.${axis}`);
  // The hook's own axes: the last one split off where the graph has it flat.
  const x = flat === undefined ? value : reshape(g, value, [0, 0, -1, flat]);
  const mask = g.input(`${prefix}.mask`, "bool", dims("mask"));
  let changed: Value;
  if (kind === "mean") {
    const positions = g.input(`${prefix}.positions`, "bool", dims("positions"));
    const count = g.input(`${prefix}.count`, "f32", dims("count"));
    const selected = where(g, positions, x, g.constant(new Float32Array([0]), []));
    const position = Math.max(axes.indexOf("pos"), axes.indexOf("query"));
    changed = div(g, reduceSum(g, selected, position), count);
  } else {
    const given = g.input(`${prefix}.value`, "f32", dims("value"));
    if (kind === "append") {
      // As many texts and tokens as the codes have.
      const all = g.op("Shape", [slice(g, x, axes.length - 1, constantInts(g, [0]), constantInts(g, [1]))]);
      const added = g.op("Expand", [where(g, mask, given, scalar(g, ABSENT)), all]);
      return concat(g, [x, added], axes.length - 1);
    }
    changed = kind === "replace" ? given : kind === "add" ? add(g, x, given) : mul(g, x, given);
  }
  const result = where(g, mask, changed, x);
  return flat === undefined ? result : g.op("Reshape", [result, constantInts(g, [0, 0, -1])]);
}
