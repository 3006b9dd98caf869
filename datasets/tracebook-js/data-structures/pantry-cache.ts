type Jar = { readonly name: string; grams: number };
type Dropped = Jar["name"][];

class Shelf {
  private readonly jars = new Map<string, Jar>();
  private used = 0;
  readonly dropped: Dropped = [];
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  put(name: string, grams: number): void {
    if (grams > this.limit) throw new RangeError(`${name} is too heavy`);
    this.take(name);
    this.jars.set(name, { name, grams });
    this.used += grams;
    for (const [oldest, jar] of this.jars) {
      if (this.used <= this.limit) break;
      this.jars.delete(oldest);
      this.used -= jar.grams;
      this.dropped.push(oldest);
    }
  }

  take(name: string): Jar | undefined {
    const jar = this.jars.get(name);
    if (jar && this.jars.delete(name)) this.used -= jar.grams;
    return jar;
  }

  touch(name: string): boolean {
    const jar = this.take(name);
    if (jar) this.put(jar.name, jar.grams);
    return jar !== undefined;
  }

  toString(): string {
    return `${[...this.jars.keys()].join(",")}:${this.used}`;
  }
}

function store(limit: number, steps: readonly string[]): [string, Dropped, number] {
  const shelf = new Shelf(limit);
  let missed = 0;
  for (const step of steps) {
    const [verb, name, grams] = step.split(" ");
    if (verb === "put") shelf.put(name, +grams);
    else if (!shelf.touch(name)) missed++;
  }
  return [`${shelf}`, shelf.dropped, missed];
}
