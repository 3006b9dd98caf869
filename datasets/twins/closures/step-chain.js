function add(number) {
  return number + 3;
}

function double(number) {
  return number * 2;
}

function flip(number) {
  return 1 - number;
}

function both(first, second) {
  const joined = number => {
    return second(first(number));
  };

  return joined;
}

function chain(start, names) {
  const table = { add: add, double: double, flip: flip };
  let whole = null;
  for (const name of names) {
    if (whole === null) {
      whole = table[name];
    } else {
      whole = both(whole, table[name]);
    }
  }
  if (whole === null) {
    return start;
  }
  return whole(start);
}
