async function sleep(ms: number): Promise<void> {
  await new Promise(done => setTimeout(done, ms));
}

async function brew(kind: string, minutes: number, place: number, ready: string[]): Promise<number> {
  await sleep(minutes * 100 + place * 10);
  ready.push(kind + String(minutes));
  return minutes;
}

async function serve(orders: [string, number][]): Promise<[number[], string[]]> {
  const ready: string[] = [];
  const waiting: Promise<number>[] = [];
  for (const [kind, minutes] of orders) {
    waiting.push(brew(kind, minutes, waiting.length, ready));
  }
  const times = await Promise.all(waiting);
  return [times, ready];
}
