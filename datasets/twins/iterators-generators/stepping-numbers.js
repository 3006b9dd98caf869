function* steps(start, size) {
  let place = start;
  while (true) {
    yield place;
    place = (place + size) % 11;
  }
}

function collect(start, size, rounds) {
  const stream = steps(start, size);
  const sums = [];
  for (const count of rounds) {
    let total = 0;
    for (let i = 0; i < count; i++) {
      total += stream.next().value;
    }
    sums.push(total);
  }
  return sums;
}
