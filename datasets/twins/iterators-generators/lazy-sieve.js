function* source(numbers) {
  for (const number of numbers) {
    console.log(`see ${number}`);
    yield number;
  }
}

function* evens(stream) {
  for (const number of stream) {
    if (number % 2 === 0) {
      console.log(`keep ${number}`);
      yield number;
    }
  }
}

function sieve(numbers, count) {
  const kept = [];
  if (count === 0) {
    return kept;
  }
  for (const number of evens(source(numbers))) {
    kept.push(number);
    if (kept.length >= count) {
      break;
    }
  }
  return kept;
}
