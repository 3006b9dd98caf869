const by = key => (a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0);
const reversed = compare => (a, b) => compare(b, a);
const chain = (...compares) => (a, b) => {
  for (const compare of compares) {
    const order = compare(a, b);
    if (order !== 0) return order;
  }
  return 0;
};

function rota(rows) {
  const people = rows.map(([name, hours, shift]) => ({ name, hours, shift }));
  people.sort(chain(reversed(by("hours")), by("shift"), by("name")));
  return people.map(({ name, ...rest }) => name + Object.values(rest).join(""));
}
