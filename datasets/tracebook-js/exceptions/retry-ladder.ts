class Busy extends Error {
  override name = "Busy" as const;
}

function service(failures: number): () => number {
  let calls = 0;
  return () => {
    calls++;
    if (calls <= failures) throw new Busy(`call ${calls}`);
    return calls;
  };
}

function attempt(failures: number, limit = 4): { value: number; waits: number[] } {
  const call = service(failures);
  const waits: number[] = [];
  let wait = 1;
  retry: for (;;) {
    try {
      const value = call();
      return { value, waits };
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      if (waits.length === limit) break retry;
    }
    waits.push(wait);
    wait *= 2;
  }
  throw new AggregateError(waits.map(w => new Busy(`waited ${w}`)), "gave up");
}
