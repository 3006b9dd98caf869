class Slip extends Error {}

function rung(states: number[], attempt: number): number {
  if (attempt >= states.length) {
    throw new Slip("no rung");
  }
  if (states[attempt] === 1) {
    throw new Slip(`slip ${attempt}`);
  }
  return states[attempt] + 1;
}

function climb(states: number[], limit: number): [number, string[]] {
  const slips: string[] = [];
  for (let attempt = 0; attempt < limit; attempt++) {
    try {
      const height = rung(states, attempt);
      return [height, slips];
    } catch (slip) {
      slips.push((slip as Slip).message);
    }
  }
  throw new RangeError(`gave up after ${slips.length}`);
}
