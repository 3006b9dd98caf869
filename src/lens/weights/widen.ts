/** float32 bits of every float16; made on first use (256 KiB). */
let halves: Uint32Array | undefined;

/** Table of float16 bits to float32 bits (IEEE 754 binary16: 5 bits of exponent, 10 of fraction, subnormals). */
export function halfTable(): Uint32Array {
  if (halves) return halves;
  halves = new Uint32Array(65536);
  const value = new Float32Array(1);
  const bits = new Uint32Array(value.buffer);
  for (let half = 0; half < 65536; half++) {
    const sign = (half & 0x8000) << 16;
    const exponent = (half >>> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) bits[0] = 0x7f800000 | (fraction << 13);
    else if (exponent > 0) bits[0] = ((exponent + 112) << 23) | (fraction << 13);
    else value[0] = fraction * 2 ** -24;
    halves[half] = bits[0]! | sign;
  }
  return halves;
}

/** {@link halfTable} as numbers. */
export function halfFloats(): Float32Array {
  return new Float32Array(halfTable().buffer);
}

/** float16 numbers as float32, into `out` from `at`. Exact. */
export function widenHalves(from: Uint16Array, out: Float32Array, at: number): void {
  const table = halfTable();
  const bits = new Uint32Array(out.buffer, out.byteOffset + at * 4, from.length);
  for (let i = 0; i < from.length; i++) bits[i] = table[from[i]!]!;
}

/** bfloat16 numbers as float32, into `out` from `at`: their bits are its upper half. Exact. */
export function widenBrains(from: Uint16Array, out: Float32Array, at: number): void {
  const bits = new Uint32Array(out.buffer, out.byteOffset + at * 4, from.length);
  for (let i = 0; i < from.length; i++) bits[i] = from[i]! << 16;
}
