/**
 * x·Wᵀ + b for one row, summed in double precision.
 *
 * @param weights [outputs, inputs], row-major
 */
export function rowsTimes(
  x: Float32Array,
  weights: Float32Array,
  bias: Float32Array | undefined,
  out: Float32Array,
): void {
  const width = x.length;
  for (let row = 0; row < out.length; row++) {
    let sum = bias?.[row] ?? 0;
    for (let i = 0; i < width; i++) sum += x[i]! * weights[row * width + i]!;
    out[row] = sum;
  }
}

/**
 * Adds z·W to a sum, for one row, without the zeros of z.
 *
 * @param weights [z's length, …]: row i begins at number `i * stride + offset`
 * @param sum in double precision
 */
export function addRows(
  z: Float32Array,
  weights: Float32Array,
  stride: number,
  offset: number,
  sum: Float64Array,
): void {
  for (let row = 0; row < z.length; row++) {
    const factor = z[row]!;
    if (factor === 0) continue;
    const start = row * stride + offset;
    for (let i = 0; i < sum.length; i++) sum[i]! += factor * weights[start + i]!;
  }
}
