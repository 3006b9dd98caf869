class Bag<T> implements Iterable<[T, number]> {
  readonly #counts = new Map<T, number>();

  static of<T>(items: Iterable<T>): Bag<T> {
    const bag = new Bag<T>();
    for (const item of items) bag.put(item);
    return bag;
  }

  put(item: T, count = 1): void {
    const total = this.count(item) + count;
    if (total > 0) this.#counts.set(item, total);
    else this.#counts.delete(item);
  }

  count(item: T): number {
    return this.#counts.get(item) ?? 0;
  }

  [Symbol.iterator](): IterableIterator<[T, number]> {
    return this.#counts.entries();
  }
}

function combine<T>(left: Bag<T>, right: Bag<T>, how: (a: number, b: number) => number): Bag<T> {
  const result = new Bag<T>();
  for (const [item, count] of left) result.put(item, how(count, right.count(item)));
  for (const [item, count] of right) {
    if (left.count(item) === 0) result.put(item, how(0, count));
  }
  return result;
}

function compare(left: string, right: string): Record<"both" | "either" | "more", string> {
  const bags = [Bag.of(left), Bag.of(right)] as const;
  const text = (bag: Bag<string>): string => [...bag].map(([item, count]) => item + count).join("");
  return {
    both: text(combine(...bags, Math.min)),
    either: text(combine(...bags, Math.max)),
    more: text(combine(...bags, (a, b) => a - b)),
  };
}
