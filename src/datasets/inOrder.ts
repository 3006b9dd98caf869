/**
 * Works on `width` items at a time and takes the results in the order of the items. Ends early where `take` says
 * false; what was begun is then waited for and left.
 */
export async function inOrder<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
  take: (result: Result, item: Item) => boolean,
): Promise<void> {
  const running: { readonly item: Item; readonly result: Promise<Result> }[] = [];
  const source = items[Symbol.iterator]();
  const begin = (): boolean => {
    const next = source.next();
    if (!next.done) running.push({ item: next.value, result: work(next.value) });
    return !next.done;
  };
  try {
    for (;;) {
      while (running.length < width && begin());
      const first = running.shift();
      if (first === undefined || take(await first.result, first.item) === false) return;
    }
  } finally {
    // What still runs when one fails must not end as an unhandled rejection.
    await Promise.allSettled(running.map(each => each.result));
  }
}
