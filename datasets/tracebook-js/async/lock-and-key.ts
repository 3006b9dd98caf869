class Lock {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(() => task());
    this.#tail = turn.catch(() => {});
    return turn;
  }
}

let balance = 100;

async function withdraw(amount: number, log: string[]): Promise<number> {
  const seen = balance;
  log.push(`see ${seen}`);
  await null;
  if (amount < 0) throw new RangeError(`bad amount ${amount}`);
  balance = seen - amount;
  log.push(`left ${balance}`);
  return balance;
}

async function transfer(amounts: readonly number[]) {
  const log: string[] = [];
  const lock = new Lock();
  const safe = await Promise.allSettled(amounts.map(amount => lock.run(() => withdraw(amount, log))));
  const kept = balance;
  balance = 100;
  await Promise.allSettled(amounts.map(amount => withdraw(amount, [])));
  return { safe: safe.map(({ status }) => status), kept, raced: balance, log };
}
