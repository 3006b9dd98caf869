import type { Activation, HookPoint } from "../../../src/lens/session/LocalModel.js";

/**
 * Part of one text of a run's activation: its rows `from` to `to` along the axis of positions, and of scores and patterns the
 * keys up to `keys`. The order of the other axes stays; the axis of the batch goes.
 *
 * @param axes of the hook; of logits `batch`, `pos`, `d_vocab`.
 */
export function piece(
  { data, dims }: Activation,
  axes: readonly string[],
  { text = 0, from = 0, to, keys }: { text?: number; from?: number; to: number; keys?: number },
): Float32Array {
  const position = axes.findIndex(axis => axis === "pos" || axis === "query");
  const ranges = dims.map((size, axis): [number, number] => {
    if (axis === 0) return [text, text + 1];
    if (axis === position) return [from, to];
    return axes[axis] === "key" && keys !== undefined ? [0, keys] : [0, size];
  });
  const out: number[] = [];
  const walk = (axis: number, place: number): void => {
    if (axis === dims.length) out.push(data[place]!);
    else for (let i = ranges[axis]![0]; i < ranges[axis]![1]; i++) walk(axis + 1, place * dims[axis]! + i);
  };
  walk(0, 0);
  return Float32Array.from(out);
}

/** Axes of the logits, as {@link piece} wants them. */
export const logitAxes: readonly string[] = ["batch", "pos", "d_vocab"];

/** Axes of a hook by name; of `logits` too. */
export function axesOf(hooks: readonly HookPoint[], name: string): readonly string[] {
  return hooks.find(hook => hook.name === name)?.axes ?? logitAxes;
}
