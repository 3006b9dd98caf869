class Timeout extends Error {
  override name = "Timeout";
}

function within<T>(ms: number, work: Promise<T>, label: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Timeout(`${label} took over ${ms}`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function door(delay: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (delay < 0) reject(new RangeError("no such door"));
    setTimeout(() => resolve(`after ${delay}`), delay);
  });
}

async function knock(delays: readonly number[], patience: number): Promise<[answer: string, late: number]> {
  let late = 0;
  for (const [i, delay] of delays.entries()) {
    try {
      return [await within(patience, door(delay), `door ${i}`), late];
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
      late++;
    }
    if (late > 2) throw new Timeout("nobody home");
  }
  return ["gave up", late];
}
