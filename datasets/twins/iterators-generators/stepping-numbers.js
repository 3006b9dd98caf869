function* steps(start, size) {
  let place = start;
  while (true) {
    yield place;
    place = (place + size) % 11;
  }
}

function collect(start, size, count) {
  const seen = [];
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
