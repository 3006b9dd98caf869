type Change = (amount: number) => number;

function purse(coins: number): [Change, Change] {
  let refused = 0;

  const put = (amount: number): number => {
    coins += amount;
    return coins;
  };

  const take = (amount: number): number => {
    if (amount > coins) {
      refused += 1;
      return -refused;
    }
    coins -= amount;
    return coins;
  };

  return [put, take];
}

function spend(coins: number, events: [string, number][]): number[] {
  const [put, take] = purse(coins);
  const seen: number[] = [];
  for (const [kind, amount] of events) {
    if (kind === "in") {
      seen.push(put(amount));
    } else {
      seen.push(take(amount));
    }
  }
  return seen;
}
