function* player(name, blows) {
  let health = 8;
  for (const blow of blows) {
    const received = yield { name, blow };
    health -= received ?? 0;
    if (health <= 0) return `${name} fell`;
  }
  return `${name} stands with ${health}`;
}

function duel(first, second) {
  const players = [player("red", first), player("blue", second)];
  const log = [];
  let incoming = [undefined, undefined];
  for (let round = 0; round < 5; round++) {
    const moves = players.map((each, i) => each.next(incoming[i]));
    log.push(moves.map(({ value, done }) => (done ? String(value) : value.blow)));
    if (moves.some(move => move.done)) break;
    incoming = [moves[1].value.blow, moves[0].value.blow];
  }
  return log;
}
