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
    if (next.done) return false;
    const result = work(next.value);
    // It may fail while an earlier one is awaited: Node takes that for an unhandled rejection and ends the process.
    result.catch(() => {});
    running.push({ item: next.value, result });
    return true;
  };
  try {
    for (;;) {
      while (running.length < width && begin());
      const first = running.shift();
      if (first === undefined || take(await first.result, first.item) === false) return;
    }
  } finally {
    // What was begun is waited for, so that nothing runs on behind a failure.
    await Promise.allSettled(running.map(each => each.result));
  }
}
