class Places {
  private free: number;
  private readonly queue: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  async hold<T>(job: () => Promise<T>): Promise<T> {
    if (this.free === 0) await new Promise<void>(resolve => this.queue.push(resolve));
    else this.free--;
    try {
      return await job();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free++;
    }
  }
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

async function cross(people: Readonly<Record<string, number>>, places: number): Promise<string[]> {
  const ferry = new Places(places);
  const log: string[] = [];
  let aboard = 0;
  const trips = Object.entries(people).map(([name, minutes]) =>
    ferry.hold(async () => {
      log.push(`${name} boards ${++aboard}`);
      try {
        if (minutes < 0) throw new RangeError(`${name} turns back`);
        await sleep(minutes);
        log.push(`${name} lands`);
      } finally {
        aboard--;
      }
    }),
  );
  for (const result of await Promise.allSettled(trips)) {
    if (result.status === "rejected") log.push((result.reason as Error).message);
  }
  return log;
}
