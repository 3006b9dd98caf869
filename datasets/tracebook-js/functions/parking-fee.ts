type Tariff = readonly [until: number, cents: number];

const TARIFFS: readonly Tariff[] = [
  [6, 20],
  [18, 150],
  [24, 60],
];
const HOUR = 3_600_000;

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.valueOf())) throw new SyntaxError(`${text} is no time`);
  return date;
}

function fee(from: string, to: string): { cents: number; hours: number; free: number } {
  const at = time(from);
  const end = time(to);
  let cents = 0;
  let hours = 0;
  let free = 0;
  for (; at < end; at.setTime(+at + HOUR)) {
    hours++;
    if (at.getUTCDay() === 6) {
      free++;
      continue;
    }
    const hour = at.getUTCHours();
    const [, price] = TARIFFS.find(([until]) => hour < until)!;
    cents += price;
    if (cents > 1000) cents = 1000;
  }
  return { cents, hours, free };
}
