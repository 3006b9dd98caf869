let pulled = 0;

function* numbers(from = 1) {
  for (let n = from; ; n++) {
    pulled++;
    yield n;
  }
}

const map = function* (source, f) {
  for (const value of source) yield f(value);
};

const filter = function* (source, test) {
  for (const value of source) if (test(value)) yield value;
};

const take = function* (source, count) {
  if (count <= 0) return;
  for (const value of source) {
    yield value;
    if (--count === 0) return;
  }
};

function pick(count, test = n => n % 3 !== 0) {
  const fruit = [...take(filter(map(numbers(), n => n * n - 1), test), count)];
  return { fruit, pulled };
}
