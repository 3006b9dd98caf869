import type { SparseActivations } from "./SparseActivations.js";

/** Puts rows of a sparse matrix together; what is held grows with what fires. */
export class RowsBuilder {
  readonly #features: number;
  readonly #offsets: number[] = [0];
  #indices = new Uint32Array(1024);
  #values = new Float32Array(1024);
  #count = 0;

  constructor(features: number) {
    this.#features = features;
  }

  /** Adds to the row that is being made. */
  add(feature: number, value: number): void {
    if (this.#count === this.#indices.length) this.#grow();
    this.#indices[this.#count] = feature;
    this.#values[this.#count++] = value;
  }

  /** Adds what is not 0 of a dense row, `data` from `from` to `to`. */
  addDense(data: Float32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const value = data[i]!;
      if (value !== 0) this.add(i - from, value);
    }
  }

  /** Ends the row. */
  end(): void {
    this.#offsets.push(this.#count);
  }

  build(): SparseActivations {
    return {
      tokens: this.#offsets.length - 1,
      features: this.#features,
      offsets: Uint32Array.from(this.#offsets),
      indices: this.#indices.slice(0, this.#count),
      values: this.#values.slice(0, this.#count),
    };
  }

  #grow(): void {
    const indices = new Uint32Array(2 * this.#count);
    indices.set(this.#indices);
    this.#indices = indices;
    const values = new Float32Array(2 * this.#count);
    values.set(this.#values);
    this.#values = values;
  }
}
