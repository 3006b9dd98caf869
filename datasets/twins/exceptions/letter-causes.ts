class Lost extends Error {}

function house(street: string, number: number): string {
  if (number < 0) {
    throw new RangeError(`house ${number}`);
  }
  if (street === "fir" && number > 5) {
    throw new TypeError("no such side");
  }
  return street + String(number);
}

function deliver(street: string, number: number): string {
  try {
    return house(street, number);
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    throw new Lost(`lost: ${fault.message}`, { cause: fault });
  }
}

function post(letters: [string, number][]): string[] {
  const log: string[] = [];
  for (const [street, number] of letters) {
    log.push(deliver(street, number));
  }
  return log;
}
