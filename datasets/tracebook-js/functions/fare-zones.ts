type Zone = 1 | 2 | 3 | 4;

interface Ticket {
  readonly zones: number;
  readonly cents: number;
  readonly note?: string;
}

function fare(zones: number): Ticket;
function fare(from: Zone, to: Zone, via?: readonly Zone[]): Ticket;
function fare(first: number, to?: Zone, via: readonly Zone[] = []): Ticket {
  if (to === undefined) {
    if (first < 1) throw new RangeError(`no ticket for ${first} zones`);
    return { zones: first, cents: 120 + 80 * (first - 1) };
  }
  let crossed = 0;
  let here = first;
  for (const stop of [...via, to]) {
    while (here !== stop) {
      here += here < stop ? 1 : -1;
      crossed++;
    }
  }
  const ticket = fare(crossed + 1);
  return crossed > 3 ? { ...ticket, cents: Math.min(ticket.cents, 400), note: "capped" } : ticket;
}
