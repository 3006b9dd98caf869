/** Texts that end an answer, as bytes. */
export class StopStrings {
  readonly #stops: readonly Buffer[];
  readonly #longest: number;

  /** @param stops empty ones are left out. */
  constructor(stops: readonly string[]) {
    this.#stops = stops.filter(stop => stop !== "").map(stop => Buffer.from(stop, "utf8"));
    this.#longest = Math.max(0, ...this.#stops.map(stop => stop.length));
  }

  /**
   * Where the first stop string begins, be it across tokens.
   *
   * @param bytes all that was said.
   * @param before how many of them were looked at before.
   */
  find(bytes: Uint8Array, before: number): number | undefined {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const from = Math.max(0, before - this.#longest + 1);
    const found = this.#stops.map(stop => all.indexOf(stop, from)).filter(at => at >= 0);
    return found.length === 0 ? undefined : Math.min(...found);
  }

  /** Bytes at the end that may yet become a stop string. */
  held(bytes: Uint8Array): number {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let length = Math.min(this.#longest - 1, all.length); length > 0; length--) {
      const end = all.subarray(all.length - length);
      if (this.#stops.some(stop => stop.length > length && stop.subarray(0, length).equals(end)))
        return length;
    }
    return 0;
  }
}
