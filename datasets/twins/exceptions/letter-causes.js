class Lost extends Error {}

function house(street, number) {
  if (number < 0) {
    throw new RangeError(`house ${number}`);
  }
  if (street === "fir" && number > 5) {
    throw new TypeError("no such side");
  }
  return street + String(number);
}

function deliver(street, number) {
  try {
    return house(street, number);
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    throw new Lost(`lost: ${fault.message}`, { cause: fault });
  }
}

function post(letters) {
  const log = [];
  for (const [street, number] of letters) {
    log.push(deliver(street, number));
  }
  return log;
}
