function* steps(start: number, size: number): Generator<number> {
  let place = start;
  while (true) {
    yield place;
    place = (place + size) % 11;
  }
}

function collect(start: number, size: number, count: number): number[] {
  const seen: number[] = [];
  if (count === 0) {
    return seen;
  }
  for (const place of steps(start, size)) {
    seen.push(place);
    if (seen.length === count) {
      break;
    }
  }
  return seen;
}
