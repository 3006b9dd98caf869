function remember(work) {
  const known = new Map();

  const asked = number => {
    if (!known.has(number)) {
      known.set(number, work(number));
    }
    return known.get(number);
  };

  return asked;
}

function ask(numbers) {
  const done = [];

  const square = number => {
    done.push(number);
    return number * number;
  };

  const quick = remember(square);
  let total = 0;
  for (const number of numbers) {
    total += quick(number);
  }
  return [total, done];
}
