interface Market {
  readonly day: string;
  readonly weekday: number;
}

const DAY = 24 * 60 * 60 * 1000;

function markets(start: string, count: number, skip: readonly number[] = []) {
  const date = new Date(`${start}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`no such day: ${start}`);
  const first = +date;
  const days: Market[] = [];
  while (days.length < count) {
    const month = date.getUTCMonth();
    if (!skip.includes(month)) days.push({ day: date.toISOString().slice(5, 10), weekday: date.getUTCDay() });
    date.setUTCMonth(month + 1);
  }
  return { days, span: (date.getTime() - first) / DAY, last: new Date(date) };
}
