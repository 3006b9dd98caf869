class Channel<T> {
  readonly #items: T[] = [];
  readonly #takers: ((item: T | null) => void)[] = [];
  #closed = false;

  give(item: T): boolean {
    if (this.#closed) throw new Error(`closed, lost ${item}`);
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else this.#items.push(item);
    return taker !== undefined;
  }

  take(): Promise<T | null> {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift()!);
    if (this.#closed) return Promise.resolve(null);
    return new Promise(resolve => this.#takers.push(resolve));
  }

  close(): void {
    this.#closed = true;
    for (const taker of this.#takers.splice(0)) taker(null);
  }
}

async function talk(steps: readonly string[]): Promise<string> {
  const channel = new Channel<string>();
  const log: string[] = [];
  const takers: Promise<void>[] = [];
  for (const [i, step] of steps.entries()) {
    const [verb, word] = step.split(" ");
    if (verb === "give") log.push(channel.give(word) ? `handed ${word}` : `kept ${word}`);
    else if (verb === "close") channel.close();
    else takers.push(channel.take().then(item => void log.push(`${i} took ${item}`)));
    if (i % 2 === 1) await null;
  }
  channel.close();
  await Promise.all(takers);
  return log.join(", ");
}
