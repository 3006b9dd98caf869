import type { Feed } from "./Feed.js";
import type { SelectedAxes } from "./selectedAxes.js";

/** A value laid out as it is broadcast over the hook. */
type Laid = Feed & { readonly data: Float32Array };

/** Index lists that are walked together: one for each axis, with what a step is worth in the array. */
interface Walk {
  readonly indices: readonly number[];
  readonly stride: number;
}

/** Calls back with the place of every selected element, row-major in the order of the selection; -1: in the cache. */
function walk(axes: readonly Walk[], visit: (place: number) => void, axis = 0, place = 0): void {
  if (axis === axes.length) visit(place);
  else
    for (const index of axes[axis].indices)
      walk(axes, visit, axis + 1, place < 0 || index < 0 ? -1 : place + index * axes[axis].stride);
}

function rowMajor(dims: readonly number[]): number[] {
  const strides = dims.map(() => 1);
  for (let axis = dims.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * dims[axis + 1];
  return strides;
}

const all = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** 1 where an intervention acts; axes it does not select have length 1. */
export function interventionMask(
  shape: readonly number[],
  { chosen, positions, positionAxis }: SelectedAxes,
): Feed {
  const batch = positions && positions.length > 1 ? positions.length : 1;
  const dims = shape.map((size, axis) =>
    axis === 0 ? batch : chosen[axis] || (axis === positionAxis && positions) ? size : 1,
  );
  const strides = rowMajor(dims);
  const data = new Uint8Array(dims.reduce((product, size) => product * size, 1));
  for (let text = 0; text < batch; text++) {
    const axes = dims.slice(1).map((size, i) => {
      const axis = i + 1;
      const indices = axis === positionAxis && positions ? positions[text] : (chosen[axis] ?? all(size));
      return { indices, stride: strides[axis] };
    });
    walk(
      axes,
      place => {
        if (place >= 0) data[place] = 1;
      },
      0,
      text * strides[0],
    );
  }
  return { type: "bool", data, dims };
}

/**
 * Lays a value out for the hook. Its length tells what it is: one number for everything; the selected part of the last
 * axis, of the last two, …, of all but the batch (given once for all that is left of them); or the whole hook, of which
 * the selected places are taken (of one text or of the batch).
 *
 * @returns `undefined` where the length fits none, with the lengths that would.
 */
export function interventionValue(
  value: Float32Array,
  shape: readonly number[],
  selected: SelectedAxes,
): Laid | { readonly fitting: readonly number[] } {
  const { chosen, positions, positionAxis } = selected;
  const rank = shape.length;
  const sizes = shape.map((size, axis) =>
    axis === positionAxis && positions ? positions[0].length : (chosen[axis]?.length ?? size),
  );
  const ones = shape.map(() => 1);
  if (value.length === 1) return { type: "float32", data: value, dims: ones };
  const fitting = [1];
  for (let from = rank - 1, product = 1; from >= 1; from--) {
    product *= sizes[from];
    fitting.push(product);
    if (value.length === product) return scattered(value, shape, selected, from);
  }
  const text = shape.slice(1).reduce((product, size) => product * size, 1);
  for (const [length, batch] of [
    [text, 1],
    [text * shape[0], shape[0]],
  ]) {
    if (value.length === length) return { type: "float32", data: value, dims: [batch, ...shape.slice(1)] };
    fitting.push(length);
  }
  return { fitting: [...new Set(fitting)] };
}

/** The selected part of the axes `from` to the last, in its places. */
function scattered(
  value: Float32Array,
  shape: readonly number[],
  selected: SelectedAxes,
  from: number,
): Laid {
  const { chosen, positions, positionAxis } = selected;
  const byText = positions !== undefined && from <= positionAxis && positions.length > 1;
  const dims = shape.map((size, axis) => (axis === 0 ? (byText ? size : 1) : axis >= from ? size : 1));
  if (
    !byText &&
    dims.every((_, axis) => axis < from || (!chosen[axis] && (axis !== positionAxis || !positions)))
  )
    return { type: "float32", data: value, dims };
  const strides = rowMajor(dims);
  const data = new Float32Array(dims.reduce((product, size) => product * size, 1));
  for (let text = 0; text < dims[0]; text++) {
    const axes = dims.slice(from).map((size, i) => {
      const axis = from + i;
      const indices = axis === positionAxis && positions ? positions[text] : (chosen[axis] ?? all(size));
      return { indices, stride: strides[axis] };
    });
    let next = 0;
    walk(
      axes,
      place => {
        if (place >= 0) data[place] = value[next];
        next++;
      },
      0,
      text * strides[0],
    );
  }
  return { type: "float32", data, dims };
}
