/**
 * The same items for several readers that read at the same time: an item is held until the slowest has taken it.
 *
 * @param count readers, at least 1.
 */
export function branches<T>(items: AsyncIterable<T>, count: number): AsyncIterable<T>[] {
  const source = items[Symbol.asyncIterator]();
  const queues: Promise<IteratorResult<T>>[][] = Array.from({ length: count }, () => []);
  return queues.map(queue => ({
    [Symbol.asyncIterator]: () => ({
      next(): Promise<IteratorResult<T>> {
        if (queue.length === 0) {
          const item = source.next();
          // Who waits for the item hears of a failure, not each queue that holds it.
          item.catch(() => {});
          for (const other of queues) other.push(item);
        }
        return queue.shift() as Promise<IteratorResult<T>>;
      },
    }),
  }));
}
