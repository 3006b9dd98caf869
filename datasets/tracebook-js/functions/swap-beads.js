function arrange(beads, moves) {
  const order = beads.slice();
  let last;
  for (const [from, to] of moves) {
    [order[from], order[to]] = [order[to], order[from]];
    last = { from, to, head: order[0] };
  }
  const [head, ...tail] = order;
  const { from: origin = -1, ...rest } = last ?? {};
  return { order, head, tail: tail.length, origin, rest };
}
