const rates = { eur: 1, usd: 1.25, yen: 150 };

const curry = (f, ...held) =>
  held.length >= f.length ? f(...held) : (...more) => curry(f, ...held, ...more);

const exchange = curry((from, to, amount) => {
  const [a, b] = [rates[from], rates[to]];
  if (b === undefined) throw new ReferenceError(`no rate for ${to}`);
  return (amount / a) * b;
});

function convert(amount, from, to) {
  const fromHere = exchange(from);
  const direct = fromHere(to)(amount);
  const atOnce = exchange(from, to, amount);
  return { direct, same: direct === atOnce, kind: typeof fromHere(to) };
}
