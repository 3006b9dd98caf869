class Clock {
  static readonly #all = new Map<string, Clock>();
  static readonly #secrets = new WeakMap<Clock, number>();
  static ready = "";

  static {
    for (const [name, shift] of [
      ["Rome", 60],
      ["Cairo", 120],
    ] as const) {
      Clock.#secrets.set(new Clock(name), shift);
    }
    Clock.ready += Clock.#all.size;
  }

  readonly name: string;
  minutes = 0;

  private constructor(name: string) {
    this.name = name;
    Clock.#all.set(name, this);
  }

  static {
    this.#secrets.set(new this("Oslo"), 60);
    this.ready += `,${this.#all.size}`;
  }

  static at(name: string): Clock {
    const clock = this.#all.get(name);
    if (clock === undefined) throw new ReferenceError(`no clock in ${name}`);
    return clock;
  }

  wind(minutes: number): this {
    this.minutes += minutes;
    while (this.shown >= 1440) this.minutes -= 1440;
    return this;
  }

  get shown(): number {
    return this.minutes + (Clock.#secrets.get(this) ?? 0);
  }
}

function clocks(names: readonly string[], minutes: number): string[] {
  const shown = names.map(name => Clock.at(name).wind(minutes).shown);
  return [Clock.ready, ...new Set(names.map((name, i) => `${name}@${shown[i]}`))];
}
