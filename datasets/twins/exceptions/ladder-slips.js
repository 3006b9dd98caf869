class Slip extends Error {}

function rung(states, attempt) {
  if (attempt >= states.length) {
    throw new Slip("no rung");
  }
  if (states[attempt] === 1) {
    throw new Slip(`slip ${attempt}`);
  }
  return states[attempt] + 1;
}

function climb(states, limit) {
  const slips = [];
  for (let attempt = 0; attempt < limit; attempt++) {
    try {
      const height = rung(states, attempt);
      return [height, slips];
    } catch (slip) {
      slips.push(slip.message);
    }
  }
  throw new RangeError(`gave up after ${slips.length}`);
}
