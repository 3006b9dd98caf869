function* pairs<A, B>(left: Iterable<A>, right: Iterable<B>, fill?: unknown): Generator<unknown[]> {
  const a = left[Symbol.iterator]();
  const b = right[Symbol.iterator]();
  let x = a.next();
  let y = b.next();
  for (; !x.done && !y.done; x = a.next(), y = b.next()) {
    yield [x.value, y.value];
  }
  if (fill === undefined) return;
  while (!x.done || !y.done) {
    yield [x.done ? fill : x.value, y.done ? fill : y.value];
    x = a.next();
    y = b.next();
  }
}

function zip(left: Iterable<unknown>, right: Iterable<unknown>, fill?: unknown): unknown {
  const [head = null, ...tail] = pairs(left, right, fill);
  return { head, tail };
}
