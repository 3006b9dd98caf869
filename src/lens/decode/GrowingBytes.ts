/** Bytes that are added to. */
export class GrowingBytes {
  #all: Uint8Array = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#all.length) {
      const larger = new Uint8Array(2 * (this.#length + bytes.length));
      larger.set(this.#all);
      this.#all = larger;
    }
    this.#all.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A view; what is added later may not be in it. */
  view(from = 0, to: number = this.#length): Uint8Array {
    return this.#all.subarray(from, to);
  }
}
