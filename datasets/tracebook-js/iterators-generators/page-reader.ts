interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

class Pages<T> implements Iterable<T> {
  fetched = 0;
  private readonly fetch: (from: number) => Page<T>;

  constructor(fetch: (from: number) => Page<T>) {
    this.fetch = fetch;
  }

  [Symbol.iterator](): Iterator<T, undefined> {
    let page: Page<T> | undefined;
    let at = 0;
    const advance = (): IteratorResult<T, undefined> => {
      if (page !== undefined && at < page.items.length) return { done: false, value: page.items[at++] };
      const from = page === undefined ? 0 : page.next;
      if (from === null) return { done: true, value: undefined };
      page = this.fetch(from);
      this.fetched++;
      at = 0;
      return advance();
    };
    return { next: advance };
  }
}

function read(letters: readonly string[], size: number, want: number): [text: string, fetched: number] {
  if (size < 1) throw new RangeError(`a page of ${size} holds nothing`);
  const pages = new Pages(from => {
    const end = from + size;
    return { items: letters.slice(from, end), next: end < letters.length ? end : null };
  });
  let text = "";
  for (const letter of pages) {
    text += letter;
    if (text.length === want) break;
  }
  return [text, pages.fetched];
}
