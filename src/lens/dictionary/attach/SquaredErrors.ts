/** Adds up what a fraction of variance unexplained is made of, in 64-bit numbers, without holding the rows. */
export class SquaredErrors {
  #rows = 0;
  #missed = 0;
  /** The first row: what numbers are taken relative to, so that large means cost no digits. */
  #origin: Float64Array | undefined;
  #sums = new Float64Array(0);
  #squares = new Float64Array(0);

  /** One token: y in `target`, y − ŷ in `error`, both from their `at`, `width` numbers. */
  add(target: Float32Array, error: Float32Array, at: number, width: number): void {
    if (this.#origin === undefined) {
      this.#origin = Float64Array.from(target.subarray(at, at + width));
      this.#sums = new Float64Array(width);
      this.#squares = new Float64Array(width);
    }
    for (let i = 0; i < width; i++) {
      const from = target[at + i]! - this.#origin[i]!;
      this.#sums[i]! += from;
      this.#squares[i]! += from * from;
      this.#missed += error[at + i]! ** 2;
    }
    this.#rows++;
  }

  /** Σ‖y − ŷ‖² / Σ‖y − ȳ‖², ȳ the mean over all rows; NaN where y never varies. */
  fvu(): number {
    let spread = 0;
    for (const [i, square] of this.#squares.entries()) spread += square - this.#sums[i]! ** 2 / this.#rows;
    return spread > 0 ? this.#missed / spread : Number.NaN;
  }
}
