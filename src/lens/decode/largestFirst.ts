/**
 * Indexes of the largest values, one after another; equal values by the lowest index. Finding the first costs one pass,
 * each further one the logarithm of how many there are: nothing is sorted that is not asked for.
 *
 * @param values -Infinity and NaN are left out.
 * @param size only the first so many.
 */
export function* largestFirst(
  values: ArrayLike<number>,
  size: number = values.length,
): Generator<number, void, undefined> {
  const heap = new Int32Array(size);
  let length = 0;
  for (let i = 0; i < size; i++) if (values[i] > Number.NEGATIVE_INFINITY) heap[length++] = i;
  const before = (a: number, b: number): boolean =>
    values[a] > values[b] || (values[a] === values[b] && a < b);
  const sink = (from: number): void => {
    const moved = heap[from];
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], moved)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  };
  for (let i = (length >> 1) - 1; i >= 0; i--) sink(i);
  while (length > 0) {
    yield heap[0];
    heap[0] = heap[--length];
    if (length > 0) sink(0);
  }
}
