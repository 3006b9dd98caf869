type Token = { kind: "word" | "number" | "times" | "comma"; text: string };

function* tokens(text: string): Generator<Token, void> {
  for (const [part, times, number, word] of text.matchAll(/(\d+x)|(\d+)|([a-z]+)|,/g)) {
    const kind = times ? "times" : number ? "number" : word ? "word" : "comma";
    yield { kind, text: part };
  }
}

class Peekable<T> {
  readonly #source: Iterator<T, unknown>;
  #held: IteratorResult<T, unknown> | null = null;

  constructor(source: Iterable<T>) {
    this.#source = source[Symbol.iterator]();
  }

  peek(): T | undefined {
    this.#held ??= this.#source.next();
    return this.#held.done ? undefined : this.#held.value;
  }

  take(): T | undefined {
    const value = this.peek();
    this.#held = null;
    return value;
  }
}

function bill(text: string): { total: number; lines: number } {
  const ahead = new Peekable(tokens(text));
  let total = 0;
  let lines = 0;
  while (ahead.peek()) {
    let count = 1;
    while (ahead.peek()?.kind === "times") count *= parseInt(ahead.take()!.text, 10);
    const name = ahead.take();
    const price = ahead.take();
    if (price?.kind !== "number") throw new SyntaxError(`no price for ${name?.text}`);
    total += count * Number(price.text);
    lines++;
    if (ahead.peek()?.kind === "comma") ahead.take();
  }
  return { total, lines };
}
