let asked = 0;

function apart(left, right, rivals) {
  asked++;
  return !rivals.some(pair => pair.includes(left) && pair.includes(right));
}

function* seat(guests, rivals, row = []) {
  if (guests.length === 0) {
    yield row.join("");
    return 1;
  }
  let found = 0;
  for (const [i, guest] of guests.entries()) {
    if (row.length > 0 && !apart(row.at(-1), guest, rivals)) continue;
    const others = guests.filter((_, at) => at !== i);
    found += yield* seat(others, rivals, [...row, guest]);
  }
  if (found === 0 && row.length === 0) throw new Error("nobody can sit");
  return found;
}

function orders(guests, rivals, most = Infinity) {
  const rows = [];
  for (const row of seat(guests, rivals)) {
    rows.push(row);
    if (rows.length === most) break;
  }
  return { rows, asked };
}
