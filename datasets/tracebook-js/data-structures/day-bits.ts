class Days {
  readonly #bytes = new Uint8Array(4);

  mark(day: number, on: boolean): this {
    if (!(day >= 1 && day <= 31)) throw new RangeError(`no day ${day}`);
    const bit = 1 << (day & 7);
    if (on) this.#bytes[day >> 3] |= bit;
    else this.#bytes[day >> 3] &= ~bit;
    return this;
  }

  count(): number {
    let set = 0;
    for (let byte of this.#bytes) {
      while (byte > 0) {
        byte &= byte - 1;
        set++;
      }
    }
    return set;
  }

  get hex(): string {
    return Array.from(this.#bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  }
}

function plan(entries: readonly string[]): readonly [hex: string, count: number] {
  const days = new Days();
  for (const entry of entries) {
    const off = entry.startsWith("!");
    const [first, last = first] = entry.slice(off ? 1 : 0).split("-");
    if (last === "") throw new SyntaxError(`open range ${entry}`);
    for (let day = Number(first); day <= Number(last); day++) days.mark(day, !off);
  }
  return [days.hex, days.count()];
}
