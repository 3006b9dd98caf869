type Clock = { time: string; days: number };

const pad = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

function parseClock(text: string): number {
  const match = /^(?<h>\d\d):(?<m>\d\d)$/.exec(text);
  if (match === null) throw new SyntaxError(`not a time: ${text}`);
  const { h, m } = match.groups!;
  return Number(h) * 60 + Number(m);
}

function addMinutes(start: string, delta: number): Clock {
  let total = parseClock(start) + delta;
  let days = 0;
  while (total >= 1440) {
    total -= 1440;
    days += 1;
  }
  while (total < 0) {
    total += 1440;
    days -= 1;
  }
  const minutes = total % 60;
  return { time: [(total - minutes) / 60, minutes].map(pad).join(":"), days };
}
