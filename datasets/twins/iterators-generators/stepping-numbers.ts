function* steps(start: number, size: number): Generator<number, never> {
  let place = start;
  while (true) {
    yield place;
    place = (place + size) % 11;
  }
}

function collect(start: number, size: number, rounds: number[]): number[] {
  const stream = steps(start, size);
  const sums: number[] = [];
  for (const count of rounds) {
    let total = 0;
    for (let i = 0; i < count; i++) {
      total += stream.next().value;
    }
    sums.push(total);
  }
  return sums;
}
