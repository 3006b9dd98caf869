function* chunks<T>(source: Iterable<T>, size: number): Generator<readonly T[], number> {
  let chunk: T[] = [];
  let made = 0;
  for (const item of source) {
    if (chunk.push(item) < size) continue;
    yield chunk;
    made++;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
  return made;
}

function* windows<T>(source: Iterable<T>, size: number): Generator<readonly T[], number> {
  const held: T[] = [];
  let shifted = -1;
  for (const item of source) {
    held.push(item);
    if (held.length > size) held.shift();
    if (held.length === size) {
      yield [...held];
      shifted++;
    }
  }
  return shifted;
}

const makers = { chunk: chunks, window: windows } as const;

function views<T>(source: Iterable<T>, kind: keyof typeof makers, size: number): unknown[] {
  if (size <= 0) throw new RangeError(`cannot view ${size} at a time`);
  const seen: unknown[] = [];
  const walk: Generator<readonly T[], number> = makers[kind](source, size);
  for (;;) {
    const step = walk.next();
    if (step.done) return [...seen, step.value];
    seen.push(step.value.join(""));
  }
}
