import type { Activation } from "../session/LocalModel.js";

/**
 * Joins activations of pieces of one text along its positions (axis `pos` or `query`). Where pieces have keys, later ones
 * have more of them: the others' are 0, as they were not to be seen.
 *
 * @param parts at least one, all of the same axes.
 */
export function joinPositions(parts: readonly Activation[], axes: readonly string[]): Activation {
  const along = Math.max(axes.indexOf("pos"), axes.indexOf("query"));
  const dims = parts[0].dims.map((size, axis) => {
    const sizes = parts.map(part => part.dims[axis]);
    return axis === along ? sizes.reduce((a, b) => a + b) : axes[axis] === "key" ? Math.max(...sizes) : size;
  });
  const data = new Float32Array(dims.reduce((a, b) => a * b, 1));
  const last = dims.length - 1;
  let shift = 0;
  for (const part of parts) {
    const length = part.dims[last];
    const rows = part.data.length / (length || 1);
    for (let row = 0; row < rows; row++) {
      // The row's place by axis, from the last but one to the first.
      let left = row;
      let target = 0;
      let stride = dims[last];
      for (let axis = last - 1; axis >= 0; axis--) {
        const at = left % part.dims[axis];
        left = (left - at) / part.dims[axis];
        target += (axis === along ? at + shift : at) * stride;
        stride *= dims[axis];
      }
      data.set(part.data.subarray(row * length, (row + 1) * length), target);
    }
    shift += part.dims[along];
  }
  return { data, dims };
}
