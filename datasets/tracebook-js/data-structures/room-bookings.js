function insert(booked, [from, to]) {
  if (from >= to) throw new RangeError(`${from} to ${to} is no time`);
  let at = 0;
  while (at < booked.length && booked[at].to < from) at++;
  const touches = booked[at]?.to === from;
  const after = booked[touches ? at + 1 : at];
  if (after && after.from < to) return false;
  if (touches) {
    booked[at].to = to;
    if (after?.from === to) booked[at].to = booked.splice(at + 1, 1)[0].to;
  } else if (after?.from === to) {
    after.from = from;
  } else {
    booked.splice(at, 0, { from, to });
  }
  return true;
}

function book(wishes) {
  const booked = [];
  const refused = wishes.filter(wish => !insert(booked, wish));
  const hours = booked.reduce((sum, { from, to }) => sum + to - from, 0);
  return { booked: booked.map(({ from, to }) => `${from}-${to}`), hours, refused: refused.length };
}
